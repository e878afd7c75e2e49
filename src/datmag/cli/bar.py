"""The progress bar of the worker, on stderr."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from datmag.cli.speak import chosen
from datmag.words import Text

if TYPE_CHECKING:
    from datmag.delivery.worker import Tally, Worker


@contextmanager
def posting(at_work: "Worker") -> Iterator[None]:
    """Show how far the worker is with what waits now."""
    from datmag.delivery.report import waiting  # noqa: PLC0415  (Django is set up by now)

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True)) as progress:
        words = Text("versturen", "posting").of(chosen())
        task = progress.add_task(words, total=sum(waiting().values()))

        def told(tally: "Tally") -> None:
            progress.update(task, completed=tally.outcomes.total())

        at_work.tell(told)
        yield
