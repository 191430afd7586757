"""Places: points with the precision to which they are known."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, ClassVar

from django.contrib import admin
from django.db.models import Count

from proxies.admin.base import Values, column, count_of
from proxies.admin.confirming.page import RowsOf
from proxies.admin.confirming.sources import misplaced
from proxies.admin.fields import group
from proxies.admin.search import places_named
from proxies.admin.slugs import SluggedForm
from proxies.admin.sources import SharedAdmin
from proxies.models import Place


class PlaceForm(SluggedForm):
    """A place; its slug is made of its country and name when left empty."""

    def stem_words(self, data: dict[str, Any]) -> list[str]:
        name = data.get("name") or data.get("admin1")
        return [str(name), str(data.get("country", ""))] if name else []


@admin.register(Place)
class PlaceAdmin(SharedAdmin):
    """Where things happened."""

    form = PlaceForm
    counted = {"used": Count("events")}
    uses = count_of("used", "events")
    name_or_area = column("name", str, "name")
    list_display = ("name_or_area", "admin1", "country", "controlled_by", "precision", "uses")
    list_filter = ("precision", ("country", Values), ("controlled_by", Values))
    search_fields = ("name", "names", "admin1")
    found_by: ClassVar[Any] = {"pk": places_named}
    search_help_text = "Name, other spellings, province or sea, in any script."
    fieldsets = (
        (None, {"fields": ("name", "names", ("admin1", "country", "controlled_by"))}),
        group(
            "On the map",
            (("lat", "lon"), "precision"),
            "Never more exact than what is known: a town's centre has the "
            "precision town, a bearing at sea the precision sea.",
        ),
        (None, {"fields": ("slug",)}),
    )

    def doubts(self, record: Place, rows: RowsOf) -> Iterator[str]:
        return misplaced(record)

    def is_seen(self, obj: Place) -> bool:
        return obj.events.filter(state="published").exists()
