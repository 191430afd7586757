"""The admin's name, and its first page and side bar grouped by what is recorded."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import admin
from django.contrib.admin import AdminSite
from django.http import HttpRequest, HttpResponse

from proxies.admin.directions import directing

GROUPS: dict[str, tuple[str, ...]] = {
    "What happens": (
        "AttackEvent",
        "DuplicatePair",
        "Pledge",
        "Statement",
        "Milestone",
        "Assessment",
        "FrontClosure",
    ),
    "Who": ("Actor", "Faction", "Patron", "Opponent", "Membership", "Support", "ControlSpell"),
    "Where": ("Front", "Place"),
    "Who says so": ("Source", "Report", "Dataset"),
    "What comes in": ("Channel", "Visit", "Cluster", "Item", "Decision"),
    "What was imported": ("Upload", "DatasetFetch", "UnknownName", "ImportRun", "Reject"),
    "What readers report": ("ErrorReport",),
    "What runs by itself": ("JobError",),
}
"""Headings, and under each the records that are entered there, in this order."""


def grouped_app_list(request: HttpRequest, app_label: str | None = None) -> list[Any]:
    """As Django's, but with the records of the app under the headings of `GROUPS`; what no heading
    names comes last."""
    listed: list[Any] = []
    for app in AdminSite.get_app_list(admin.site, request, app_label):
        if app["app_label"] != "proxies":
            listed.append(app)
            continue
        by_name = {entry["object_name"]: entry for entry in app["models"]}
        groups = {
            heading: [by_name.pop(name) for name in names if name in by_name]
            for heading, names in GROUPS.items()
        }
        groups["Rows of other records, to look things up"] = list(by_name.values())
        shown = ((heading, entries) for heading, entries in groups.items() if entries)
        listed[:0] = [{**app, "name": heading, "models": entries} for heading, entries in shown]
    return listed


def login(request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
    """As Django's; a page that asks by itself how far something is must load anew to lead here."""
    response = AdminSite.login(admin.site, request, extra_context)
    if request.headers.get("HX-Request"):
        response["HX-Refresh"] = "true"
    return response


def admin_view(view: Callable[..., Any], cacheable: bool = False) -> Callable[..., Any]:
    """As Django's, and every page gives the record's own words the direction of their script."""
    return AdminSite.admin_view(admin.site, directing(view), cacheable)


admin.site.site_header = "Proxies — data entry"
admin.site.site_title = "Proxies data entry"
admin.site.index_title = "What would you like to record?"
admin.site.empty_value_display = "–"
admin.site.get_app_list = grouped_app_list  # type: ignore[method-assign]
admin.site.login = login  # type: ignore[method-assign]
admin.site.admin_view = admin_view  # type: ignore[method-assign, assignment]
