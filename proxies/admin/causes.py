"""Asking why something no longer counts: was it entered in error, or is it known to be wrong since
a day? On the forms of records and of what is cited for them, and on the pages of decisions.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.contrib.admin.widgets import AdminDateWidget

from proxies.actions.causes import AHEAD, WrongDayError, check_since
from proxies.admin.base import AnyForm
from proxies.admin.fields import ERROR, NEWS, SAY_WHICH, WRONG_DAY, CauseField
from proxies.models.days import today

FIELD = "entered_in_error"
NO_DAY = (
    "What was entered in error was never true here on any day: leave the day empty, or choose "
    "“Known to be wrong since a day”."
)
BEFORE_ITS_REPORT = (
    "The report appeared on {published}, so that it cannot have been known to be wrong on {day}. "
    "Give that day or a later one; where it never said this, choose “Entered in error”."
)
CLEARED = (
    "Give the day since which it is known to be wrong. To let it count again, choose none of the "
    "two as well."
)
SINCE_HELP = (
    "Only where it is known to be wrong: the first day on which it no longer counts. Empty: today."
)


class CauseForm(forms.Form):
    """The two questions, on the pages between a decision and doing it."""

    cause = CauseField(required=True)
    since = forms.DateField(
        required=False,
        label="Known to be wrong since",
        help_text=SINCE_HELP,
        widget=AdminDateWidget(attrs={"placeholder": "yyyy-mm-dd"}),
        error_messages={"invalid": WRONG_DAY},
    )

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if data.get("cause") and data.get("since"):
            self.add_error("since", NO_DAY)
        return data

    @property
    def decided(self) -> date | None:
        """The day since which it is known to be wrong; None: entered in error. Of a valid form."""
        data = self.cleaned_data
        return None if data["cause"] else data["since"] or today()


def code_of(row: Any, *, gone: bool) -> str:
    """What the field shows of a row."""
    return (ERROR if row.entered_in_error else NEWS) if gone else ""


def settle(form: Any, data: dict[str, Any], day: str) -> bool:
    """Date what no longer counts, or say what is wrong; whether a day of news is new."""
    if FIELD in form.errors or day in form.errors or FIELD not in data:
        return False
    error, new = data[FIELD], bool({FIELD, day, "state"} & {*form.changed_data})
    if error is None:
        form.add_error(FIELD, SAY_WHICH)
    elif error and day in form.changed_data and data[day]:
        form.add_error(day, NO_DAY)
    elif new and (error or not data[day]):
        data[day] = today()
    elif new and data[day] > today():
        form.add_error(day, AHEAD.format(day=data[day], today=today()))
    return error is False and new and day not in form.errors


def check_record(form: Any, data: dict[str, Any]) -> None:
    """A record that is discounted or merged, on its own form."""
    if settle(form, data, "withdrawn") and form.instance.pk:
        try:
            check_since(data["withdrawn"], form.instance)
        except WrongDayError as error:
            form.add_error("withdrawn", str(error))


class RetractableForm(AnyForm):
    """A row of evidence: what is retracted says why."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if FIELD in self.fields:
            self.initial[FIELD] = code_of(self.instance, gone=self.instance.retracted is not None)

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if FIELD not in self.fields:
            return data
        typed = data.get("retraction_reason") and "retraction_reason" in self.changed_data
        if data.get(FIELD) is not None or data.get("retracted") or typed:
            self._check(data)
        data[FIELD] = bool(data.get(FIELD))
        return data

    def _check(self, data: dict[str, Any]) -> None:
        cleared = "retracted" in self.changed_data and not data.get("retracted")
        if cleared and FIELD not in self.changed_data:
            self.add_error("retracted", CLEARED)
        published = getattr(data.get("report"), "published", None)
        if settle(self, data, "retracted") and published and data["retracted"] < published:
            words = BEFORE_ITS_REPORT.format(published=published, day=data["retracted"])
            self.add_error("retracted", words)
