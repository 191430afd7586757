"""What imports did: the queue of unknown names, the runs and the rows that they refused."""

from __future__ import annotations

from difflib import get_close_matches
from functools import lru_cache
from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html

from proxies.admin.base import EntryAdmin, column, short_names
from proxies.admin.reasons import FIELD, reason_of
from proxies.ingest.datasets.job import ImportRefusedError
from proxies.ingest.datasets.undo import Undoing, foresee, undo, why_not
from proxies.models import Actor, ActorName, Change, ImportRun, Reject, UnknownName, search_key
from proxies.queries.corrections import in_words
from proxies.wording.undo import lines

NEAREST = 3
NEAR_ENOUGH = 0.55
"""How alike two names must be, from 0 to 1, for one to be shown beside the other."""
ROUNDS = 4
KEPT_SHOWN = 200
"""Events of which work stays, named one by one on the page of an undo."""


class ImportPage(EntryAdmin):
    """Pages that only the importer adds to."""

    adds = False
    save_as = False

    def is_seen(self, obj: Any) -> bool:
        return False


class ReadOnlyPage(ImportPage):
    """Pages to look at."""

    changes = False


@admin.register(UnknownName)
class UnknownNameAdmin(ImportPage):
    """Names that datasets write and the record does not know: link each, or set it aside."""

    list_display = ("text", "source_id", "dataset", "times", "in_fronts", "nearest", "actor",
                    "ignored")  # fmt: skip
    list_editable = ("actor", "ignored")
    list_filter = ("dataset", "ignored", ("actor", admin.EmptyFieldListFilter), "fronts")
    search_fields = ("text", "source_id")
    related = ("dataset", "actor")
    prefetched = ("fronts",)
    in_fronts = column("fronts", lambda name: short_names(name.fronts))
    fields = ("text", "source_id", "dataset", "times", "actor", "ignored")
    readonly_fields = ("text", "source_id", "dataset", "times")
    list_per_page = 25

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> Any:
        known_names.cache_clear()
        return super().changelist_view(request, extra_context)

    @admin.display(description="nearest known names")
    def nearest(self, name: UnknownName) -> str:
        """Shown to help an editor; never taken by itself."""
        known = known_names()
        near = get_close_matches(search_key(name.text), known, NEAREST * ROUNDS, NEAR_ENOUGH)
        return "; ".join(list(dict.fromkeys(known[key] for key in near))[:NEAREST])


@lru_cache(maxsize=1)
def known_names() -> dict[str, str]:
    """Search key of each name of an actor → the actor's name; read once per page."""
    names = {search_key(name): name for name in Actor.objects.values_list("name", flat=True)}
    return names | dict(ActorName.objects.values_list("search_key", "actor__name"))


@admin.register(ImportRun)
class ImportRunAdmin(ReadOnlyPage):
    """Each file as it was loaded; an administrator undoes it on a page of its own."""

    deletes_alone = False
    """A run is undone, and its note stays."""
    change_form_template = "admin/import_run.html"
    list_display = ("started", "stands", "dataset", "file_name", "release", "read", "new",
                    "changed", "unchanged", "older", "withdrawn", "refused", "outside", "unknown",
                    "kept")  # fmt: skip
    list_filter = ("dataset", "format")
    related = ("dataset", "by", "undone_by")
    stands = column("stands", lambda run: "undone" if run.undone else "yes", "undone")

    def may_undo(self, request: HttpRequest) -> bool:
        return bool(request.user.has_perm("proxies.undo_importrun"))

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.undo_view)
        return [path("<int:pk>/undo/", view, name="proxies_importrun_undo"), *super().get_urls()]

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        extra = {"may_undo": self.may_undo(request), **(extra_context or {})}
        return super().change_view(request, object_id, form_url, extra)

    def undo_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """What undoing a run would do; sent with a reason, it is done."""
        if not self.may_undo(request):
            raise PermissionDenied
        run = self.get_object(request, str(pk))
        if run is None:
            raise Http404("There is no such import run.")
        wrong = ""
        if request.method == "POST":
            try:
                done = undo(
                    run, reason_of(request), by=request.user.pk, seen=request.POST.get("seal", "")
                )
            except ImportRefusedError as error:
                wrong = str(error)
            else:
                said = "; ".join(lines(done.numbers, done.dataset, trial=False))
                self.log_change(request, run, f"Undone: {run.undone_reason}")
                self.message_user(request, f"Undone: {said}.")
                return redirect("admin:proxies_importrun_change", run.pk)
        return self._undo_page(request, run, wrong)

    def _undo_page(self, request: HttpRequest, run: ImportRun, wrong: str) -> HttpResponse:
        refused = why_not(run)
        context = {
            **self.admin_site.each_context(request),
            "title": "Undo this import",
            "opts": self.opts,
            "run": run,
            "wrong": "" if wrong == refused else wrong,
            "refused": refused,
            "field": FIELD,
            "reason": request.POST.get(FIELD, ""),
            **({} if refused else foreseen(foresee(run))),
        }
        return TemplateResponse(request, "admin/undo_import.html", context)

    @admin.display(ordering="rejected", description="rejected")
    def refused(self, run: ImportRun) -> str:
        address = f"{reverse('admin:proxies_reject_changelist')}?run__id__exact={run.pk}"
        return format_html('<a href="{}">{}</a>', address, run.rejected) if run.rejected else "0"


def foreseen(undoing: Undoing) -> dict[str, Any]:
    """What the page shows of an undo."""
    changes = Change.objects.filter(pk__in=undoing.changes).order_by("record_key", "pk")
    return {
        "undoing": undoing,
        "lines": list(lines(undoing.numbers, undoing.dataset, trial=True)),
        "changes": in_words(changes, everything=True),
        "kept": undoing.kept[:KEPT_SHOWN],
        "kept_in_all": len(undoing.kept),
        "lists": (
            ("Created by it, to be taken away", undoing.removed_first, undoing.removed),
            ("Changed by it, to be put back", undoing.restored_first, undoing.restored),
            ("Withdrawn by it, to be brought back", undoing.brought_back_first,
             undoing.brought_back),
        ),
    }  # fmt: skip


@admin.register(Reject)
class RejectAdmin(ReadOnlyPage):
    """Rows that were refused, with line, column, value and reason."""

    list_display = ("line", "column", "value", "reason", "run")
    list_filter = (("run__dataset", admin.RelatedOnlyFieldListFilter), "column")
    search_fields = ("value", "reason", "raw")
    related = ("run", "run__dataset")

    def lookup_allowed(self, lookup: str, value: Any, request: HttpRequest | None = None) -> bool:
        return lookup == "run__id__exact" or super().lookup_allowed(lookup, value, request)  # type: ignore[arg-type]
