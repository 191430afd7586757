"""A page of the admin on which no editor's work is lost to another's.

Every form carries the version of the record that it was opened with; lists, actions and deletions
carry those of their rows. See docs/decisions/0015-lost-update.md.
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.admin.options import TO_FIELD_VAR
from django.contrib.admin.utils import unquote
from django.db import transaction
from django.forms.models import _get_foreign_key
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from proxies.admin.versions.collisions import Collider, Collision
from proxies.admin.versions.listed import VersionedList
from proxies.admin.versions.rows import VERSIONS, changed_since, seen_in, versions_of
from proxies.admin.versions.snapshots import (
    NOT_OF_THE_RECORD,
    VERSION,
    forms_now,
    read_token,
    snapshot_of,
    token_of,
)

CHANGED = (
    "Not saved: somebody else changed this record after you opened it. What you typed is still in "
    "the form; what they changed and you had left as it was has been taken over. Compare the "
    "versions at the top, correct what needs it, and save again."
)


class VersionField(forms.CharField):
    """The version that a form was opened with."""

    widget = forms.HiddenInput

    def has_changed(self, initial: Any, data: Any) -> bool:
        """It is not a field of the record, so that no log of changes names it."""
        return False


class VersionedForm(forms.Form):
    """What `VersionedAdmin` adds to a form: the version, and refusing what was overtaken."""

    record_version = VersionField(required=False)
    collision: Collision | None = None

    def _post_clean(self) -> None:
        super()._post_clean()  # type: ignore[misc]
        if self.collision is not None:
            self.add_error(None, CHANGED)


class VersionedAdmin(VersionedList):
    """A page whose forms, lists and deletions notice what another editor did meanwhile."""

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> Any:
        form: Any = super().get_form(request, obj, change=change, **kwargs)
        collision = getattr(request, "collision", None)
        return type(form)(form.__name__, (VersionedForm, form), {"collision": collision})

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return [name for name in super().get_fields(request, obj) if name not in NOT_OF_THE_RECORD]

    def changeform_view(
        self, request: HttpRequest, object_id: Any = None, form_url: str = "", extra: Any = None
    ) -> HttpResponse:
        copied = "_saveasnew" in request.POST
        if request.method != "POST" or object_id is None or copied:
            return super().changeform_view(request, object_id, form_url, extra)
        with transaction.atomic():
            self._compare(request, object_id)
            shown = {**(extra or {}), "collision": getattr(request, "collision", None)}
            return super().changeform_view(request, object_id, form_url, shown)

    def _compare(self, request: HttpRequest, object_id: str) -> None:
        """Under a lock: what was sent against the record as it is now."""
        to_field = request.POST.get(TO_FIELD_VAR, request.GET.get(TO_FIELD_VAR))
        if to_field and not self.to_field_allowed(request, to_field):
            return  # Django refuses it
        obj = self.get_object(request, unquote(object_id), to_field)
        if obj is None or not self.has_change_permission(request, obj):
            return
        self._lock(request, obj)
        obj = self.get_object(request, unquote(object_id), to_field)
        if obj is not None:
            self._collide(request, obj)

    def _lock(self, request: HttpRequest, obj: Any) -> None:
        """Hold the record and the rows of its page until what was sent is saved or refused."""
        rows = [type(obj)._base_manager.filter(pk=obj.pk)]
        for inline in self.get_inline_instances(request, obj):
            key = _get_foreign_key(self.model, inline.model, fk_name=inline.fk_name)
            rows.append(inline.model._base_manager.filter(**{key.name: obj.pk}).order_by("pk"))
        for each in rows:
            [*each.select_for_update().values_list("pk")]

    def _collide(self, request: HttpRequest, obj: Any) -> None:
        form, formsets = forms_now(self, request, obj)
        opened = read_token(request.POST, VERSION)
        known = isinstance(opened, dict)
        if known and opened == snapshot_of(form, formsets):
            return
        data = request.POST.copy()
        collider = Collider(opened if known else {}, form, formsets, data)
        differences = collider.collide()
        data[VERSION] = token_of(collider.current, VERSION)
        request.POST = data  # type: ignore[assignment]
        if differences or not known:
            request.collision = Collision(tuple(differences), known)  # type: ignore[attr-defined]

    def render_change_form(
        self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any
    ) -> HttpResponse:
        form = context["adminform"].form
        if not form.is_bound and context["original"] is not None:
            formsets = [inline.formset for inline in context["inline_admin_formsets"]]
            form.initial[VERSION] = token_of(snapshot_of(form, formsets), VERSION)
        return super().render_change_form(request, context, *args, **kwargs)

    def delete_view(
        self, request: HttpRequest, object_id: str, extra_context: Any = None
    ) -> HttpResponse:
        obj = self.get_object(request, unquote(object_id)) if request.method == "POST" else None
        with transaction.atomic():
            if obj is not None and self.has_delete_permission(request, obj):
                seen = seen_in(request.POST)
                if changed := changed_since(seen, self.model, [obj.pk]):
                    self.say_changed(request, changed, seen)
                    return HttpResponseRedirect(request.get_full_path())
            return super().delete_view(request, object_id, extra_context)

    def render_delete_form(self, request: HttpRequest, context: Any) -> HttpResponse:
        token = token_of(versions_of(self.model, [context["object"].pk]), VERSIONS)
        return super().render_delete_form(request, {**context, VERSIONS: token})
