"""What must hold of the Dutch rules for every case there can be, stated beside them and proved by `prove`."""

from datmag.rulebook.nl.theorems import messages, verdicts, yes_and_no
from datmag.rulebook.proof.claim import Theorem

THEOREMS: tuple[Theorem, ...] = (*yes_and_no.THEOREMS, *verdicts.THEOREMS, *messages.THEOREMS)
"""Every theorem, in the order of its importance."""
