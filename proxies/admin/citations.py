"""What reports say of a record: the rows that hang on every kind of it."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils.text import format_lazy

from proxies.actions.publishing import ENTERED
from proxies.admin.base import AnyBase, AnyFormSet, AnyStacked, AnyTabular, Fields
from proxies.admin.causes import RetractableForm
from proxies.vocab import WorkflowState
from proxies.wording.evidence import CREDIBLE

CREDIBILITY = [
    ("", "---------"),
    *((figure, format_lazy("{} – {}", figure, words)) for figure, words in CREDIBLE.items()),
]
NO_REPORT = (
    "A published record needs a report. Add the report that says so here, or save the record as "
    "a draft (State, under Publishing)."
)
TWICE = "The same report is given twice with the same stance: keep one of the two rows."


class CitationForm(RetractableForm):
    """One report's word on the record."""

    credibility = forms.TypedChoiceField(
        choices=CREDIBILITY,
        coerce=int,
        help_text="Of what this report says here, not of its source.",
    )


class CitationFormSet(AnyFormSet):
    """The reports of one record."""

    def get_unique_error_message(self, unique_check: Any) -> str:
        return TWICE if "report" in unique_check else super().get_unique_error_message(unique_check)


class EvidenceFormSet(CitationFormSet):
    """The reports of a record that cannot be published without one."""

    def clean(self) -> None:
        super().clean()
        if self.instance.state != WorkflowState.PUBLISHED or self.is_exempt():
            return
        entered = (form for form in self.forms if form.has_changed() or form.instance.pk)
        rows = (getattr(form, "cleaned_data", {}) for form in entered)
        if all(row.get("DELETE") or row.get("retracted") for row in rows):  # none will count
            raise ValidationError(NO_REPORT)

    def is_exempt(self) -> bool:
        """Whether this record may be published without a report, such as an imported one."""
        return False


class Evidence(AnyBase):
    """Rows of evidence: deleted while the record is a draft, retracted with a reason afterwards."""

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        entered = obj is None or getattr(obj, "state", None) in ENTERED
        return entered and bool(super().has_delete_permission(request, obj))


class CitationInline(Evidence, Fields, AnyStacked):
    """The reports of a record, on its page."""

    form = CitationForm
    formset = CitationFormSet
    autocomplete_fields = ("report", "origin")
    given: ClassVar[Any] = ("report", "origin", ("stance", "credibility", "on_record"))
    """The lines of fields above the note."""
    extra = 0

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        rest = ("note", ("entered_in_error", "retracted", "retraction_reason"))
        return [
            (None, {"fields": self.given}),
            ("Note, retraction", {"fields": rest, "classes": ["collapse"]}),
        ]


def rows_in(kind: Any, model: type[models.Model], **options: Any) -> Any:
    """An inline of a kind, `CitationInline` or `Rows`, for the rows of a model."""
    return type(kind)(f"{model.__name__}Inline", (kind,), {"model": model, **options})


class RowFormSet(CitationFormSet):
    """Rows of a small table."""

    def add_fields(self, form: Any, index: int | None) -> None:
        super().add_fields(form, index)
        if "DELETE" in form.fields:
            form.fields["DELETE"].widget.attrs["aria-label"] = "Delete this row"


class Rows(Fields, AnyTabular):
    """A small table of rows on the page of the record they belong to."""

    formset = RowFormSet
    extra = 0

    def formfield_for_dbfield(
        self, db_field: models.Field[Any, Any], request: HttpRequest, **kwargs: Any
    ) -> forms.Field | None:
        """The heading of a column is not a label: name each field by it as well."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field is not None:
            widget: Any = getattr(field.widget, "widget", field.widget)
            widget.attrs["aria-label"] = str(field.label or db_field.verbose_name).capitalize()
            if isinstance(widget, forms.Textarea):
                widget.attrs.update(rows=2, cols=40)
        return field
