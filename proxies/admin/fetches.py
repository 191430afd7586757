"""What came of asking the services of datasets: when, what for, how it ended and why."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html

from proxies.admin.imports import ReadOnlyPage
from proxies.models import DatasetFetch


@admin.register(DatasetFetch)
class DatasetFetchAdmin(ReadOnlyPage):
    """Who may import sees them; the trial of each is an upload like others."""

    deletes = False

    list_display = ("at", "service", "asked", "end", "rows", "trial", "message")
    list_filter = ("service", "end")
    search_fields = ("asked", "message")
    related = ("upload",)
    fields = ("service", "asked", "at", "end", "rows", "message", "trial")
    readonly_fields = fields

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return bool(request.user.has_perm("proxies.import_events"))

    has_module_permission = has_view_permission

    @admin.display(description="trial")
    def trial(self, fetched: DatasetFetch) -> str:
        if fetched.upload is None:
            return "–"
        address = reverse("admin:proxies_upload_change", args=[fetched.upload.pk])
        return format_html('<a href="{}">{}</a>', address, fetched.upload.file_name)
