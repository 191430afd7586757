"""Short names are spelt out where they are abbreviations, and left alone where they are not."""

from __future__ import annotations

from proxies.methods.facts import Actor
from proxies.methods.record import Record
from proxies.vocab import Role
from proxies.wording.parties import names_within, short_names, spelt_out, spelt_out_within
from tests.small_record import record

KSS = Actor("kss", "KSS", Role.FACTION, full="Kata'ib Sayyid al-Shuhada")
NUJABA = Actor("nujaba", "Nujaba", Role.FACTION, full="Harakat Hezbollah al-Nujaba")
SDF = Actor("sdf", "SDF", Role.OPPONENT, full="SDF")
HTS = Actor("hts", "HTS and allies", Role.OPPONENT, full="Hayat Tahrir al-Sham and others")
KH = Actor("kh", "KH", Role.FACTION, full="Kata'ib Hezbollah")
AK = Actor("ak", "AK", Role.FACTION, full="Ashab al-Kahf")


def known() -> Record:
    return record(actors={one.slug: one for one in (KSS, NUJABA, SDF, HTS, KH, AK)})


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


def test_a_text_is_searched_for_whole_names_that_it_does_not_spell_out_itself() -> None:
    text = "KSSX and AK-47; Kata'ib Hezbollah (KH), then KH; HTS and allies; SDF"
    assert names_within(known(), text) == (
        ("AK", "Ashab al-Kahf"),
        ("HTS and allies", "Hayat Tahrir al-Sham and others"),
    )


def test_agencies_that_a_text_abbreviates_are_named_and_no_longer_word_is_taken_for_one() -> None:
    assert names_within(known(), "Per UKMTO and CENTCOM; IDFX; Israel Defense Forces (IDF)") == (
        ("CENTCOM", "US Central Command"),
        ("UKMTO", "UK Maritime Trade Operations"),
    )


def test_few_abbreviations_of_a_title_are_spelt_out_in_it_and_many_are_not() -> None:
    assert spelt_out_within(known(), "Pause: KH and KSS toward KH") == (
        "Pause: Kata'ib Hezbollah (KH) and Kata'ib Sayyid al-Shuhada (KSS) toward KH"
    )
    many = "Vow to continue: AK, KH and KSS toward Israel"
    assert spelt_out_within(known(), many) == many
