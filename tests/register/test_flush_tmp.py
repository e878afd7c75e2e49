import pytest
from tests.register.given import event, tell
pytestmark=[pytest.mark.django_db(transaction=True)]
def test_a():
    tell(event("objection","2026-01-01"))
def test_b():
    from datmag.register.models import Choice
    assert not Choice.objects.count()
