"""What could be right but is likely an error is saved once the editor confirms it.

The form, valid with its inlines, is shown again with a box for each doubt; it is named by a hash
of the doubt's words, so that a box that is ticked says yes to those values and to no others.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from hashlib import sha256
from typing import Any, ClassVar

from django import forms
from django.forms.formsets import all_valid
from django.http import HttpRequest

from proxies.admin.versions.page import VersionedAdmin

PREFIX = "confirmed-"
NAME = re.compile(f"{PREFIX}[0-9a-f]{{12}}")
RIGHT = "This is right: {doubt}"
UNCONFIRMED = (
    "Not saved yet: something here may be right, but is likely an error. Correct it, or tick that "
    "it is right, and save again."
)


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

    def _post_clean(self) -> None:
        super()._post_clean()  # type: ignore[misc]
        formsets = getattr(self.request, "entered_formsets", [])
        if self.errors or not all_valid(formsets):
            return
        for words in self.page.contradictions(self.instance, formsets):
            self.add_error(None, words)
        if not self.errors:
            self._ask(self.page.doubts(self.instance, formsets))

    def _ask(self, doubts: Iterable[str]) -> None:
        for doubt in doubts:
            name = PREFIX + sha256(doubt.encode()).hexdigest()[:12]
            self.fields[name] = Confirmation(label=RIGHT.format(doubt=doubt), required=False)
        if not all(box.data for box in self.confirmations()):
            self.add_error(None, UNCONFIRMED)

    def confirmations(self) -> list[Any]:
        """The boxes, as the page shows them."""
        return [self[name] for name in self.fields if name.startswith(PREFIX)]

    def confirmed_before(self) -> list[str]:
        """Boxes that were ticked, while the form is refused for something else."""
        return [name for name in self.data if NAME.fullmatch(name) and name not in self.fields]


class ConfirmingAdmin(VersionedAdmin):
    """A page that judges a record together with its rows, before they are saved."""

    def contradictions(self, record: Any, formsets: list[Any]) -> Iterable[str]:
        """What cannot be right about a record and its rows taken together."""
        return ()

    def doubts(self, record: Any, formsets: list[Any]) -> Iterable[str]:
        """What may be right about them, but is likely an error."""
        return ()

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> Any:
        form: Any = super().get_form(request, obj, change=change, **kwargs)
        given = {"page": self, "request": request}
        return type(form)(form.__name__, (ConfirmedForm, form), given)

    def _create_formsets(self, request: HttpRequest, obj: Any, change: bool) -> Any:
        """Django makes them before it checks the form."""
        formsets, inlines = super()._create_formsets(request, obj, change)  # type: ignore[misc]
        request.entered_formsets = formsets  # type: ignore[attr-defined]
        return formsets, inlines


def rows_kept(formsets: Iterable[Any], model: type[Any]) -> Iterator[Any]:
    """The rows of a model that there will be once a valid form is saved, as they were typed."""
    for formset in formsets:
        for form in formset.forms if formset.model is model else ():
            entered = form.instance.pk or form.has_changed()
            if entered and not formset._should_delete_form(form):
                yield form.instance
