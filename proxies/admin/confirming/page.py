"""What could be right but is likely an error is saved once the editor confirms it.

The form, valid with its inlines, is shown again with a box for each doubt; what is ticked is kept
in the history of what is saved.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import Any, ClassVar

from django import forms
from django.forms.formsets import all_valid
from django.http import HttpRequest

from proxies.actions.doubts import BOX, box_of
from proxies.admin.confirming.stored import ListedRow, judged_first
from proxies.admin.versions.page import VersionedAdmin
from proxies.models.history import confirmed

NAME = re.compile(f"{BOX}[0-9a-f]{{12}}")
RIGHT = "This is right: {doubt}"
UNCONFIRMED = (
    "Not saved yet: something here may be right, but is likely an error. Correct it, or tick that "
    "it is right, and save again."
)
RowsOf = Callable[[type[Any]], list[Any]]
"""The rows of a model on a record's page, as they are or will be once its form is saved."""


class Confirmation(forms.BooleanField):
    """The box that says that a doubt is none."""

    def has_changed(self, initial: Any, data: Any) -> bool:
        """It is not a field of the record, so that no log of changes names it."""
        return False


class ConfirmedForm(forms.Form):
    """What `ConfirmingAdmin` adds to a form: what its page refuses or asks to confirm."""

    page: ClassVar[Any] = None
    request: ClassVar[Any] = None
    instance: Any
    confirmed: Sequence[str] = ()
    """Doubts of which the editor said that they are none."""
    asked: Sequence[str] = ()
    """All doubts about what was entered."""

    def _post_clean(self) -> None:
        super()._post_clean()  # type: ignore[misc]
        formsets = getattr(self.request, "entered_formsets", [])
        if self.errors or not all_valid(formsets):
            return
        rows = partial(rows_kept, formsets)
        for words in self.page.contradictions(self.instance, rows):
            self.add_error(None, words)
        if not self.errors:
            self._ask([*self.page.doubts(self.instance, rows)])

    def _ask(self, doubts: Sequence[str]) -> None:
        self.asked = doubts
        for doubt in doubts:
            box = Confirmation(label=RIGHT.format(doubt=doubt), required=False)
            self.fields[box_of(doubt)] = box
        if all(box.data for box in self.confirmations()):
            self.confirmed = doubts
        else:
            self.add_error(None, UNCONFIRMED)

    def confirmations(self) -> list[Any]:
        """The boxes, as the page shows them."""
        return [self[name] for name in self.fields if name.startswith(BOX)]

    def confirmed_before(self) -> list[str]:
        """Boxes that were ticked, while the form is refused for something else."""
        return [name for name in self.data if NAME.fullmatch(name) and name not in self.fields]


class ConfirmingAdmin(VersionedAdmin):
    """A page that judges a record together with its rows, before they are saved."""

    judged_actions: ClassVar[dict[str, dict[str, Any]]] = {}
    """Actions that put records forward, each with a filter of those that it moves."""

    def contradictions(self, record: Any, rows: RowsOf) -> Iterable[str]:
        """What cannot be right about a record and its rows taken together."""
        return ()

    def doubts(self, record: Any, rows: RowsOf) -> Iterable[str]:
        """What may be right about them, but is likely an error."""
        return ()

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> Any:
        form: Any = super().get_form(request, obj, change=change, **kwargs)
        given = {"page": self, "request": request}
        return type(form)(form.__name__, (ConfirmedForm, form), given)

    def get_changelist_form(self, request: HttpRequest, **kwargs: Any) -> Any:
        form: Any = super().get_changelist_form(request, **kwargs)
        return type(form)(form.__name__, (ListedRow, form), {"page": self})

    def get_actions(self, request: HttpRequest) -> Any:
        actions: dict[str, Any] = super().get_actions(request)
        for name, which in self.judged_actions.items():
            if name in actions:
                act, _, title = actions[name]
                actions[name] = (judged_first(act, name, title, which), name, title)
        return actions

    def save_form(self, request: HttpRequest, form: Any, change: bool) -> Any:
        if isinstance(form, ConfirmedForm):  # and no row of a list
            confirmed(form.confirmed)
        return super().save_form(request, form, change)

    def _create_formsets(self, request: HttpRequest, obj: Any, change: bool) -> Any:
        """Django makes them before it checks the form."""
        formsets, inlines = super()._create_formsets(request, obj, change)  # type: ignore[misc]
        request.entered_formsets = formsets  # type: ignore[attr-defined]
        return formsets, inlines


def rows_kept(formsets: Iterable[Any], model: type[Any]) -> list[Any]:
    """The rows of a model that there will be once a valid form is saved, as they were typed."""
    return [
        form.instance
        for formset in formsets
        for form in (formset.forms if formset.model is model else ())
        if (form.instance.pk or form.has_changed()) and not formset._should_delete_form(form)
    ]
