"""The questions of downloads and feeds: those of their pages, less what only a page needs."""

from __future__ import annotations

from typing import ClassVar

from proxies.web.forms.fields import MenuField
from proxies.web.forms.pages import AsOfForm, ListForm, PledgeForm
from proxies.web.forms.question import QuestionForm


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


class DayForm(AsOfForm):
    """A file about one subject: it takes the day alone."""

    extra: ClassVar[tuple[str, ...]] = ()

    cited = None  # type: ignore[assignment]


class StatusFeedForm(DayForm):
    """Which fronts, and up to which day."""

    front = MenuField(required=False)  # type: ignore[assignment]


class FileForm(DayForm):
    """A file that is the same for everybody, whatever the question."""

    as_of = None  # type: ignore[assignment]
