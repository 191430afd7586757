"""People who use the admin, for its tests."""

from __future__ import annotations

from importlib import import_module
from typing import Any, cast

from django.apps import apps
from django.contrib.auth.models import Group, User
from django.db import connection
from django.test import Client

PEOPLE = ("superuser", "editor", "contributor", "viewer")


def make_person(name: str) -> User:
    """A superuser, or somebody in the group of that name."""
    if name == "superuser":
        return User.objects.create_superuser("superuser", password="long enough 1")
    groups: Any = import_module("proxies.migrations.0002_groups")
    if not Group.objects.filter(name=name).exists():  # a flushed database has lost them
        groups.make_groups(apps, cast(Any, connection.schema_editor(collect_sql=True)))
    user = User.objects.create_user(name, password="long enough 1", is_staff=True)
    user.groups.add(Group.objects.get(name=name))
    return user


def client_of(name: str) -> Client:
    """A browser in which that person is logged in."""
    client = Client()
    client.force_login(make_person(name))
    return client


def form_of(client: Client, path: str) -> dict[str, Any]:
    """What the form at an admin address would send if nothing were changed; asked why, it says."""
    context = client.get(path, follow=True).context
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
