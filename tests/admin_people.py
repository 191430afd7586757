"""People who use the admin, for its tests."""

from __future__ import annotations

import re
from typing import Any

from django.contrib.auth.models import Group, Permission, User
from django.test import Client

PEOPLE = ("superuser", "editor", "contributor", "viewer")

rights: dict[str, set[tuple[str, str, str]]] = {}
"""The groups that the migrations made, with the natural keys of their permissions."""


def remember_rights() -> None:
    """Read the groups of a migrated database, before a test that flushes it loses them."""
    for group in Group.objects.all():
        held = group.permissions.select_related("content_type")
        rights[group.name] = {permission.natural_key() for permission in held}


def group_called(name: str) -> Group:
    """That group of the migrations, made again where a flush has taken it away."""
    group, lost = Group.objects.get_or_create(name=name)
    if lost:
        every = Permission.objects.select_related("content_type")
        group.permissions.set([one for one in every if one.natural_key() in rights[name]])
    return group


def make_person(name: str) -> User:
    """A superuser, or somebody in the group of that name."""
    if name == "superuser":
        return User.objects.create_superuser("superuser", password="long enough 1")
    user = User.objects.create_user(name, password="long enough 1", is_staff=True)
    user.groups.add(group_called(name))
    return user


def client_of(name: str) -> Client:
    """A browser in which that person is logged in."""
    client = Client()
    client.force_login(make_person(name))
    return client


def form_of(client: Client, path: str) -> dict[str, Any]:
    """What the form at an admin address would send if nothing were changed; asked why, it says."""
    return sent_from(client.get(path, follow=True).context)


def sent_from(context: Any) -> dict[str, Any]:
    """What a form of the admin would send, by the context of its page."""
    forms = [context["adminform"].form]
    for inline in context["inline_admin_formsets"]:
        forms += [inline.formset.management_form, *inline.formset.forms]
    data: dict[str, Any] = {}
    for form in forms:
        for field in form:
            value = field.value()
            if value is not None and value is not False:
                data[field.html_name] = _sent(field, value)
    if "change_reason" in context["adminform"].form.fields:
        data["change_reason"] = "Looked at again."
    return data


def _sent(field: Any, value: Any) -> Any:
    prepared = field.field.prepare_value(value)
    if isinstance(prepared, (list, tuple)):
        return [str(getattr(item, "pk", item)) for item in prepared]
    return "on" if prepared is True else str(prepared)


def act(client: Client, path: str, data: dict[str, Any], *, shown: str = "") -> Any:
    """The answer to an action of a list, or a deletion, sent as the page at that address does: with
    the versions of what it shows."""
    page = client.get(shown or path)
    found = re.search(r'name="row_versions" value="([^"]+)"', page.text)
    versions = {"row_versions": found.group(1)} if found else {}
    return client.post(path, {**versions, **data}, follow=True)
