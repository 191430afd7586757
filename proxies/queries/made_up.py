"""Worked examples of methods for which the record may hold no case: counts and rows made up."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from proxies.methods import imported_front, tempo
from proxies.methods.imported_front import Where
from proxies.methods.record import Record
from proxies.methods.suggestions.mentions import Lexicon
from proxies.methods.suggestions.reading import read
from proxies.methods.suggestions.values import Kind, Name, Vocabulary
from proxies.vocab import FrontLabel, Role
from proxies.wording import examples as words
from proxies.wording.datasets import outside
from proxies.wording.examples import fight, row
from proxies.wording.labels import in_sentence
from proxies.wording.suggestions import figure_in_words, kind_in_words, reason_in_words
from proxies.wording.tempo import tempo_in_words

HOMES = {"hezbollah": "lebanon", "kataib-hezbollah": "iraq"}
"""Home fronts of the parties of the rows, as the seeds give them."""

COUNTRIES = {"LB": "lebanon", "IQ": "iraq", "SY": "syria", "YE": "yemen"}


@dataclass(frozen=True, slots=True)
class Example:
    """A subject of the record with its address, the day by which it is known, and what comes out.

    `day` is None for one that is not of the record.
    """

    subject: str
    url: str
    day: date | None
    lines: tuple[tuple[str, str], ...]


def pace(record: Record) -> Example | None:
    """Made-up counts, since the record may hold no census."""
    weeks = (2, 3, 1, 4, 2, 2, 3, 5, 1, 2, 3, 2)
    baseline = tuple(int(day < n) for n in weeks for day in range(7))
    last_weeks = (5, 6, 5, 6)
    recent = tuple(int(day < n) for n in last_weeks for day in range(7))
    measured = tempo.measure(baseline, recent, words.value("census"))
    both = {"before": weeks, "recent": last_weeks}
    counts = {name: ", ".join(map(str, numbers)) for name, numbers in both.items()}
    lines = (
        (row("counts"), words.value("weeks", **counts)),
        (row("label"), in_sentence(measured.label or FrontLabel.STEADY)),
        (row("evidence"), tempo_in_words(measured)),
        (row("dispersion"), f"{measured.dispersion:.2f}"),
        (row("test-on-days"), _p_value(measured.p_days)),
        (row("test-on-counts"), _p_value(measured.p_counts)),
    )
    return Example(words.subject("made-up-counts"), "", None, lines)


def _p_value(p: float | None) -> str:
    return words.value("not-tested") if p is None else words.value("p", value=p)


def imported(record: Record) -> Example | None:
    """Made-up rows, by parties of the record."""
    parties = [record.actors.get(slug) for slug in HOMES]
    if not all(parties) or not record.fronts.keys() >= set(COUNTRIES.values()):
        return None
    lebanese, iraqi = (
        imported_front.RowParty(0, "faction", tuple(party.fronts), HOMES[party.slug])
        for party in parties
        if party
    )
    golan = Where("SY", 33.0, 35.75)
    rows: tuple[tuple[str, list[imported_front.RowParty], Where], ...] = (
        ("in-syria", [lebanese], Where("SY")),
        ("israel", [iraqi], Where("IL")),
        ("golan", [iraqi], golan),
        ("in-jordan", [lebanese], Where("JO")),
        ("nobody-in-gaza", [], Where("PS", 31.5, 34.4)),
        ("nobody-in-yemen", [], Where("YE")),
        ("nobody-in-israel", [], Where("IL")),
    )
    hezbollah, kataib = map(record.name, HOMES)
    rulings = [imported_front.front_of("", named, where, COUNTRIES) for _, named, where in rows]
    lines = tuple(
        (
            fight(key, lebanese=hezbollah, iraqi=kataib),
            record.fronts[front] if front else words.value("not-taken", outside=outside(theatre)),
        )
        for (key, _, _), (front, theatre) in zip(rows, rulings, strict=True)
    )
    return Example(words.subject("made-up-rows"), "", None, lines)


PUBLISHED = date(2024, 1, 10)
FIGURES = (Kind.KILLED, Kind.INJURED, Kind.FIRED)


def suggestions(record: Record) -> Example | None:
    """A made-up report of two parties of the record, and what is read in it."""
    if not HOMES.keys() <= record.actors.keys():
        return None
    lebanese, iraqi = map(record.name, HOMES)
    text = words.value("report", lebanese=lebanese, iraqi=iraqi)
    lines = [(row("text"), text)]
    for one in read("", text, "en", PUBLISHED, _lexicon(lebanese, iraqi)).suggestions:
        value = str(one.value)
        if one.kind in FIGURES:
            value = figure_in_words(int(one.value), at_least=one.at_least)
        reason = reason_in_words(one.reason)
        said = words.value("suggested", value=value, words=one.words, reason=reason)
        lines.append((kind_in_words(one.kind), said))
    return Example(words.subject("made-up-report"), "", None, tuple(lines))


@lru_cache(maxsize=1)
def _lexicon(*names: str) -> Lexicon:
    """The names of the parties of the report, made ready once."""
    return Lexicon(
        Vocabulary(
            tuple(Name(Kind.ACTOR, slug, name) for slug, name in zip(HOMES, names, strict=True)),
            dict.fromkeys(HOMES, Role.FACTION),
            {slug: frozenset({front}) for slug, front in HOMES.items()},
        )
    )
