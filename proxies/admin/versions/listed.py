"""Lists whose actions and fields notice what another editor did since the list was opened."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.db import transaction
from django.db.models import Model, QuerySet
from django.http import HttpRequest, QueryDict
from django.template.response import TemplateResponse

from proxies.admin.fields import A_KEY
from proxies.admin.versions.collisions import said
from proxies.admin.versions.rows import (
    VERSIONS,
    RowVersions,
    changed_since,
    name_of,
    seen_in,
    versions_of,
)
from proxies.admin.versions.snapshots import Sent, overtaken_fields, sent_by, token_of, typed_in
from proxies.queries.authors import Author, Authorship
from proxies.wording.phrases import short_moment

if TYPE_CHECKING:
    Page = admin.ModelAdmin[Any]
else:
    Page = admin.ModelAdmin

NOTHING_DONE = (
    "Nothing was done: {words}, after this page was opened. Look at it as it is now, and choose "
    "again if it is still right."
)
UNKNOWN = (
    "Nothing was done: the page that was sent did not say which version of “{row}” it showed. Look "
    "at it as it is now, and choose again."
)
ROW_UNKNOWN = (
    "Not saved: the list that was sent did not say which version of “{row}” it showed. Save again "
    "if what stands here is right."
)
ROW_CHANGED = (
    "Not saved: {words}, after this list was opened. {differences} Save again if what stands here "
    "is right."
)
DIFFERENCE = "{}: was {}; is now {}; you sent {}."
SOMEBODY = "“{row}” was changed meanwhile"
BY = "“{row}” was changed by {who}, {at} UTC"


class ListedForm(forms.Form):
    """What a row of a list that can be edited in it adds: refusing what was overtaken."""

    overtaken: ClassVar[dict[int, str]] = {}
    instance: Any

    def _post_clean(self) -> None:
        super()._post_clean()  # type: ignore[misc]
        if words := self.overtaken.get(self.instance.pk):
            self.add_error(None, words)


class VersionedList(Page):
    """The list of a page."""

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> Any:
        edited = request.method == "POST" and "_save" in request.POST and self.list_editable
        with transaction.atomic():
            if edited and self.has_change_permission(request):
                self._compare_list(request)
            response = super().changelist_view(request, extra_context)
        shown = getattr(response, "context_data", None) or {}
        if shown.get("cl") is not None:
            shown[VERSIONS] = self._token_of_list(shown["cl"])
        return response

    def _token_of_list(self, listed: Any) -> str:
        """The versions of the rows of a page, and what their fields hold where they have some."""
        if listed.formset is not None and listed.formset.is_bound:  # as they were sent
            listed.result_list = [form.instance for form in listed.formset.forms]
        keys = [row.pk for row in listed.result_list if row.pk]
        versions: dict[str, Any] = {**versions_of(self.model, keys)}
        if listed.formset is not None:
            for row in self.model._base_manager.filter(pk__in=keys):
                versions[f"sent:{row.pk}"] = sent_by(listed.formset.form(instance=row))
        return token_of(versions, VERSIONS)

    def get_changelist_form(self, request: HttpRequest, **kwargs: Any) -> Any:
        form: Any = super().get_changelist_form(request, **kwargs)
        overtaken = getattr(request, "overtaken", {})
        return type(form)(form.__name__, (ListedForm, form), {"overtaken": overtaken})

    def _compare_list(self, request: HttpRequest) -> None:
        """Under a lock: what was sent for each row against the row as it is now."""
        seen: dict[str, Any] = seen_in(request.POST)
        data = request.POST.copy()
        formset: Any = self.get_changelist_formset(request)
        prefix, pk = formset.get_default_prefix(), self.opts.pk.name
        names = [name for name in data if re.fullmatch(rf"{prefix}-\d+-{pk}", name)]
        positions = {str(data[name]): name.removesuffix(f"-{pk}") for name in names}
        keys = [int(key) for key in positions if re.fullmatch(A_KEY, key)]
        rows = self.model._base_manager.filter(pk__in=keys).order_by("pk").select_for_update()
        overtaken = {}
        for row in rows:
            form = formset.form(instance=row, prefix=positions[str(row.pk)])
            if words := self._overtaken(form, seen.get(f"sent:{row.pk}"), data):
                overtaken[row.pk] = words
        request.POST = data  # type: ignore[assignment]
        request.overtaken = overtaken  # type: ignore[attr-defined]

    def _overtaken(self, form: Any, opened: Sent | None, data: QueryDict) -> str:
        """Why a row is refused: another made something else of it, and this editor changed it too,
        or which version this editor changed is not known."""
        if opened is None:
            changes = typed_in(form, data) != sent_by(form)
            return ROW_UNKNOWN.format(row=form.instance) if changes else ""
        touched = typed_in(form, data) != opened
        found = [
            DIFFERENCE.format(bound.label, *(said(bound.field, side) or "–" for side in sides))
            for bound, *sides in overtaken_fields(form, opened, data)
        ]
        if not (touched and found):
            return ""
        return ROW_CHANGED.format(words=by_whom(form.instance), differences=" ".join(found))

    def response_action(  # type: ignore[override]  # the stubs know a third argument
        self, request: HttpRequest, queryset: QuerySet[Any]
    ) -> Any:
        """Django's, of rows whose versions the page carried; the page between choosing and doing
        names all of them, and carries theirs."""
        seen, keys = seen_in(request.POST), self._selected(request)
        with transaction.atomic():
            if changed := changed_since(seen, self.model, keys):
                self.say_changed(request, changed, seen)
                return None
            response = super().response_action(request, queryset)
            if isinstance(response, TemplateResponse) and response.context_data is not None:
                if request.POST.get("select_across") == "1":
                    keys = [*queryset.values_list("pk", flat=True)]
                response.context_data[VERSIONS] = token_of(versions_of(self.model, keys), VERSIONS)
            return response

    def _selected(self, request: HttpRequest) -> list[int]:
        chosen = request.POST.getlist(ACTION_CHECKBOX_NAME)
        return [int(key) for key in chosen if re.fullmatch(A_KEY, key)]

    def say_changed(
        self, request: HttpRequest, keys: list[int], seen: RowVersions, model: Any = None
    ) -> None:
        """Name the rows that somebody else changed, by whom and when, or whose version is not
        known."""
        model = model or self.model
        rows = model._base_manager.in_bulk(keys)
        for key in keys:
            row = rows.get(key)
            if name_of(model, key) not in seen:
                words = UNKNOWN.format(row=row)
            else:
                gone = f"A record ({key}) was deleted"
                words = NOTHING_DONE.format(words=by_whom(row) if row else gone)
            self.message_user(request, words, messages.ERROR)


def by_whom(row: Model) -> str:
    """Which row was changed, by whom and when, as far as it is known."""
    author: Author | None = Authorship(row).of(row)
    if author is None:
        return SOMEBODY.format(row=row)
    return BY.format(row=row, who=author.who, at=short_moment(author.at))
