"""Possible duplicates: a list, the likeliest first, and a page with both records side by side.

Everybody who gets in may look; those who may change pairs and publish events decide. A decision
asks for a reason and can be undone.
"""

from __future__ import annotations

from collections.abc import Callable
from operator import attrgetter
from typing import Any, ClassVar

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import redirect
from django.urls import reverse_lazy
from django.utils.decorators import method_decorator
from django.utils.html import format_html
from django.views.decorators.http import require_POST

from proxies.actions.duplicates import propose
from proxies.actions.merging import NotPossibleError, differ, join, undo
from proxies.admin.base import EntryAdmin, column
from proxies.admin.causes import CauseForm
from proxies.admin.duplicates.filters import (
    DatasetFilter,
    FrontFilter,
    LikelihoodFilter,
    StateFilter,
)
from proxies.admin.duplicates.lines import apart, lines, records
from proxies.admin.fields import ERROR
from proxies.admin.reasons import FIELD, own_page, reason_of
from proxies.admin.versions.rows import VERSIONS, changed_since, seen_in, versions_of
from proxies.admin.versions.snapshots import token_of
from proxies.methods.duplicates import LIKELY
from proxies.models import AttackEvent, DuplicatePair, PairState
from proxies.wording.record import when

WITHOUT = "Say why: the reason is kept, and readers are shown it where a record no longer shows."
CHANGED = (
    "Nothing was decided: what this page showed was changed meanwhile. Compare the records as they "
    "are now, and decide again; your reason is kept."
)
MOST_AT_ONCE = 200_000
"""Events for which a page may wait: some ten seconds."""
TOO_MANY = (
    "There are too many events to look through while a page waits. Every import looks by itself; "
    "for all of them run “manage.py find_duplicates” on the server."
)
LISTED = reverse_lazy("admin:proxies_duplicatepair_changelist")
PARTS = ("first", "second")
RECORDS = tuple(f"{part}__{name}" for part in PARTS for name in ("place", "front", "dataset"))

JOINING = {"keep-first": "first", "keep-second": "second"}
Decision = tuple[Callable[[DuplicatePair, str, Any], None], str]
DECISIONS: dict[str, Decision] = {
    "different": (differ, "Not the same event; the pair is not proposed again."),
    "undo": (undo, "Undone: both records are as they were before."),
}
"""What an editor may do beside joining the two, by the value of the button, and what is said when
it is done."""


def in_brief(event: AttackEvent) -> str:
    words = f"{when(event)}; {event.dataset.name}; {event.front.short_name}"
    return format_html('{} <span class="sub">{}</span>', event.title, words)


def shown_with(pair: DuplicatePair) -> tuple[tuple[type[Model], list[int]], ...]:
    """The rows that the page of a pair shows: both records first, as they are locked."""
    return (AttackEvent, [pair.first_id, pair.second_id]), (DuplicatePair, [pair.pk])


@admin.register(DuplicatePair)
class DuplicatePairAdmin(EntryAdmin):
    """Pairs of records that may tell of one event."""

    adds = deletes = False
    """Pairs go by themselves when their records are no longer alike; decisions stay."""
    save_as = False
    related = (*RECORDS, "decided_by")
    own_pages: ClassVar[Any] = {"find/": "find"}
    one = column("A", lambda pair: in_brief(pair.first))
    other = column("B", lambda pair: in_brief(pair.second))
    why = column("what speaks for it, and against", lambda pair: "; ".join(pair.signs))
    stands = column("state", attrgetter("state"))
    list_display = ("likeness", "one", "other", "why", "stands")
    list_display_links = ("likeness",)
    list_filter: ClassVar[Any] = (StateFilter, LikelihoodFilter, DatasetFilter, FrontFilter)
    search_fields = (
        "first__slug", "second__slug", "first__summary", "second__summary",
        "first__source_key", "second__source_key",
    )  # fmt: skip
    list_per_page = 25
    show_full_result_count = False

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        pairs: Any = super().get_queryset(request)
        rows: QuerySet[Any] = pairs.with_state()
        return rows

    def may_decide(self, request: HttpRequest) -> bool:
        rights = ("proxies.change_duplicatepair", "proxies.publish_attackevent")
        return bool(request.user.has_perms(rights))

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> Any:
        extra = {
            "title": "Possible duplicates",
            "may_decide": self.may_decide(request),
            "lost": DuplicatePair.objects.of_state(PairState.LOST).count(),
        }
        return super().changelist_view(request, {**extra, **(extra_context or {})})

    @method_decorator(require_POST)
    def find(self, request: HttpRequest) -> HttpResponse:
        """Look for pairs now."""
        if not self.may_decide(request):
            raise PermissionDenied
        if AttackEvent.objects.count() > MOST_AT_ONCE:
            self.message_user(request, TOO_MANY, messages.WARNING)
            return redirect(LISTED)
        self.message_user(request, f"{propose()}.")
        return redirect(LISTED)

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """Both records side by side, and what can be decided."""
        missing = "There is no such pair: its records may no longer be alike."
        allowed = self.has_view_or_change_permission(request)
        pair = self.record_or_404(request, object_id, allowed=allowed, missing=missing)
        wrong = self._decide(request, pair) if request.method == "POST" else ""
        if request.method == "POST" and not wrong:
            return HttpResponseRedirect(request.path)
        shown = self._shown(request, pair, wrong)
        return own_page(self, request, "admin/duplicate.html", "One event or two?", **shown)

    def _decide(self, request: HttpRequest, pair: DuplicatePair) -> str:
        """Do what was asked; says what is wrong, if anything."""
        if not self.may_decide(request):
            raise PermissionDenied
        chosen = self._chosen(request.POST)
        if chosen is None:
            return "Choose one of the buttons."
        if not reason_of(request):
            return WITHOUT
        if isinstance(chosen, str):
            return chosen
        decide, done = chosen
        with transaction.atomic():
            if self._changed(request, pair):
                return CHANGED
            try:
                decide(pair, reason_of(request), request.user)
            except NotPossibleError as error:
                return str(error)
        self.log_change(request, pair, f"{done} {reason_of(request)}")
        self.message_user(request, done)
        return ""

    def _chosen(self, data: QueryDict) -> Decision | str | None:
        """What to do by the button that was chosen, or what is wrong about how it was."""
        button = data.get("decision", "")
        if button not in JOINING:
            return DECISIONS.get(button)
        form, kept = CauseForm(data), JOINING[button]
        if not form.is_valid():
            return " ".join(str(words) for each in form.errors.values() for words in each)
        since = form.decided
        return (
            lambda pair, why, user: join(pair, getattr(pair, kept), why, user, since),
            f"One event: {'A' if kept == 'first' else 'B'} counts.",
        )

    def _changed(self, request: HttpRequest, pair: DuplicatePair) -> bool:
        """Whether a record or the decision is another than the page showed; says which."""
        seen, changed = seen_in(request.POST), False
        for model, keys in shown_with(pair):
            if gone := changed_since(seen, model, keys):
                self.say_changed(request, gone, seen, model)
                changed = True
        return changed

    def _shown(self, request: HttpRequest, pair: Any, wrong: str) -> dict[str, Any]:
        versions: dict[str, str] = {}
        for model, keys in shown_with(pair):
            versions |= versions_of(model, keys)
        one, other = records(pair)
        waiting: Any = self.get_queryset(request).filter(state=PairState.OPEN.value)
        return {
            "pair": pair,
            "sides": (("A", one), ("B", other)),
            "lines": lines(one, other),
            "apart": apart(pair),
            "likely": pair.points >= LIKELY,
            "across": one.dataset_id != other.dataset_id,
            "open": pair.state == PairState.OPEN,
            "undoable": pair.kept is not None or pair.different,
            "kept": "A" if pair.kept == one else "B",
            "may_decide": self.may_decide(request),
            "field": FIELD,
            VERSIONS: token_of(versions, VERSIONS),
            "reason": request.POST.get(FIELD, ""),
            "form": CauseForm(initial={"cause": ERROR, **request.POST.dict()}),
            "wrong": wrong,
            "next": waiting.exclude(pk=pair.pk).first(),
        }

    @admin.display(description="likelihood", ordering="points")
    def likeness(self, pair: DuplicatePair) -> str:
        if not pair.points:
            return "by an editor"
        return f"{'likely' if pair.points >= LIKELY else 'possible'}, {pair.points} points"
