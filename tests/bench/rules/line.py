"""One line of the table: what was measured, how long it took, and its ratio to a floor or to ours."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Line:
    """A measurement.

    Args:
        name: of what.
        taken: the median time, as shown.
        ratio: median of the ratios; None for a floor.
        spread: lowest and highest ratio.
        most: the ratio must not be above it.
        least: the ratio must not be below it.
    """

    name: str
    taken: str
    ratio: float | None = None
    spread: str = ""
    most: float | None = None
    least: float | None = None

    @property
    def missed(self) -> bool:
        """Tell whether the target is missed."""
        if self.ratio is None:
            return False
        return (self.most is not None and self.ratio > self.most) or (
            self.least is not None and self.ratio < self.least
        )

    @property
    def target(self) -> str:
        """The target, as shown."""
        if self.most is not None:
            return f"at most {self.most:g}"
        return f"at least {self.least:g}" if self.least is not None else ""

    def shown(self) -> str:
        """Write the row of a Markdown table."""
        ratio = "1" if self.ratio is None else f"{self.ratio:.2f}"
        reached = "" if not self.target else " **missed**" if self.missed else " ✓"
        return f"| {self.name} | {self.taken} | {ratio} | {self.spread} | {self.target}{reached} |"
