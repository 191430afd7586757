"""What each page, download and feed may be asked: the filters it takes, and what goes beside."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from proxies.selection import MANY, Selection
from proxies.vocab import StatementKind
from proxies.web.forms import columns
from proxies.web.forms.columns import sorts_of
from proxies.web.forms.filters import FILTERS
from proxies.web.forms.question import QuestionForm


class FrontForm(QuestionForm):
    """A front's page, whose address already names the front."""

    takes = (
        *("faction", "state", "patron", "direction", "weapon", "target", "place", "outcome"),
        *("grade", "dataset", "since", "until", "as_of", "count", "q", "cited", "filters"),
    )

    def counted(self, address: Mapping[str, Any]) -> Selection:
        return self.selection.but(front=(address["slug"],))


class ListForm(QuestionForm):
    """A list that is sorted and paged."""

    takes = (*FILTERS, "cited", "view", "cols", "sort", "page", "filters")


class AsOfForm(QuestionForm):
    """A page about one record, or a list without filters: it only takes the day."""

    takes = ("as_of", "cited")


class TypedForm(QuestionForm):
    """A question in words, on a day."""

    takes = ("as_of", "q")


class FactionsForm(QuestionForm):
    """The list of factions, which is searched and sorted."""

    takes = ("as_of", "q", "cited", "sort")
    sorts = sorts_of(columns.FACTIONS, "-events")


class PatronsForm(QuestionForm):
    """The list of patrons."""

    takes = ("as_of", "q", "cited", "sort")
    sorts = sorts_of(columns.PATRONS, "-factions")


class SourcesForm(QuestionForm):
    """The list of sources."""

    takes = ("as_of", "q", "cited", "sort", "page")
    sorts = sorts_of(columns.SOURCES, "-reports")


class DatasetsForm(QuestionForm):
    """The list of datasets."""

    takes = ("as_of", "q", "cited", "sort")
    sorts = sorts_of(columns.DATASETS, "name")


class CorrectionsForm(QuestionForm):
    """The log of corrections: the day up to which, and the page.

    `changed` narrows it to those made on that day or later to the events and pledges that a
    question held as known on that day.
    """

    takes = (*FILTERS, "changed", "page")

    def _post_clean(self) -> None:
        super()._post_clean()
        filtered = not self.errors and bool(self.selection.but(as_of=None))
        if filtered and not self.cleaned_data.get("changed"):
            words = _(
                "The filters need the day on which a question held what was changed: give it."
            )
            self.add_error("changed", words)


class CorrectionsFeedForm(CorrectionsForm):
    """The feed of the log, which has no pages."""

    takes = (*FILTERS, "changed")


class PledgeForm(QuestionForm):
    """The ledger of pledges."""

    takes = (
        *("front", "faction", "target", "since", "until", "as_of", "q", "cited", "kind"),
        *("sort", "page", "filters"),
    )
    sorts = sorts_of(columns.PLEDGES, "newest")


class StatementExportForm(QuestionForm):
    """A download or feed of statements."""

    takes = ("front", "as_of", "q", "kind")
    kinds = StatementKind


class StatementForm(QuestionForm):
    """The list of statements."""

    takes = ("front", "as_of", "q", "cited", "kind", "sort")
    kinds = StatementKind
    sorts = sorts_of(columns.STATEMENTS, "newest")


class MilestoneExportForm(QuestionForm):
    """A download of milestones."""

    takes = ("front", "as_of", "q")


class MilestoneForm(QuestionForm):
    """The list of milestones."""

    takes = ("front", "as_of", "q", "cited", "sort")
    sorts = sorts_of(columns.MILESTONES, "newest")


class CompareForm(QuestionForm):
    """Two days and a question; `from` and `to` are the days up to which reports count."""

    takes = (*MANY, "since", "until", "count", "q", "from", "to")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        today = self.choices.today
        first, second = cleaned.get("from"), cleaned.get("to") or today
        if first and second and not first < second <= today:
            self.add_error("to", _("“To” must be later than “from”, and not after today."))
        return cleaned

    def days(self) -> tuple[date, date] | None:
        """The two days, the second being today unless given; None where no first day is given."""
        first: date | None = self.cleaned_data.get("from")
        return (first, self.cleaned_data.get("to") or self.choices.today) if first else None


class ExportForm(QuestionForm):
    """The question alone: a download holds every row and pins no count."""

    takes = FILTERS


class SortedExportForm(QuestionForm):
    """A download of events, in the order of the list."""

    takes = (*FILTERS, "sort")


class PledgeExportForm(QuestionForm):
    """A download of the ledger of pledges."""

    takes = ("front", "faction", "target", "since", "until", "as_of", "q", "kind")


class DayForm(QuestionForm):
    """A file about one subject: it takes the day alone."""

    takes = ("as_of",)


class StatusFeedForm(QuestionForm):
    """Which fronts, and up to which day."""

    takes = ("as_of", "front")


class FileForm(QuestionForm):
    """A file that is the same for everybody, whatever the question."""

    takes = ()
