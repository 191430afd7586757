"""Worked examples of methods for which the record may hold no case: counts and rows made up."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from proxies.methods import imported_front, tempo
from proxies.methods.imported_front import Where
from proxies.methods.record import Record
from proxies.vocab import FrontLabel
from proxies.wording.datasets import outside
from proxies.wording.phrases import code_in_words
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
    recent = tuple(int(day < n) for n in (5, 6, 5, 6) for day in range(7))
    measured = tempo.measure(baseline, recent, "a made-up census")
    lines = (
        ("Counts", f"{', '.join(map(str, weeks))} a week, then 5, 6, 5, 6"),
        ("Label", code_in_words(measured.label or FrontLabel.STEADY)),
        ("In words", tempo_in_words(measured)),
        ("Dispersion φ", f"{measured.dispersion:.2f}"),
        ("Test on days", f"p = {measured.p_days:.4f}"),
        ("Test on counts", f"p = {measured.p_counts:.4f}"),
    )
    return Example("Made-up counts", "", None, lines)


def imported(record: Record) -> Example | None:
    """Made-up rows, by parties of the record."""
    parties = [record.parties.get(slug) for slug in HOMES]
    if not all(parties) or not record.fronts.keys() >= set(COUNTRIES.values()):
        return None
    lebanese, iraqi = (
        imported_front.RowParty(0, "faction", tuple(party.fronts), HOMES[party.slug])
        for party in parties
        if party
    )
    golan = Where("SY", 33.0, 35.75)
    rows: tuple[tuple[str, list[imported_front.RowParty], Where], ...] = (
        ("{0} fights in Syria", [lebanese], Where("SY")),
        ("{1} strikes Israel", [iraqi], Where("IL")),
        ("{1} strikes the occupied Golan, filed under Syria", [iraqi], golan),
        ("{0} fights in Jordan", [lebanese], Where("JO")),
        ("Nobody of the record is named, in Gaza", [], Where("PS", 31.5, 34.4)),
        ("Nobody of the record is named, in Yemen", [], Where("YE")),
        ("Nobody of the record is named, in Israel", [], Where("IL")),
    )
    names = [record.name(slug) for slug in HOMES]
    rulings = [imported_front.front_of("", named, where, COUNTRIES) for _, named, where in rows]
    lines = tuple(
        (
            words.format(*names),
            record.fronts[front] if front else f"{outside(theatre)}; not taken",
        )
        for (words, _, _), (front, theatre) in zip(rows, rulings, strict=True)
    )
    return Example("Made-up rows", "", None, lines)
