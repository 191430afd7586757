"""Where news comes in: channels with the state of each, their visits, and the items that came.

Editors enter channels; visits and items are only looked at here. What becomes of items is decided
at the desk.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, ClassVar

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count, OuterRef, Subquery
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.text import Truncator

from proxies.admin.base import EntryAdmin, Values, column, count_of
from proxies.admin.confirming.page import RowsOf
from proxies.admin.fields import group
from proxies.admin.imports import ReadOnlyPage
from proxies.admin.reasons import own_page
from proxies.ingest.intake.channels import MOST_MAIL
from proxies.ingest.intake.fetching.errors import FetchError
from proxies.ingest.intake.fetching.targets import Target
from proxies.ingest.intake.storing import FAILED, WHAT_IS_READ, read_anew
from proxies.ingest.intake.visiting import visit
from proxies.models import Channel, Item, Visit
from proxies.models.labels import label
from proxies.vocab.intake import ChannelKind
from proxies.wording.intake import visited
from proxies.wording.phrases import short_moment

HEALTH = "admin:proxies_channel_health"
SHOWN = 30
"""Visits on the page of a channel."""
ARTICLES_NOW = 5
"""Pages that are fetched while somebody waits; the next visits fetch the rest."""
NO_FILE = "Choose the digest first: a message saved as a file (.eml)."
TOO_LARGE = "The file is larger than %s MB; it was not read."
STATE = '<span class="state state-{}">{}</span>'
READ_BY_ADDRESS = frozenset({ChannelKind.FEED, ChannelKind.TELEGRAM, ChannelKind.PAGE})


def time_of(name: str, description: str) -> Any:
    """A column with a time, as short as it can be read."""

    def shown(row: Any) -> str:
        at = getattr(row, name)
        return short_moment(at) if at else "–"

    return column(description, shown, name)


def state_of(end: str) -> str:
    """How a visit ended, as lists and pages show it."""
    return format_html(STATE, end, label(end)) if end else "not read yet"


@admin.register(Channel)
class ChannelAdmin(EntryAdmin):
    """Feeds, public channels and pages that are read on a schedule."""

    save_as = False
    related = ("source",)
    change_form_template = "admin/channel.html"
    own_pages: ClassVar[dict[str, str]] = {"<int:pk>/health/": "health"}
    counted = {
        "items_counted": Count("items"),
        "last_end": Subquery(Visit.objects.filter(channel=OuterRef("pk")).values("end")[:1]),
    }
    state = column(
        "state", lambda row: state_of(row.last_end) if row.enabled else "switched off", "last_end"
    )
    item_count = count_of("items_counted", "items")
    last_read = time_of("last_visit", "last read (UTC)")
    last_came = time_of("last_item", "last new item")
    next_read = time_of("next_visit", "next visit")
    list_display = ("name", "state", "visits_link", "kind", "last_read", "last_came", "next_read",
                    "item_count")  # fmt: skip
    list_filter = ("kind", "enabled", ("language", Values))
    search_fields = ("name", "address", "source__name")
    autocomplete_fields = ("source",)
    fieldsets = (
        group(None, ("name", "kind", "address", "enabled", "minutes")),
        group(
            "What it carries",
            ("source", "language", "links_within"),
            "Leave the source empty where the channel carries items of many outlets: then each "
            "item belongs to the source that publishes at its address.",
        ),
    )

    def contradictions(self, record: Channel, rows: RowsOf) -> Iterator[str]:
        """An address that would be refused at every visit."""
        if record.kind in READ_BY_ADDRESS:
            try:
                Target.of(record.address)
            except FetchError as error:
                yield error.words

    def save_model(self, request: HttpRequest, obj: Channel, form: Any, change: bool) -> None:
        """What the server said of another address, or was read in another way, holds no more."""
        if change and not {*WHAT_IS_READ}.isdisjoint(form.changed_data):
            read_anew(obj)
        super().save_model(request, obj, form, change)

    def is_public(self, obj: Any) -> bool:
        return False

    @admin.display(description="visits")
    def visits_link(self, channel: Channel) -> str:
        link = '<a href="{}">Health<span class="visually-hidden"> of {}</span></a>'
        return format_html(link, reverse(HEALTH, args=[channel.pk]), channel)

    def health(self, request: HttpRequest, pk: int) -> HttpResponse:
        """How a channel stands, its last visits, and the button that reads it now."""
        allowed, missing = self.has_view_permission(request), "There is no such channel."
        channel: Channel = self.record_or_404(request, pk, allowed=allowed, missing=missing)
        may_read = self.has_change_permission(request, channel)
        if request.method == "POST":
            if not may_read:
                raise PermissionDenied
            self._read_now(request, channel)
            return redirect(HEALTH, channel.pk)
        visits = list(channel.visits.all()[:SHOWN])
        shown = {
            "channel": channel,
            "visits": visits,
            "state": state_of(visits[0].end if visits else ""),
            "failed": channel.visits.filter(end__in=FAILED).first(),
            "may_read": may_read and channel.kind != ChannelKind.BY_HAND,
            "takes_file": channel.kind == ChannelKind.EMAIL,
            "by_hand": channel.kind == ChannelKind.BY_HAND,
            "item_count": channel.items.count(),
        }
        return own_page(self, request, "admin/channel_health.html", f"Health of {channel}", **shown)

    def _read_now(self, request: HttpRequest, channel: Channel) -> None:
        """Read it, and say what came of it."""
        dropped = None
        if "digest" in request.POST.get("do", ""):
            file = request.FILES.get("file")
            if file is None or (file.size or 0) > MOST_MAIL:
                words = NO_FILE if file is None else TOO_LARGE % (MOST_MAIL // 1024**2)
                messages.error(request, words)
                return
            dropped = file.read()
        try:
            done = visit(channel, dropped, most_articles=ARTICLES_NOW)
        except FetchError as error:
            messages.warning(request, error.words)
            return
        self.log_change(request, channel, "Read by hand.")
        level = messages.ERROR if done.end in FAILED else messages.SUCCESS
        messages.add_message(request, level, visited(done.end, done.found, done.new, done.changed))


@admin.register(Visit)
class VisitAdmin(ReadOnlyPage):
    """Each reading of a channel; it goes with its channel."""

    deletes_alone = False
    related = ("channel",)
    came_at = time_of("at", "when (UTC)")
    list_display = ("came_at", "channel", "state", "status", "found", "new", "changed", "words")
    list_filter = ("end", ("channel", admin.RelatedOnlyFieldListFilter))
    search_fields = ("channel__name", "message")
    date_hierarchy = "at"
    state = column("end", lambda row: state_of(row.end), "end")
    words = column("message", lambda row: Truncator(row.message).chars(120))
    fields = ("channel", "at", "end", "status", "found", "new", "changed", "message")

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Whoever deletes a channel deletes its visits, and nobody deletes one alone."""
        match = request.resolver_match
        of_channel = match is not None and (match.url_name or "").startswith("proxies_channel_")
        return of_channel and request.user.has_perm("proxies.delete_channel")


@admin.register(Item)
class ItemAdmin(ReadOnlyPage):
    """What came in: no part of the record."""

    deletes = False
    related = ("channel", "source", "cluster", "report__source", "repeats", "credits")
    came_at = time_of("came", "came (UTC)")
    list_display = ("came_at", "headline", "outlet", "published", "language", "channel", "became")
    list_display_links = ("headline",)
    list_filter = ("lead", ("language", Values), "day_from",
                   ("channel", admin.RelatedOnlyFieldListFilter))  # fmt: skip
    search_fields = ("title", "address", "outlet", "note")
    search_help_text = "Title, address, outlet or note."
    date_hierarchy = "came"
    headline = column("title", lambda row: Truncator(row.title or row.address).chars(90), "title")
    fieldsets = (
        group(
            None,
            ("title", "address", "outlet", "source", "author", "language", "channel",
             "archive_url"),
        ),
        group("When", ("published", "published_at", "zone", "day_from", "came", "changed", "gone")),
        group("As a lead", ("lead", "about", "note")),
        group(
            "What became of it",
            ("cluster", "report", "repeats", "credits", "credit", "matched"),
        ),
        group(
            "Its words",
            ("text", "text_removed"),
            "Kept to be matched with the record only, and removed after a set time.",
        ),
    )  # fmt: skip

    @admin.display(description="state")
    def became(self, item: Item) -> str:
        """What is known of it since it came."""
        if item.report_id:
            return "cited"
        return "gone from its address" if item.gone else "changed since" if item.changed else "–"
