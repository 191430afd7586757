"""Pledges: the ledger and one pledge."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from proxies.charts.chart import Chart
from proxies.charts.findings import of_ledger
from proxies.charts.lanes import lanes_shape
from proxies.charts.ledger import ledger_figure
from proxies.charts.marks import marks_key
from proxies.methods import evidence, incidents, running
from proxies.models import Pledge
from proxies.queries import ledger
from proxies.queries import pledge as pledge_queries
from proxies.queries.corrections import corrections_of
from proxies.queries.ledger import JudgedPledge
from proxies.queries.listed import Key
from proxies.queries.public_statements import said_about
from proxies.record.current import record
from proxies.series.counts import Overlay
from proxies.vocab import BindingKind
from proxies.web.forms import columns
from proxies.web.forms.pages import AsOfForm, PledgeForm
from proxies.web.views.charts import LEDGER, forms, worded
from proxies.web.views.citing import citing_record
from proxies.web.views.listing import listing, paged
from proxies.web.views.not_known import not_known
from proxies.web.views.page import Context, Question, question_view
from proxies.wording.charts import before_axis, figure_words, hatching
from proxies.wording.labels import label_of
from proxies.wording.later import text_as_of
from proxies.wording.ledger import stands
from proxies.wording.parties import short_names
from proxies.wording.phrases import day_in_words
from proxies.wording.pledge_findings import ledger_finding

PER_PAGE = 30


@question_view(PledgeForm, "pledge_list.html")
def pledge_list(request: HttpRequest, question: Question) -> Context:
    known_by, day = question.known_by, looked_at(question)
    entries = judged_pledges(question)
    rows, shown = listing(question, columns.PLEDGES, entries, KEYS)
    return {
        **shown,
        **paged(question, rows, PER_PAGE),
        "title": " · ".join([_("Pledges"), *question.clauses]),
        "description": _("Ceasefires, halts, pauses, vows and threats, and whether each was kept."),
        "entries": entries,
        "every": len(record().known_by(known_by).pledges),
        "chart": ledger_chart(question, entries),
        "file_query": question.file_query,
        "kinds": question.form.cleaned_data["kind"],
        "day": day,
        "past_end": day < known_by,
        "version": incidents.VERSION,
    }


def _incidents(entry: JudgedPledge) -> int | None:
    """How many incidents lie under a pledge; none of one that cannot be breached, or blindly."""
    if not entry.breachable or entry.blind:
        return None
    return sum(n for _, counts in entry.counts for _, n in counts)


KEYS: Mapping[str, Key[JudgedPledge]] = {
    "day": lambda one: one.known.pledge.start,
    "kind": lambda one: label_of(one.known.pledge.kind),
    "pledge": lambda one: one.title.partition(": ")[2],
    "fronts": lambda one: " ".join(sorted(one.known.pledge.fronts)),
    "standing": lambda one: stands(one.run),
    "days": lambda one: one.days,
    "incidents": _incidents,
}
"""What each column is sorted by."""


def looked_at(question: Question) -> date:
    """The last day until the question's for which any front was searched."""
    return record().last_covered(question.known_by)


def judged_pledges(question: Question) -> list[JudgedPledge]:
    """The pledges of a question, judged."""
    known = record().known_by(question.known_by)
    rows = ledger.fitting(question.selection, question.form.cleaned_data["kind"])
    return ledger.entries(known, rows, question.known_by)


def ledger_chart(question: Question, entries: list[JudgedPledge]) -> Chart:
    """The pledges as bars by front and faction, with their incidents."""
    fronts, day = question.choices.fronts, looked_at(question)
    series = ledger.ledger(record(), entries, fronts, question.selection, day)
    figure = ledger_figure(series, words=figure_words())
    pledges = [row.pledge for row in series.rows]
    found = of_ledger(pledges)
    return worded(
        "ledger",
        facts={"day": day_in_words(day)},
        finding=ledger_finding(found) if found else "",
        more=(before_axis(pledges, series.first), hatching() if series.gaps else ""),
        over=Overlay(series.gaps),
        draw=lambda: figure,
        table="charts/ledger_table.html",
        series=series,
        shape=lanes_shape(figure),
        width="wide",
        empty=not series.rows,
        key=marks_key((pledge.kind for pledge in pledges), words=figure_words()),
        names=short_names(record(), (maker.name for row in series.rows for maker in row.makers)),
        **forms(LEDGER, question.file_query),
    )


@question_view(AsOfForm, "pledge_detail.html")
def pledge_detail(request: HttpRequest, question: Question, slug: str) -> Context | HttpResponse:
    pledge = get_object_or_404(Pledge.objects.for_lists(), slug=slug)
    day = question.selection.as_of
    known_by = day or question.choices.today
    in_memory = record()
    known = in_memory.known_by(known_by).pledges.get(slug)
    citations = [one for p in in_memory.pledges if p.slug == slug for one in p.citations]
    if known is None:
        return not_known(request, question, pledge, citations)
    now = len(evidence.weigh(citations, None).citations) if day else None
    reports = len(known.evidence.citations), now
    return {
        "pledge": pledge,
        "citing": citing_record(request, question, pledge, reports),
        "title": pledge.title,
        "description": text_as_of(pledge, "summary", day),
        "share_type": "article",
        "corrections": corrections_of(pledge, day=day),
        "citations": pledge_queries.citations_of(pledge, day),
        "said": said_about(pledge, day),
        "in_return": pledge.other_side.all(),
        "repeated": pledge_queries.repeats_of(pledge, known_by),
        "evidence": known.evidence,
        "standing": known.standing,
        "review": pledge_queries.review_of(in_memory, slug, known_by),
        **pledge_queries.makers_and_addressees(known.pledge.by, known.pledge.toward),
        "bindings": list(BindingKind),
        "versions": {"incidents": incidents.VERSION, "running": running.VERSION},
    }
