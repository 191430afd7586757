"""The pages of data entry whose answers are recorded."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.contrib import admin
from django.contrib.auth.models import Group, User
from django.db.models import Model
from django.urls import reverse

from proxies.models import Account, AttackEvent, Change, Pledge, Source

HOMES = ("admin:index", "admin:password_change", "admin:logout", "admin:jsi18n")
SEARCHES = ("q=Hezbollah", "q=%D8%AD%D8%B2%D8%A8", "o=-1", "e=1")
OF_EVENTS = ("state__exact=draft", "front__id__exact=1", "first_day__year=2024", "p=1", "all=")
FORMS = (AttackEvent, Pledge, Source)
"""Kinds of record with much on their forms: several of each are asked for."""


def models() -> list[type[Model]]:
    """Every kind of record that has pages, in the order of their names."""
    return sorted(admin.site._registry, key=lambda model: model._meta.label_lower)


def page(model: type[Model], name: str, *args: Any) -> str:
    kind = f"{model._meta.app_label}_{model._meta.model_name}"
    return reverse(f"admin:{kind}_{name}", args=args)


def pages() -> Iterator[str]:
    """The first page, and the lists, forms and histories of every kind of record."""
    yield from map(reverse, HOMES)
    yield from (reverse("admin:app_list", args=[label]) for label in ("proxies", "auth"))
    for model in models():
        yield from _of_kind(model)
    for model in FORMS:
        rows = model._default_manager.order_by("pk")[1:40:13]
        yield from (page(model, "change", row.pk) for row in rows)
    yield from _lists_of_events()
    yield from suggestions()


def _of_kind(model: type[Model]) -> Iterator[str]:
    listed = page(model, "changelist")
    yield from (listed, page(model, "add"))
    first = model._default_manager.order_by("pk").first()
    if first is not None and model is not Change:
        yield from (page(model, name, first.pk) for name in ("change", "history", "delete"))


def _lists_of_events() -> Iterator[str]:
    listed = page(AttackEvent, "changelist")
    yield from (f"{listed}?{query}" for query in (*SEARCHES, *OF_EVENTS))


def suggestions() -> Iterator[str]:
    """What fields that refer to other records offer."""
    for model, field in (("attackevent", "place"), ("account", "report"), ("attribution", "actor")):
        asked = f"app_label=proxies&model_name={model}&field_name={field}&term=is"
        yield f"{reverse('admin:autocomplete')}?{asked}"


def texts() -> dict[str, str]:
    """Pages of data entry that are recorded whole: file → address."""
    event = AttackEvent.objects.get(slug="2024-01-28-tower-22")
    pledge = Pledge.objects.order_by("pk")[0]
    return {
        "admin-index.html": reverse("admin:index"),
        "admin-events.html": page(AttackEvent, "changelist") + "?q=Golan",
        "admin-event.html": page(AttackEvent, "change", event.pk),
        "admin-event-add.html": page(AttackEvent, "add"),
        "admin-event-history.html": page(AttackEvent, "history", event.pk),
        "admin-pledge.html": page(Pledge, "change", pledge.pk),
        "admin-account-delete.html": page(Account, "delete", event.accounts.all()[0].pk),
        "admin-upload-add.html": reverse("admin:proxies_upload_add"),
        "admin-user.html": page(User, "change", User.objects.get().pk),
        "admin-group.html": page(Group, "change", Group.objects.order_by("name")[0].pk),
    }


TEXTS = (
    *("admin-index", "admin-events", "admin-event", "admin-event-add", "admin-event-history"),
    *("admin-pledge", "admin-account-delete", "admin-upload-add", "admin-user", "admin-group"),
)
