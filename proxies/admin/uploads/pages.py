"""Uploading a file of events: tried first, shown, and imported when an editor says so."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar

from django.contrib import admin, messages
from django.contrib.admin.helpers import AdminForm
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.html import format_html

from proxies.admin.imports import ReadOnlyPage
from proxies.admin.reasons import own_page
from proxies.admin.uploads.forms import SettingsForm, UploadForm
from proxies.admin.uploads.limit import is_too_large
from proxies.admin.uploads.words import page_of, status_of
from proxies.exports.rejects import rejects_csv_of
from proxies.ingest.uploads.files import KEPT
from proxies.ingest.uploads.queue import again, cancel, change, confirm, take
from proxies.models import Upload
from proxies.models.uploads import running_keys

PAGE = "admin:proxies_upload_change"
LATE = "Nothing was done: somebody else, or the worker, was faster. This is how it stands now."


@admin.register(Upload)
class UploadAdmin(ReadOnlyPage):
    """Files that were uploaded; each has a page that says how far it has come.

    Cancelling one removes the file; that it was uploaded stays noted.
    """

    deletes = False

    list_display = ("file_name", "status", "dataset_shown", "made", "by")
    list_display_links = ("file_name",)
    list_filter = ("format", "state")
    own_pages: ClassVar[Any] = {"<int:pk>/rejects.csv": "rejects"}
    related = ("by", "run", "confirmed_by")

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return bool(request.user.has_perm("proxies.import_events"))

    has_add_permission = has_module_permission = has_view_permission

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> Any:
        self.held = running_keys()
        return super().changelist_view(request, extra_context)

    @admin.display(description="how it stands")
    def status(self, upload: Upload) -> str:
        words = status_of(upload, self.held)
        return format_html('<span class="state state-{}">{}</span>', words.kind, words.short)

    @admin.display(description="dataset")
    def dataset_shown(self, upload: Upload) -> str:
        return (upload.preview or {}).get("dataset") or upload.dataset or "the format's own"

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """The form of a file; sent, it is kept, and a trial of it asked for."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        form = UploadForm()
        if request.method == "POST":
            form = UploadForm(request.POST, request.FILES, too_large=is_too_large(request))
            if form.is_valid():
                settings = dict(form.cleaned_data)
                with transaction.atomic():
                    upload = take(settings.pop("file"), settings, request.user.pk)
                    self.log_addition(request, upload, "Uploaded.")
                return redirect(PAGE, upload.pk)
        return self._page(request, "admin/upload_form.html", form, "Upload a file")

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """How an upload stands, and what an editor can do about it."""
        upload = self._upload(request, object_id)
        given = {name: getattr(upload, name) for name in SettingsForm.base_fields}
        form = SettingsForm(initial=given)
        if request.method == "POST":
            if request.POST.get("do") == "change":
                form = SettingsForm(request.POST)
            if not form.is_bound or form.is_valid():
                return self._act(request, upload, form)
        shown = page_of(upload, running_keys()) | {"days_kept": KEPT.days}
        return self._page(request, "admin/upload.html", form, upload.file_name, **shown)

    def _act(self, request: HttpRequest, upload: Upload, form: SettingsForm) -> HttpResponse:
        """Do what a button says, and show the page again."""
        deeds: dict[str, tuple[Callable[[], bool], str]] = {
            "import": (lambda: confirm(upload, request.user.pk), "Confirmed: to be imported."),
            "again": (lambda: again(upload), "To be done again."),
            "change": (
                lambda: change(upload, form.cleaned_data),
                "To be tried with other settings.",
            ),
            "cancel": (lambda: cancel(upload), "Cancelled; the file was removed."),
        }
        act, done = deeds.get(request.POST.get("do", ""), (lambda: False, ""))
        if act():
            self.log_change(request, upload, done)
        else:
            messages.warning(request, LATE)
        return redirect(PAGE, upload.pk)

    def rejects(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        """The rows that the trial refused, as CSV."""
        upload = self._upload(request, str(pk))
        return rejects_csv_of(upload.rejects.all(), f"rejects-of-upload-{upload.pk}")

    def _upload(self, request: HttpRequest, key: str) -> Upload:
        allowed, missing = self.has_view_permission(request), "There is no such upload."
        upload: Upload = self.record_or_404(request, key, allowed=allowed, missing=missing)
        return upload

    def _page(
        self, request: HttpRequest, template: str, form: BaseForm, title: str, **shown: Any
    ) -> HttpResponse:
        """A page with a form drawn as the admin draws its own."""
        drawn = AdminForm(form, [(None, {"fields": list(form.fields)})], {}, (), self)  # type: ignore[arg-type]
        return own_page(self, request, template, title, adminform=drawn, form=form, **shown)
