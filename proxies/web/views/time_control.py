"""The two controls of time on a page: the day by which things are known, and the period."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.utils.translation import gettext as _

from proxies.charts.scale import Drawn
from proxies.models.days import month_of
from proxies.queries.date_steps import steps_from
from proxies.queries.examples import REPORTED
from proxies.queries.scale import (
    days_of_no_front,
    drawn_until,
    not_covered,
    rows_of_scale,
    running_halts,
    scale,
)
from proxies.record.choices import Choices
from proxies.selection import Selection, each_span
from proxies.series.counts import Cover
from proxies.series.spells import Scale
from proxies.web.forms.filters import iso_day
from proxies.web.forms.question import QuestionForm
from proxies.wording import days as words
from proxies.wording.phrases import day_and_month, day_in_words, isolated, month_alone

LATELY, YEAR = timedelta(29), timedelta(364)
"""What lies before the last of thirty days, and before that of a year."""

QueryOf = Callable[[Selection], str]
"""The query of a question put to the same page."""


@dataclass(frozen=True)
class Way:
    """A link to another day or period: its query, its words, and, where these are short, what it
    is and the day in full before them. There may be nowhere to go. `cover` is how much of a
    period is covered."""

    key: str
    query: str
    text: str
    what: str = ""
    day: str = ""
    here: bool = False
    leads: bool = True
    cover: Cover = Cover.WHOLE


@dataclass(frozen=True)
class DayField:
    """A field of a day: what was typed, and what is wrong with it."""

    name: str
    label: str
    typed: str
    problems: list[str]

    @property
    def malformed(self) -> bool:
        """Whether what was typed is no day, which a field of type date would drop."""
        if not self.typed:
            return False
        try:
            iso_day(self.typed)
        except ValueError:
            return True
        return False


@dataclass(frozen=True)
class Fields:
    """A form of days: its fields, their bounds, and the rest of the question, without values of it
    that were refused."""

    days: list[DayField]
    first: date | None
    today: date
    hidden: list[tuple[str, str]]

    @property
    def problems(self) -> list[str]:
        return [problem for day in self.days for problem in day.problems]


@dataclass(frozen=True)
class KnownOn:
    """The control of the day by which things are known; `day` is None for now. `rows` are the names
    of the fronts with their places beside the scale."""

    fields: Fields
    scale: Scale | None = None
    day: date | None = None
    words: str = ""
    drawn: Drawn | None = None
    place_in_words: str = ""
    gaps: str = ""
    steps: list[Way] = field(default_factory=list)
    presets: list[Way] = field(default_factory=list)
    rows: list[tuple[str, str]] = field(default_factory=list)


@dataclass(frozen=True)
class Period:
    """The control of the period; `words` say which is chosen, `months` are those of the record, by
    year, and `gaps` the days that are covered of none of the fronts."""

    fields: Fields
    words: str = ""
    presets: list[Way] = field(default_factory=list)
    months: list[tuple[int, list[Way]]] = field(default_factory=list)
    gaps: str = ""


def known_on(
    form: QuestionForm, choices: Choices, selection: Selection | None, query_of: QueryOf
) -> KnownOn | None:
    """The control of a page that takes a day; without ways to others for a bad question."""
    if "as_of" not in form.fields:
        return None
    day = selection.as_of if selection is not None else None
    whole, today, shown = scale(), choices.today, drawn_until(day or choices.today)
    first = whole.first if whole else None
    covered = day is None or shown is None or not _in_gap(shown.place - 1)
    return KnownOn(
        _fields(form, ("as_of",), first, today),
        scale=whole,
        day=day,
        words=words.known_in_words(day) if selection is not None else _("As known on …"),
        drawn=shown if selection is not None else None,
        place_in_words=words.place_in_words(day, covered=covered),
        gaps=" ".join(f"{a}-{b}" for a, b in days_of_no_front()),
        steps=_steps(selection, today, query_of) if selection is not None else [],
        presets=_presets(selection, today, query_of) if selection is not None else [],
        rows=[(isolated(name), place) for name, place in rows_of_scale()],
    )


def period(
    form: QuestionForm,
    choices: Choices,
    selection: Selection | None,
    query_of: QueryOf,
    fronts: Collection[str],
) -> Period | None:
    """The control of a page that takes a period, for a question about some fronts."""
    if "since" not in form.fields or "as_of" not in form.fields:
        return None
    whole, today = scale(), choices.today
    asked = Selection() if selection is None else selection
    begun = [one.covered_from for one in choices.datasets_of(asked) if one.covered_from]
    first = min([*begun, *([whole.first] if whole else [])], default=None)
    spans = {} if selection is None else dict(_spans(asked, today, fronts))
    months = [] if selection is None else list(_months(asked, today))
    dark = not_covered(fronts, asked.as_of or today)
    return Period(
        _fields(form, ("since", "until"), first, today),
        words=words.period_in_words(asked.since, asked.until),
        presets=[_period_way(text, asked, span, query_of) for text, span in spans.items()],
        months=_by_year(months, asked, query_of, dark) if months else [],
        gaps=words.stretches(dark) if months else "",
    )


def _fields(form: QuestionForm, names: tuple[str, ...], first: date | None, today: date) -> Fields:
    given = form.chosen()
    left_out = {*names, "page", "cited", *form.errors}
    kept = [name for name in form.fields if name in given and name not in left_out]
    return Fields(
        days=[_day_field(form, name, given.get(name, [""])[0]) for name in names],
        first=first,
        today=today,
        hidden=[(name, value) for name in kept for value in given[name]],
    )


def _day_field(form: QuestionForm, name: str, typed: str) -> DayField:
    problems = [str(words) for words in form.errors.get(name, ())]
    return DayField(name, str(form.fields[name].label), typed, problems)


def _in_gap(place: int) -> bool:
    return any(first <= place <= last for first, last in days_of_no_front())


def _steps(selection: Selection, today: date, query_of: QueryOf) -> list[Way]:
    """A day and a change back and on; of the present, back to the last days of the record."""
    steps = steps_from(selection.as_of or today, today)
    whole = scale()
    if selection.as_of is None and whole and whole.last < today:
        steps["day_before"] = whole.last
    named = {
        "change_before": (_("Last change"), _("last change")),
        "day_before": (_("Day before"), ""),
        "day_after": (_("Day after"), ""),
        "change_after": (_("Next change"), _("next change")),
    }
    ways = []
    for key, (what, text) in named.items():
        day = steps[key]
        if day is None:
            ways.append(Way(key, "", text, what, leads=False))
            continue
        query = query_of(selection.but(as_of=day))
        ways.append(Way(key, query, text or day_and_month(day), what, day_in_words(day)))
    now = query_of(selection.but(as_of=None))
    return [*ways, Way("now", now, _("Now"), leads=selection.as_of is not None)]


def _presets(selection: Selection, today: date, query_of: QueryOf) -> list[Way]:
    """Now, the record's end, the day of the first example, and the starts of halts that run."""
    whole = scale()
    days: dict[date | None, str] = {None: _("Now")}
    if whole and whole.last < today:
        days[whole.last] = words.end_of_record(whole.last)
    if whole and whole.first <= REPORTED <= whole.last:
        days[REPORTED] = day_in_words(REPORTED)
    for halt in running_halts(selection.as_of or today):
        days.setdefault(halt.start, words.start_of_halt(halt.name, halt.kind, halt.start))
    return [
        Way("", query_of(selection.but(as_of=day)), text, here=day == selection.as_of)
        for day, text in days.items()
    ]


Span = tuple[date, date | None]


def _spans(
    selection: Selection, today: date, fronts: Collection[str]
) -> Iterator[tuple[str, Span]]:
    """The periods that are offered, in words: what was lately, and since halts that run."""
    whole = scale()
    known_by = selection.as_of or today
    if whole and known_by >= whole.first:
        last = min(whole.last, known_by)
        yield _("Last 30 days of the record"), (max(last - LATELY, whole.first), last)
        yield _("Last 12 months of the record"), (max(last - YEAR, whole.first), last)
    for halt in running_halts(known_by):
        if halt.front in fronts:
            yield words.since_halt(halt.name, halt.kind, halt.start), (halt.start, None)


def _months(selection: Selection, today: date) -> Iterator[tuple[date, date]]:
    """The months of the record up to the day of a question."""
    whole = scale()
    if whole is None:
        return
    day, last = whole.first, min(whole.last, selection.as_of or today)
    while day <= last:
        yield month_of(day)
        day = month_of(day)[1] + timedelta(1)


def _by_year(
    months: list[tuple[date, date]],
    selection: Selection,
    query_of: QueryOf,
    dark: Sequence[tuple[date, date]],
) -> list[tuple[int, list[Way]]]:
    query, asked = each_span(selection, query_of), (selection.since, selection.until)
    years: dict[int, list[Way]] = {}
    for month in months:
        here, cover = month == asked, _cover(month, dark)
        way = Way("", query(*month), month_alone(month[0]), here=here, cover=cover)
        years.setdefault(month[0].year, []).append(way)
    return [*years.items()]


def _cover(month: tuple[date, date], dark: Sequence[tuple[date, date]]) -> Cover:
    """How much of a month is covered, with these stretches not covered."""
    within = [(max(month[0], first), min(month[1], last)) for first, last in dark]
    days = sum((last - first).days + 1 for first, last in within if first <= last)
    if not days:
        return Cover.WHOLE
    return Cover.NONE if days > (month[1] - month[0]).days else Cover.PART


def _period_way(text: str, selection: Selection, span: Span, query_of: QueryOf) -> Way:
    since, until = span
    here = (selection.since, selection.until) == span
    return Way("", query_of(selection.but(since=since, until=until)), text, here=here)
