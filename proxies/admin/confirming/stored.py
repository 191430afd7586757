"""Records that are judged where they are listed, by the rules of their own page.

A field that is changed in a list is refused where its page would ask; an action that puts records
forward asks on a page of its own, and passes over those that cannot be right.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any, ClassVar

from django import forms
from django.contrib import messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db.models import QuerySet
from django.forms.models import _get_foreign_key
from django.http import HttpRequest, HttpResponse

from proxies.actions.doubts import box_of
from proxies.admin.reasons import own_page
from proxies.models.history import confirmed

Act = Callable[[Any, HttpRequest, QuerySet[Any]], HttpResponse | None]

PASSED_OVER = "Not done: “{row}” cannot be right. {faults} Correct it on its page."
ON_ITS_PAGE = "Not saved: {doubt} It may be right: change it on its own page, which asks."


def rows_stored(page: Any, record: Any, model: type[Any]) -> list[Any]:
    """The rows of a model on a record's page, as they are in the database."""
    found: list[Any] = []
    for inline in page.inlines if record.pk else ():
        if inline.model is model:
            key = _get_foreign_key(page.model, model, fk_name=inline.fk_name)
            found += model._base_manager.filter(**{key.name: record.pk}).order_by("pk")
    return found


def faults_of(page: Any, record: Any) -> Iterator[str]:
    """What cannot be right about a record as it is in the database."""
    try:
        record.full_clean()
    except ValidationError as error:
        for name, words in error.message_dict.items():
            field = "" if name == NON_FIELD_ERRORS else f"{name.replace('_', ' ')}: "
            yield f"{field}{' '.join(words)}"
    yield from page.contradictions(record, partial(rows_stored, page, record))


class ListedRow(forms.Form):
    """What a row of a list that can be edited in it adds: the rules of the record's page."""

    page: ClassVar[Any] = None
    instance: Any

    def _post_clean(self) -> None:
        super()._post_clean()  # type: ignore[misc]
        if self.errors or not self.has_changed():
            return
        rows = partial(rows_stored, self.page, self.instance)
        for words in self.page.contradictions(self.instance, rows):
            self.add_error(None, words)
        for doubt in () if self.errors else self.page.doubts(self.instance, rows):
            self.add_error(None, ON_ITS_PAGE.format(doubt=doubt))


def judged_first(act: Act, name: str, title: str, which: dict[str, Any]) -> Act:
    """An action that is done to those of the rows that can be right, once a page between choosing
    and doing has had the doubts confirmed."""

    def judged(page: Any, request: HttpRequest, rows: QuerySet[Any]) -> HttpResponse | None:
        wrong, doubts = [], []
        for row in rows.filter(**which):
            if faults := [*faults_of(page, row)]:
                wrong.append(row.pk)
                words = PASSED_OVER.format(row=row, faults=" ".join(faults))
                page.message_user(request, words, messages.ERROR)
            else:
                found = page.doubts(row, partial(rows_stored, page, row))
                doubts += [f"“{row}”: {doubt}" for doubt in found]
        if not all(box_of(doubt) in request.POST for doubt in doubts):
            boxes = [(box_of(doubt), doubt, box_of(doubt) in request.POST) for doubt in doubts]
            shown = {"rows": [*rows], "selected": ACTION_CHECKBOX_NAME, "action": name}
            return own_page(page, request, "admin/confirm.html", title, boxes=boxes, **shown)
        confirmed(doubts)
        return act(page, request, rows.exclude(pk__in=wrong))

    return judged
