"""Analysts' judgements of a front."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, ClassVar

from django.contrib import admin
from django.utils.text import Truncator

from proxies.admin.base import column
from proxies.admin.citations import CitationInline, rows_in
from proxies.admin.confirming.page import RowsOf
from proxies.admin.confirming.rules import NO_REPORT, unretracted
from proxies.admin.fields import group
from proxies.admin.publishing import STATE_FIELDSET, PublishableAdmin, PublishableForm
from proxies.models import Assessment, AssessmentCitation


class AssessmentForm(PublishableForm):
    """An assessment; its slug is made of front and day when left empty."""

    def stem_words(self, data: dict[str, Any]) -> list[str]:
        front, day = data.get("front"), data.get("date")
        return [front.slug, str(day)] if front and day else []


@admin.register(Assessment)
class AssessmentAdmin(PublishableAdmin):
    """What an analyst judged the state of a front to be on a day."""

    form = AssessmentForm
    related = ("front",)
    inlines = (rows_in(CitationInline, AssessmentCitation),)
    autocomplete_fields = ("front",)
    date_hierarchy = "date"
    list_display = ("date", "front", "label", "confidence", "words", "author", "stage", "page")
    list_display_links = ("date", "words")
    list_filter = ("state", "front", "label", "confidence")
    search_fields = ("slug", "statement", "author", "front__name")
    fieldsets: ClassVar[Any] = (
        (None, {"fields": (("front", "date"), "statement")}),
        group(
            "Judgement",
            (("label", "analyst_word"), "confidence", "author"),
            "It stands beside the computed label, never instead of it. Low "
            "confidence is an answer too.",
        ),
        STATE_FIELDSET,
        ("Doubts and key", {"fields": ("note", "slug")}),
    )
    words = column("statement", lambda assessment: Truncator(assessment.statement).chars(90))

    def doubts(self, record: Assessment, rows: RowsOf) -> Iterator[str]:
        if not unretracted(rows(AssessmentCitation)):
            yield NO_REPORT
