"""Why a record is changed: asked on every form of evidence, and before a list of records is moved.

The answer goes into the history and, where readers see the record, on its page.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from django import forms
from django.contrib.admin import ModelAdmin
from django.http import HttpRequest
from django.template.response import TemplateResponse

from proxies.admin.fields import group

FIELD = "change_reason"
ASKED = "asked"
"""What is sent once the page of `ask_reason` was seen."""
WITHOUT = (
    "Say why you change it: readers see this record, and are shown what it said before, and why "
    "it was changed."
)
FIELDSET = group(
    "Reason for the change",
    (FIELD,),
    "Kept in the record's history. Readers are shown the reasons for changes "
    "to what is published: there it is required.",
)


class ReasonForm(forms.Form):
    """What `explained` adds to a form."""

    reason_required: ClassVar[bool] = False
    changed_data: Any

    change_reason = forms.CharField(
        label="Reason",
        required=False,
        max_length=500,
        widget=forms.TextInput(attrs={"class": "vTextField", "dir": "auto"}),
        help_text="Such as: a later report gives another count; a typing mistake.",
    )

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if not data.get(FIELD) and "discount_reason" in self.changed_data:
            data[FIELD] = data.get("discount_reason", "")
        if self.reason_required and not data.get(FIELD) and FIELD not in self.errors:
            self.add_error(FIELD, WITHOUT)
        return data


def explained(form: Any, *, required: bool) -> Any:
    """A form of a model that also asks why."""
    return type(form)(form.__name__, (ReasonForm, form), {"reason_required": required})


def reason_of(request: HttpRequest) -> str:
    """The reason that was given on the page of `ask_reason`."""
    return request.POST.get(FIELD, "").strip()


def own_page(
    page: ModelAdmin[Any], request: HttpRequest, template: str, title: str, **shown: Any
) -> TemplateResponse:
    """A page beside Django's own, about the records of one of its pages."""
    context = {**page.admin_site.each_context(request), "title": title, "opts": page.opts}
    return TemplateResponse(request, template, context | shown)


def ask_reason(  # noqa: PLR0913, PLR0917
    page: ModelAdmin[Any],
    request: HttpRequest,
    rows: Sequence[Any],
    action: str,
    title: str,
    form: forms.Form | None = None,
) -> TemplateResponse:
    """The page between choosing an action on a list and doing it: why? `form` asks what else is to
    be known."""
    reason = reason_of(request)
    shown = {"rows": rows, "action": action, "field": FIELD, "form": form, "reason": reason}
    missing = WITHOUT if ASKED in request.POST and not reason else ""
    return own_page(page, request, "admin/reason.html", title, missing=missing, **shown)
