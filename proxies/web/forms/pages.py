"""The questions of single pages: the filter bar, less what a page does not take, and its own."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, ClassVar

from django import forms

from proxies.models.base import choices
from proxies.record.choices import Names
from proxies.vocab import PledgeKind
from proxies.web.forms.fields import IsoDateField, MenuField
from proxies.web.forms.question import LABELS, QuestionForm


class FrontForm(QuestionForm):
    """The filter bar of a front's page: the address already names the front."""

    front = None  # type: ignore[assignment]


class AsOfForm(QuestionForm):
    """A page about one record, or a list without filters: it only takes the day."""

    front = faction = patron = direction = weapon = target = place = None  # type: ignore[assignment]
    outcome = grade = dataset = since = until = count = q = None  # type: ignore[assignment]


class CorrectionsForm(QuestionForm):
    """The log of corrections: the day up to which, and the page.

    `changed` narrows it to those made on that day or later to the events and pledges that a
    question held as known on that day.
    """

    extra: ClassVar[tuple[str, ...]] = ("changed", "page")

    cited = None  # type: ignore[assignment]
    changed = IsoDateField(required=False)
    page = forms.IntegerField(required=False, min_value=1, max_value=1_000_000)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        asked = not self.errors and bool(self.selection().but(as_of=None))
        if asked and not cleaned.get("changed"):
            words = "The filters need the day on which a question held what was changed: give it."
            self.add_error("changed", words)
        return cleaned


class PledgeForm(QuestionForm):
    """The filters of the ledger of pledges."""

    extra: ClassVar[tuple[str, ...]] = ("cited", "kind")

    kind = MenuField(required=False, choices=choices(PledgeKind))
    patron = direction = weapon = place = outcome = None  # type: ignore[assignment]
    grade = dataset = count = None  # type: ignore[assignment]


class ListForm(QuestionForm):
    """The filter bar of a list that is sorted and paged."""

    extra: ClassVar[tuple[str, ...]] = ("cited", "sort", "page")

    sort = forms.ChoiceField(
        required=False,
        choices=[
            ("newest", "Newest first"),
            ("oldest", "Oldest first"),
            ("deadliest", "Deadliest"),
        ],
    )
    page = forms.IntegerField(required=False, min_value=1, max_value=1_000_000)

    def clean_page(self) -> int:
        return self.cleaned_data["page"] or 1

    def clean_sort(self) -> str:
        return self.cleaned_data["sort"] or "newest"


class CompareForm(QuestionForm):
    """Two days and a question; `from` and `to` are the days up to which reports count."""

    extra: ClassVar[tuple[str, ...]] = ("from", "to")

    as_of = cited = None  # type: ignore[assignment]

    def __init__(self, data: Mapping[str, Any], names: Names) -> None:
        super().__init__(data, names)
        for name in self.extra:
            self.fields[name] = IsoDateField(required=False, label=LABELS[name])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        today = self.names.today
        first, second = cleaned.get("from"), cleaned.get("to") or today
        if first and second and not first < second <= today:
            self.add_error("to", "“To” must be later than “from”, and not after today.")
        return cleaned

    def days(self) -> tuple[date, date] | None:
        """The two days, the second being today unless given; None where no first day is given."""
        first: date | None = self.cleaned_data.get("from")
        return (first, self.cleaned_data.get("to") or self.names.today) if first else None
