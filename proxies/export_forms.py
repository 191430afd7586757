"""The questions of downloads and feeds: those of their pages, less what only a page needs."""

from __future__ import annotations

from typing import ClassVar

from proxies.fields import MenuField
from proxies.forms import QuestionForm
from proxies.page_forms import AsOfForm, ListForm, PledgeForm


class ExportForm(QuestionForm):
    """The question alone: a download holds every row and pins no count."""

    extra: ClassVar[tuple[str, ...]] = ()

    cited = None  # type: ignore[assignment]


class SortedExportForm(ExportForm):
    """The question of a download of events, in the order of the list."""

    extra: ClassVar[tuple[str, ...]] = ("sort",)

    sort = ListForm.base_fields["sort"]

    def clean_sort(self) -> str:
        return self.cleaned_data["sort"] or "newest"


class PledgeExportForm(PledgeForm):
    """The question of the ledger of pledges."""

    extra: ClassVar[tuple[str, ...]] = ("kind",)

    cited = None  # type: ignore[assignment]


class StatusFeedForm(AsOfForm):
    """Which fronts, and up to which day."""

    extra: ClassVar[tuple[str, ...]] = ()

    front = MenuField(required=False)  # type: ignore[assignment]
    cited = None  # type: ignore[assignment]


class FileForm(AsOfForm):
    """A file that is the same for everybody, whatever the question."""

    extra: ClassVar[tuple[str, ...]] = ()

    as_of = cited = None  # type: ignore[assignment]
