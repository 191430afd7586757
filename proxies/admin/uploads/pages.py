"""Uploading a file of events: tried first, shown, and imported when an editor says so."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.helpers import AdminForm
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.forms import BaseForm
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponseRedirect,
)
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html

from proxies.admin.imports import ReadOnlyPage
from proxies.admin.uploads.forms import SettingsForm, UploadForm
from proxies.admin.uploads.limit import is_too_large
from proxies.admin.uploads.words import page_of, status_of
from proxies.exports.rejects import rejects_csv_of
from proxies.ingest.uploads.files import KEPT, keep_file
from proxies.models import Upload
from proxies.models.uploads import held_now
from proxies.vocab import UploadState, UploadStep

RIGHT = "proxies.import_events"
SETTINGS = ("format", "dataset", "scope", "release", "released", "allow_withdrawals")
LATE = "Nothing was done: somebody else, or the worker, was faster. This is how it stands now."


@admin.register(Upload)
class UploadAdmin(ReadOnlyPage):
    """Files that were uploaded; each has a page that says how far it has come."""

    list_display = ("file_name", "status", "dataset_shown", "made", "by")
    list_display_links = ("file_name",)
    list_filter = ("format", "state")
    related = ("by", "run", "confirmed_by")

    def _may(self, request: HttpRequest) -> bool:
        return bool(request.user.has_perm(RIGHT))

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self._may(request)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self._may(request)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Cancelling removes the file; that it was uploaded stays noted."""
        return False

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self._may(request)

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> Any:
        self.held = held_now()
        return super().changelist_view(request, extra_context)

    @admin.display(description="how it stands")
    def status(self, upload: Upload) -> str:
        words = status_of(upload, self.held)
        return format_html('<span class="state state-{}">{}</span>', words.kind, words.short)

    @admin.display(description="dataset")
    def dataset_shown(self, upload: Upload) -> str:
        return (upload.preview or {}).get("dataset") or upload.dataset or "the format's own"

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view
        own = path("<int:pk>/rejects.csv", view(self.rejects), name="proxies_upload_rejects")
        return [own, *super().get_urls()]

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """The form of a file; sent, it is kept, and a trial of it asked for."""
        if not self._may(request):
            raise PermissionDenied
        sent = request.method == "POST"
        form = (
            UploadForm(request.POST, request.FILES, too_large=is_too_large(request))
            if sent
            else UploadForm()
        )
        if sent and form.is_valid():
            return self._take(request, form)
        context = {"adminform": _fieldset(self, form), "form": form, "title": "Upload a file"}
        return self._page(request, "admin/upload_form.html", context)

    def _take(self, request: HttpRequest, form: UploadForm) -> HttpResponse:
        given = dict(form.cleaned_data)
        file = given.pop("file")
        with transaction.atomic():
            upload = Upload.objects.create(
                file_name=file.name, size=file.size, by_id=request.user.pk, **given
            )
            keep_file(upload, file.chunks())
            self.log_addition(request, upload, "Uploaded.")
        return HttpResponseRedirect(_address(upload.pk))

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: Any = None,
    ) -> HttpResponse:
        """How an upload stands, and what an editor can do about it."""
        if not self._may(request):
            raise PermissionDenied
        upload = self.get_object(request, object_id)
        if upload is None:
            raise Http404("There is no such upload.")
        form = SettingsForm(initial={name: getattr(upload, name) for name in SETTINGS})
        if request.method == "POST":
            if request.POST.get("do") == "change":
                form = SettingsForm(request.POST)
            if not form.is_bound or form.is_valid():
                return self._act(request, upload, form)
        context = page_of(upload, held_now()) | {
            "adminform": _fieldset(self, form),
            "form": form,
            "title": f"{upload.file_name}",
            "days_kept": KEPT.days,
        }
        return self._page(request, "admin/upload.html", context)

    def _act(self, request: HttpRequest, upload: Upload, form: SettingsForm) -> HttpResponse:
        """Do what a button says, and show the page again."""
        asked = request.POST.get("do", "")
        if ACTIONS.get(asked, _nothing)(request, upload, form):
            self.log_change(request, upload, DONE[asked])
        else:
            messages.warning(request, LATE)
        return HttpResponseRedirect(_address(upload.pk))

    def rejects(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        """The rows that the trial refused, as CSV."""
        if not self._may(request):
            raise PermissionDenied
        upload = self.get_object(request, str(pk))
        if upload is None:
            raise Http404("There is no such upload.")
        return rejects_csv_of(upload.rejects.all(), f"rejects-of-upload-{upload.pk}")

    def _page(self, request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
        shared = self.admin_site.each_context(request) | {"opts": self.opts}
        return TemplateResponse(request, template, shared | context)


def _address(pk: int) -> str:
    return reverse("admin:proxies_upload_change", args=[pk])


def _fieldset(page: UploadAdmin, form: BaseForm) -> Any:
    """A form as the admin draws its own."""
    return AdminForm(form, [(None, {"fields": list(form.fields)})], {}, (), page)  # type: ignore[arg-type]


def _import(request: HttpRequest, upload: Upload, form: SettingsForm) -> bool:
    tried = Upload.objects.filter(pk=upload.pk).tried()
    return tried.enqueue(UploadStep.IMPORT, confirmed_by_id=request.user.pk)


def _again(request: HttpRequest, upload: Upload, form: SettingsForm) -> bool:
    stopped = Upload.objects.filter(pk=upload.pk).stopped(held_now())
    return stopped.enqueue(UploadStep(upload.step))


def _change(request: HttpRequest, upload: Upload, form: SettingsForm) -> bool:
    found = Upload.objects.filter(pk=upload.pk)
    decided = found.tried() | found.stopped(held_now())
    return decided.enqueue(UploadStep.TRIAL, preview=None, **form.cleaned_data)


def _cancel(request: HttpRequest, upload: Upload, form: SettingsForm) -> bool:
    with transaction.atomic():
        return Upload.objects.filter(pk=upload.pk).open().close(UploadState.CANCELLED)


def _nothing(request: HttpRequest, upload: Upload, form: SettingsForm) -> bool:
    return False


ACTIONS = {"import": _import, "again": _again, "change": _change, "cancel": _cancel}
DONE = {
    "import": "Confirmed: to be imported.",
    "again": "To be done again.",
    "change": "To be tried with other settings.",
    "cancel": "Cancelled; the file was removed.",
}
