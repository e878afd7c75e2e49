"""What the tests of the rulebook share: the interpreter's answers on every lot, worked out once."""

import pytest

from tests.rulebook.lots import NUMBERS
from tests.rulebook.reference import Row, reference


@pytest.fixture(scope="session")
def expected() -> dict[int, list[Row]]:
    """Give the rows of answers of the interpreter, by number of the lot."""
    return reference(NUMBERS)
