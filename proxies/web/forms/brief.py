"""What a brief may be asked: its day, its span, its fronts, and the day known by."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from proxies.record.current import record
from proxies.selection import Selection
from proxies.web.forms.question import QuestionForm

WEEK = "week"
"""The span where none is given."""


class BriefForm(QuestionForm):
    """A brief. It is as known on its own day, unless `as_of` names a later one; its day is the last
    covered one unless it is given."""

    takes = ("front", "as_of", "date", "span")

    def clean_date(self) -> date | None:
        day: date | None = self.cleaned_data["date"]
        first, today = record().extent.first, self.choices.today
        if day and day > today:
            words = _("%(day)s has not come yet. Give today, %(today)s, or a day before it.")
            raise ValidationError(words, params={"day": day, "today": today})
        if day and first and day < first:
            words = _("%(day)s is before the record, which begins on %(first)s. Give a later day.")
            raise ValidationError(words, params={"day": day, "first": first})
        return day

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        day, known_by = cleaned.get("date"), cleaned.get("as_of")
        if day and known_by and known_by < day:
            words = _("Nobody could know on this day of %(day)s, which is later. Give a later day.")
            self.add_error("as_of", ValidationError(words, params={"day": day}))
        return cleaned

    def _post_clean(self) -> None:
        super()._post_clean()
        if not self.errors:
            self.selection = self.selection.but(as_of=self.known_by)

    @cached_property
    def known_by(self) -> date:
        """The day up to which reports count."""
        known_by: date | None = self.cleaned_data["as_of"]
        return known_by or self.day

    @cached_property
    def day(self) -> date:
        """The day of the brief."""
        day: date | None = self.cleaned_data["date"]
        return day or record().last_covered(self.cleaned_data["as_of"] or self.choices.today)

    @property
    def span(self) -> str:
        return self.cleaned_data["span"] or WEEK

    def pairs(self, selection: Selection) -> list[tuple[str, str]]:
        """The question with its day: as `date` where that is the day known by, else as both."""
        pairs = selection.but(as_of=None).pairs()
        known_by, given = selection.as_of, self.cleaned_data
        if known_by is None or (known_by == self.day and not given["date"] and not given["as_of"]):
            return pairs
        if given["as_of"] is None:
            return [*pairs, ("date", known_by.isoformat())]
        pairs.append(("as_of", known_by.isoformat()))
        if given["date"]:
            pairs.append(("date", min(given["date"], known_by).isoformat()))
        return pairs
