"""What came of asking the services of datasets: when, what for, how it ended and why."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html

from proxies.admin.imports import ReadOnlyPage
from proxies.ingest.services.fetching import ask, is_set_up
from proxies.models import DatasetFetch
from proxies.vocab.intake import DatasetService

ASKED = "A worker asks {} now; load this page again to see what came."


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

    own_pages: ClassVar[dict[str, str]] = {"ask/": "ask"}
    change_list_template = "admin/dataset_fetches.html"

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return bool(request.user.has_perm("proxies.import_events"))

    has_module_permission = has_view_permission

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> Any:
        services = [(one.value, one.words, is_set_up(one)) for one in DatasetService]
        shown = {"services": services, **(extra_context or {})}
        return super().changelist_view(request, shown)

    def ask(self, request: HttpRequest) -> HttpResponse:
        """Have a worker ask a service now."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        asked = [one for one in DatasetService if one == request.POST.get("service")]
        if request.method == "POST" and asked:
            ask(asked[0])
            messages.success(request, ASKED.format(asked[0].words))
        return redirect("admin:proxies_datasetfetch_changelist")

    @admin.display(description="trial")
    def trial(self, fetched: DatasetFetch) -> str:
        if fetched.upload is None:
            return "–"
        address = reverse("admin:proxies_upload_change", args=[fetched.upload.pk])
        return format_html('<a href="{}">{}</a>', address, fetched.upload.file_name)
