"""The progress of sending, as a bar on a terminal."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

if TYPE_CHECKING:
    from datmag.delivery.worker import Tally


@contextmanager
def following() -> Iterator[Callable[["Tally"], None]]:
    """Give a function that shows how far the worker is."""
    from datmag.delivery.report import waiting  # noqa: PLC0415  (Django is set up by now)

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        left = sum(waiting().values())
        task = bar.add_task("", total=left or None)

        def told(tally: "Tally") -> None:
            done = sum(tally.outcomes.values())
            words = " · ".join(f"{name} {many}" for name, many in sorted(tally.outcomes.items()) if many)
            bar.update(task, description=words, completed=done, total=max(left, done) or None)

        yield told
