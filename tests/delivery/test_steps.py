"""Each step of the table works on a real row, and every other is refused, by the code and by the database."""

from itertools import product

import pytest
from django.db import IntegrityError, transaction

from datmag.delivery.models import Delivery
from datmag.delivery.outbox import move
from datmag.delivery.states import STATES, TRANSITIONS
from tests.delivery import shop

pytestmark = [pytest.mark.db, pytest.mark.django_db]


def test_every_step_of_the_table_is_taken_and_every_other_is_refused() -> None:
    """For each state and each event: the row moves where the table says so, else it stays as it was."""
    shop.open_shop(1)
    shop.queued()
    rows = Delivery.objects.all()
    expected: dict[tuple[str, str], tuple[int, str]] = {}
    seen: dict[tuple[str, str], tuple[int, str]] = {}
    for state, step in product(STATES, TRANSITIONS.values()):
        allowed = state in step.sources
        expected[state, step.event] = (1, step.target) if allowed else (0, state)
        rows.update(state=state)
        seen[state, step.event] = (move(rows, step.event), rows.get().state)

    assert expected == seen


def test_the_database_knows_no_other_state() -> None:
    """A word that is not in the table cannot be stored, whoever tries."""
    shop.open_shop(1)
    shop.queued()

    with pytest.raises(IntegrityError), transaction.atomic():
        Delivery.objects.update(state="sent")
