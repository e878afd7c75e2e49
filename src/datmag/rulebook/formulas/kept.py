"""Keeps what is made of a rulebook and a policy, so that it is made once."""

from collections.abc import Callable
from typing import Generic, TypeVar

from datmag.rulebook.policy import Policy
from datmag.rulebook.rule import Rulebook

Made = TypeVar("Made")

_MOST = 64
"""So many rulebooks under policies are kept; an installation has one book and a few policies."""


class Kept(Generic[Made]):
    """Gives what `make` makes of a rulebook and a policy; both are known by identity, which is quick."""

    def __init__(self, make: Callable[[Rulebook, Policy], Made]) -> None:
        """Keep nothing yet."""
        self._make = make
        # INVARIANT: both stand beside what was made, so that their identities are nobody else's.
        self._made: dict[tuple[int, int], tuple[Rulebook, Policy, Made]] = {}

    def __call__(self, book: Rulebook, policy: Policy) -> Made:
        """Give it."""
        kept = self._made.get((id(book), id(policy)))
        if kept is None:
            if len(self._made) >= _MOST:
                self._made.clear()
            kept = self._made[id(book), id(policy)] = (book, policy, self._make(book, policy))
        return kept[2]
