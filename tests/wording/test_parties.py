"""Short names are spelt out where they are abbreviations, and left alone where they are not."""

from __future__ import annotations

from proxies.methods.facts import Actor
from proxies.methods.record import Record
from proxies.vocab import Role
from proxies.wording.parties import short_names, spelt_out
from tests.small_record import record

KSS = Actor("kss", "KSS", Role.FACTION, full="Kata'ib Sayyid al-Shuhada")
NUJABA = Actor("nujaba", "Nujaba", Role.FACTION, full="Harakat Hezbollah al-Nujaba")
SDF = Actor("sdf", "SDF", Role.OPPONENT, full="SDF")


def known() -> Record:
    return record(actors={one.slug: one for one in (KSS, NUJABA, SDF)})


def test_an_abbreviation_stands_after_what_it_stands_for() -> None:
    assert spelt_out(known(), "KSS") == "Kata'ib Sayyid al-Shuhada (KSS)"


def test_other_names_and_those_without_a_longer_one_stand_alone() -> None:
    assert [spelt_out(known(), name) for name in ("Nujaba", "SDF", "ABC")] == [
        "Nujaba",
        "SDF",
        "ABC",
    ]


def test_the_abbreviations_among_some_names_are_listed_once() -> None:
    names = ["KSS", "Nujaba", "KSS", "SDF"]
    assert short_names(known(), names) == (("KSS", "Kata'ib Sayyid al-Shuhada"),)
