"""Long lists in pages: which rows, of how many, and where the neighbours are."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.core.paginator import EmptyPage, PageNotAnInteger, Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest

SIZE = 50
Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Leaf(Generic[Row]):
    """One page of a list; `before` and `after` are page numbers, 0 where there is none."""

    rows: Sequence[Row]
    total: int
    number: int
    pages: int

    @property
    def before(self) -> int:
        """Give the number of the page before this one."""
        return self.number - 1

    @property
    def after(self) -> int:
        """Give the number of the page after this one."""
        return self.number + 1 if self.number < self.pages else 0


def leaf(request: HttpRequest, rows: "QuerySet[Any, Row] | Sequence[Row]", size: int = SIZE) -> Leaf[Row]:
    """Give the page that the address asks for with `?page=`.

    Raises:
        Http404: there is no such page.
    """
    paginator = Paginator(rows, size)
    try:
        page = paginator.page(request.GET.get("page", "1"))
    except (EmptyPage, PageNotAnInteger):
        raise Http404 from None
    return Leaf(list(page.object_list), paginator.count, page.number, paginator.num_pages)
