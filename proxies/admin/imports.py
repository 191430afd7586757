"""What imports did: the queue of unknown names, the runs and the rows that they refused."""

from __future__ import annotations

from difflib import get_close_matches
from functools import lru_cache
from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html

from proxies.admin.base import EntryAdmin, column, short_names
from proxies.models import Actor, ActorName, ImportRun, Reject, UnknownName, search_key

NEAREST = 3
NEAR_ENOUGH = 0.55
"""How alike two names must be, from 0 to 1, for one to be shown beside the other."""
ROUNDS = 4


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
    """Each file as it was loaded."""

    list_display = ("started", "dataset", "file_name", "release", "read", "new", "changed",
                    "unchanged", "withdrawn", "refused", "outside", "unknown",
                    "kept")  # fmt: skip
    list_filter = ("dataset", "format")
    related = ("dataset", "by")

    @admin.display(ordering="rejected", description="rejected")
    def refused(self, run: ImportRun) -> str:
        address = f"{reverse('admin:proxies_reject_changelist')}?run__id__exact={run.pk}"
        return format_html('<a href="{}">{}</a>', address, run.rejected) if run.rejected else "0"


@admin.register(Reject)
class RejectAdmin(ReadOnlyPage):
    """Rows that were refused, with line, column, value and reason."""

    list_display = ("line", "column", "value", "reason", "run")
    list_filter = (("run__dataset", admin.RelatedOnlyFieldListFilter), "column")
    search_fields = ("value", "reason", "raw")
    related = ("run", "run__dataset")

    def lookup_allowed(self, lookup: str, value: Any, request: HttpRequest | None = None) -> bool:
        return lookup == "run__id__exact" or super().lookup_allowed(lookup, value, request)  # type: ignore[arg-type]
