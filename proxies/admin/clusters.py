"""Clusters of items and what was decided of them, to look things up: both are made at the desk."""

from __future__ import annotations

from django.contrib import admin
from django.db.models import Count
from django.utils.text import Truncator

from proxies.admin.base import column, count_of
from proxies.admin.imports import ReadOnlyPage
from proxies.models import Cluster, Decision


@admin.register(Cluster)
class ClusterAdmin(ReadOnlyPage):
    """Items that seem to tell of one thing."""

    deletes = False
    related = ("front", "taken_by")
    counted = {"items_counted": Count("items")}
    item_count = count_of("items_counted", "items")
    headline = column("title", lambda row: Truncator(row.title).chars(90), "title")
    list_display = ("day", "headline", "front", "state", "item_count", "taken_by")
    list_display_links = ("headline",)
    list_filter = ("state", "front")
    search_fields = ("title",)
    date_hierarchy = "day"


@admin.register(Decision)
class DecisionAdmin(ReadOnlyPage):
    """What an editor decided of a cluster."""

    deletes = False
    related = ("cluster", "by")
    list_display = ("at", "kind", "cluster", "by", "record", "seconds", "keys", "undone")
    list_filter = ("kind",)
    search_fields = ("cluster__title", "record")
    date_hierarchy = "at"
