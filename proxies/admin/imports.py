"""What imports did: the queue of unknown names, the runs and the rows that they refused."""

from __future__ import annotations

from difflib import get_close_matches
from functools import lru_cache
from typing import Any, ClassVar, NamedTuple

from django.contrib import admin
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html

from proxies.admin.base import EntryAdmin, column, short_names
from proxies.admin.reasons import FIELD, own_page, reason_of
from proxies.ingest.datasets import names
from proxies.ingest.datasets.job import ImportRefusedError
from proxies.ingest.datasets.undo import Undoing, foresee, why_not
from proxies.ingest.datasets.undo import undo as take_back
from proxies.models import Actor, ActorName, Change, ImportRun, Reject, UnknownName, search_key
from proxies.queries.corrections import in_words
from proxies.wording.undo import lines

NEAREST = 3
NEAR_ENOUGH = 0.55
"""How alike two names must be, from 0 to 1, for one to be shown beside the other."""
ROUNDS = 4
ACCEPT = "accept"
BUTTON = (
    '{} <button type="submit" class="button" name="{}" value="{}">'
    'Accept<span class="visually-hidden"> for {}</span></button>'
)
REVIEWED = "the same name is reviewed with the years {}"
OUTSIDE = "reviewed with these years, but an event lies outside them"
TOUCHED = (
    "Created by it, to be taken away",
    "Changed by it, to be put back",
    "Withdrawn by it, to be brought back",
)
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

    list_display = ("text", "source_id", "dataset", "times", "in_fronts", "likely", "nearest",
                    "actor", "ignored")  # fmt: skip
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
        proposals.cache_clear()
        if request.method == "POST" and ACCEPT in request.POST:
            request.POST = accepting(request.POST.copy())  # type: ignore[assignment]
        return super().changelist_view(request, extra_context)

    def get_list_display(self, request: HttpRequest) -> Any:
        """With the button for those who may press it."""
        shown = super().get_list_display(request)
        swapped = {"likely": "acceptable"} if self.has_change_permission(request) else {}
        return tuple(swapped.get(str(name), name) for name in shown)

    @admin.display(description="likely, by its years")
    def likely(self, name: UnknownName) -> str:
        """Whom the same name means with other years; never taken by itself."""
        found = proposal_of(name)
        return found.words if found else ""

    @admin.display(description="likely, by its years")
    def acceptable(self, name: UnknownName) -> str:
        """The same, with the button that links it."""
        found = proposal_of(name)
        if found is None:
            return ""
        value = f"{name.pk}:{found.actor}"
        return format_html(BUTTON, found.words, ACCEPT, value, name.text)

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


class Proposal(NamedTuple):
    """The actor that a name likely means, by primary key, and why, in words."""

    actor: int
    words: str


def proposal_of(name: UnknownName) -> Proposal | None:
    """Whom a name that waits likely means, by its years."""
    known, actors = proposals()
    found = None if name.actor_id or name.ignored else known.likely(name.text)
    if found is None or found[0] not in actors:
        return None
    slug, spans = found
    pk, title = actors[slug]
    own = names.DatedName.of(search_key(name.text))
    outside = own is not None and own.years in spans
    reason = OUTSIDE if outside else REVIEWED.format(", ".join(map(str, spans)))
    return Proposal(pk, f"{title} ({reason})")


@lru_cache(maxsize=1)
def proposals() -> tuple[names.KnownNames, dict[str, tuple[int, str]]]:
    """The names that the importer knows, and actors by slug; read once per page."""
    rows = Actor.objects.values_list("slug", "pk", "name")
    return names.known_names(), {slug: (pk, name) for slug, pk, name in rows}


def accepting(data: QueryDict) -> QueryDict:
    """What was sent of the list, as if the proposed actor had been chosen in its row and the list
    saved: so it is checked against what others did meanwhile, and keeps what else was chosen."""
    pk, _, actor = str(data[ACCEPT]).partition(":")
    for field in [name for name in data if name.startswith("form-") and name.endswith("-id")]:
        if data[field] == pk:
            row = field.removesuffix("id")
            data[f"{row}actor"] = actor
            data.pop(f"{row}ignored", None)
    data["_save"] = "Save"
    return data


@admin.register(ImportRun)
class ImportRunAdmin(ReadOnlyPage):
    """Each file as it was loaded; an administrator undoes it on a page of its own."""

    deletes_alone = False
    """A run is undone, and its note stays."""
    change_form_template = "admin/import_run.html"
    own_pages: ClassVar[Any] = {"<int:pk>/undo/": "undo"}
    list_display = ("started", "stands", "dataset", "file_name", "release", "read", "new",
                    "changed", "unchanged", "older", "withdrawn", "refused", "outside", "unknown",
                    "kept")  # fmt: skip
    list_filter = ("dataset", "format")
    related = ("dataset", "by", "undone_by")
    stands = column("stands", lambda run: "undone" if run.undone else "yes", "undone")

    def may_undo(self, request: HttpRequest) -> bool:
        return bool(request.user.has_perm("proxies.undo_importrun"))

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        extra = {"may_undo": self.may_undo(request), **(extra_context or {})}
        return super().change_view(request, object_id, form_url, extra)

    def undo(self, request: HttpRequest, pk: int) -> HttpResponse:
        """What undoing a run would do; sent with a reason, it is done."""
        missing = "There is no such import run."
        run = self.record_or_404(request, pk, allowed=self.may_undo(request), missing=missing)
        wrong = ""
        if request.method == "POST":
            try:
                done = take_back(
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
        shown = {
            "run": run,
            "wrong": "" if wrong == refused else wrong,
            "refused": refused,
            "field": FIELD,
            "reason": request.POST.get(FIELD, ""),
            **({} if refused else foreseen(foresee(run))),
        }
        return own_page(self, request, "admin/undo_import.html", "Undo this import", **shown)

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
        "lists": list(zip(TOUCHED, undoing.first, undoing.numbers[:3], strict=True)),
    }


@admin.register(Reject)
class RejectAdmin(ReadOnlyPage):
    """Rows that were refused, with line, column, value and reason."""

    list_display = ("line", "column", "value", "reason", "run")
    list_filter = (("run__dataset", admin.RelatedOnlyFieldListFilter), "column")
    search_fields = ("value", "reason", "raw")
    related = ("run", "run__dataset")

    def lookup_allowed(self, lookup: str, value: Any, request: HttpRequest | None = None) -> bool:
        return lookup == "run__id__exact" or super().lookup_allowed(lookup, value, request)  # type: ignore[arg-type]
