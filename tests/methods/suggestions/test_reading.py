"""Truth table of what is read in one text, and that its words are found where they stand."""

from __future__ import annotations

import random
import unicodedata
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proxies.methods.suggestions.mentions import Lexicon
from proxies.methods.suggestions.reading import Reading, read
from proxies.methods.suggestions.values import Kind, Name, Vocabulary
from proxies.signs.folding import folded, search_key
from proxies.vocab import Role
from tests.methods.suggestions import scoring
from tests.methods.suggestions.seeded import lexicon

MONDAY = date(2024, 10, 7)


def reading(text: str, language: str = "en", title: str = "", day: date | None = MONDAY) -> Reading:
    return read(title, text, language, day, lexicon())


def found(text: str, kind: Kind, language: str = "en") -> list[str]:
    """The values of a kind, as the labelled texts write them."""
    suggestions = reading(text, language).suggestions
    return [f"{one.value}{'+' * one.at_least}" for one in suggestions if one.kind is kind]


@pytest.mark.parametrize(
    ("text", "language", "actors"),
    [
        pytest.param("Hezbollah said so.", "en", ["hezbollah"], id="name"),
        pytest.param("Hezbollah's men", "en", ["hezbollah"], id="possessive"),
        pytest.param("Kataib Hezbollah said so.", "en", ["kataib-hezbollah"], id="the longest"),
        pytest.param("KH and KSS", "en", ["kataib-hezbollah", "kataib-sayyid-al-shuhada"],
                     id="abbreviations as they are written"),
        pytest.param("the kh of it", "en", [], id="an abbreviation in small letters"),
        pytest.param("WHO SAID KH AND WHY", "en", [], id="an abbreviation in a line of capitals"),
        pytest.param("A SAD day for KIA owners with an AK", "en", [], id="ambiguous names"),
        pytest.param("Amal went home.", "en", [], id="a given name"),
        pytest.param("The Amal Movement: Amal fired.", "en", ["amal-movement"], id="supported"),
        pytest.param("tell us more", "en", [], id="a pronoun"),
        pytest.param("The U.S. said so.", "en", ["united-states"], id="stops between letters"),
        pytest.param("Iran-backed groups", "en", [], id="backed by a state"),
        pytest.param("pro-Iran groups", "en", [], id="near to a state"),
        pytest.param("Iran International reported.", "en", [], id="within the name of a source"),
        pytest.param("وحزب الله", "ar", ["hezbollah"], id="and"),
        pytest.param("لحزب الله", "ar", ["hezbollah"], id="for"),
        pytest.param("للحوثيين", "ar", ["houthis"], id="for the"),
        pytest.param("بالحشد الشعبي", "ar", ["popular-mobilization-forces"], id="by the"),
        pytest.param("حِزْبُ اللهِ", "ar", ["hezbollah"], id="vowel signs"),
        pytest.param("ميليشيات مدعومة من إيران", "ar", [], id="backed, in Arabic"),
        pytest.param("ולחיזבאללה", "he", ["hezbollah"], id="and to, in Hebrew"),
        pytest.param("שהחות'ים", "he", ["houthis"], id="that the, in Hebrew"),
        pytest.param("צה״ל", "he", ["israel"], id="gershayim"),
        pytest.param("حزب‌الله", "fa", ["hezbollah"], id="the joiner of Persian"),
        pytest.param("حزب الله", "fa", ["hezbollah"], id="without the joiner"),
        pytest.param("حوثی‌ها", "fa", ["houthis"], id="a Persian plural"),
        pytest.param("Hezbollah وحماس", "en", ["hezbollah", "hamas"], id="mixed scripts"),
        pytest.param("\u202bحزب الله\u202c", "ar", ["hezbollah"], id="marks of direction"),
        pytest.param("حز\u200fب الله", "ar", ["hezbollah"], id="a mark within a word"),
    ],
)  # fmt: skip
def test_who_is_named(text: str, language: str, actors: list[str]) -> None:
    assert found(text, Kind.ACTOR, language) == actors


@pytest.mark.parametrize(
    ("text", "language", "fronts"),
    [
        ("Hezbollah fired rockets at Israel from Lebanon.", "en", ["lebanon"]),
        ("Kata'ib Hezbollah fired at a base in Syria.", "en", ["iraq"]),
        ("Israeli warplanes struck Hezbollah in Syria.", "en", ["syria"]),
        ("Israeli warplanes struck Hezbollah.", "en", ["lebanon"]),
        ("Warplanes struck Sanaa.", "en", ["yemen"]),
        ("Something happened.", "en", []),
        ("غارة على صنعاء", "ar", ["yemen"]),
    ],
)
def test_the_front_is_where_fire_comes_from_or_where_a_state_struck(
    text: str, language: str, fronts: list[str]
) -> None:
    assert found(text, Kind.FRONT, language) == fronts


@pytest.mark.parametrize(
    ("text", "language", "figures"),
    [
        ("Three people were killed.", "en", ["killed 3"]),
        ("At least three people were killed.", "en", ["killed 3+"]),
        ("Killing more than 1,200 people.", "en", ["killed 1200+"]),
        ("Two dozen people were wounded.", "en", ["injured 24"]),
        ("Five were killed and twelve injured.", "en", ["killed 5", "injured 12"]),
        ("A soldier was killed.", "en", ["killed 1"]),
        ("Nobody was hurt. No one was killed.", "en", []),
        ("Some 40 rockets were fired.", "en", ["fired 40"]),
        ("In 2024 killed are counted anew, 30 % of them.", "en", []),
        ("Up to 20 drones were launched.", "en", ["fired 20"]),
        ("The army intercepted 12 drones.", "en", []),
        ("The death toll from the strike on Tyre rose to 15.", "en", ["killed 15"]),
        ("Three were killed near Tower 22.", "en", ["killed 3"]),
        ("47 others were injured.", "en", ["injured 47"]),
        ("A man aged 30 was wounded.", "en", []),
        ("مقتل ثلاثة أشخاص", "ar", ["killed 3"]),
        ("مقتل ٣ أشخاص على الأقل", "ar", ["killed 3+"]),
        ("مقتل جنديين وإصابة خمسة", "ar", ["killed 2", "injured 5"]),
        ("أصيب ما لا يقل عن ١٢ شخصا", "ar", ["injured 12+"]),
        ("نפצעו", "he", []),
        ("לפחות שלושה בני אדם נהרגו", "he", ["killed 3+"]),
        ("חייל נהרג ושמונה נפצעו", "he", ["killed 1", "injured 8"]),
        ("שוגרו כ-30 רקטות", "he", ["fired 30"]),
        ("۵ نفر کشته شدند", "fa", ["killed 5"]),
        ("دست‌کم پنج نفر کشته و ۱۲ نفر زخمی شدند", "fa", ["killed 5+", "injured 12"]),
    ],
)
def test_figures(text: str, language: str, figures: list[str]) -> None:
    kinds = (Kind.KILLED, Kind.INJURED, Kind.FIRED)
    has = [f"{kind} {one}" for kind in kinds for one in found(text, kind, language)]
    assert has == figures


@pytest.mark.parametrize(
    ("text", "language", "days"),
    [
        ("It happened yesterday.", "en", ["2024-10-06"]),
        ("It happened on Monday.", "en", ["2024-10-07"]),
        ("It happened last Monday.", "en", ["2024-09-30"]),
        ("It happened on Tuesday.", "en", ["2024-10-01"]),
        ("It will happen next Tuesday, and since Friday.", "en", []),
        ("On 3 October 2023 and 4 October.", "en", ["2023-10-03", "2024-10-04"]),
        ("On December 30.", "en", ["2023-12-30"]),
        ("On 2024-10-03 it happened.", "en", ["2024-10-03"]),
        ("On 31 February 2024.", "en", []),
        ("أمس", "ar", ["2024-10-06"]),
        ("يوم الجمعة", "ar", ["2024-10-04"]),
        ("في ٣ تشرين الأول ٢٠٢٤", "ar", ["2024-10-03"]),
        ("منذ الجمعة", "ar", []),
        ("אתמול, וביום שישי", "he", ["2024-10-06", "2024-10-04"]),
        ("ב-3 באוקטובר 2024", "he", ["2024-10-03"]),
        ("دیروز و روز جمعه", "fa", ["2024-10-06", "2024-10-04"]),
        ("۳ اکتبر ۲۰۲۴", "fa", ["2024-10-03"]),
    ],
)
def test_days_count_from_publication(text: str, language: str, days: list[str]) -> None:
    assert found(text, Kind.DAY, language) == days


def test_without_a_day_of_publication_only_whole_dates_are_days() -> None:
    given = reading("Yesterday, on Monday, 4 October and 3 October 2024.", day=None)
    assert given.values(Kind.DAY) == ["2024-10-03"]


@pytest.mark.parametrize(
    ("text", "weapons"),
    [
        ("A ballistic missile and a missile", ["ballistic missile"]),
        ("A missile", []),
        ("An anti-tank missile", ["anti-tank missile"]),
        ("A drone boat and a drone", ["naval drone", "drone"]),
        ("وقف إطلاق النار", []),
        ("إطلاق نار", ["small arms"]),
        ("צוללת וכטב״מים", ["drone"]),
        ("موشک", []),
    ],
)
def test_a_missile_alone_is_no_weapon_of_the_record(text: str, weapons: list[str]) -> None:
    assert found(text, Kind.WEAPON) == weapons


@pytest.mark.parametrize(
    "text",
    ["", " ", "\n", "….", "A walk in the park.", "نزهة في الحديقة", "טיול בגן", "قدم زدن در پارک"],
)
def test_a_text_that_names_nothing_gives_nothing(text: str) -> None:
    assert reading(text).suggestions == ()
    assert reading(text, title=text).suggestions == ()


def test_what_follows_the_first_sentences_is_background() -> None:
    text = "Nothing. " * 6 + "Hezbollah fired five rockets on Sunday."
    suggestions = reading(text).suggestions
    assert [one.kind for one in suggestions] == [Kind.ACTOR]


@pytest.mark.parametrize("text", scoring.texts("own"), ids=lambda text: text["title"][:30])
def test_words_stand_where_the_suggestion_says(text: dict[str, str]) -> None:
    body = text.get("text", "")
    given = reading(body, text["language"], text["title"])
    assert given.suggestions
    whole = f"{text['title']}\n{body}"
    for one in given.suggestions:
        assert whole[one.start : one.end] == one.words
        assert one.words == one.words.strip()


def test_places_are_right_among_marks_that_cannot_be_seen() -> None:
    text = "\u200f«حِزْبُ\u200f اللهِ» \u2068Kata’ib\u2069  Hezbollah، \u202bו־חיזבאללה\u202c"
    given = [one for one in reading(text, "ar").suggestions if one.kind is Kind.ACTOR]
    assert {search_key(one.words) for one in given} == {"حزب الله", "kataib hezbollah"}
    assert all(f"\n{text}"[one.start : one.end] == one.words for one in given)
    assert given[0].words.endswith("اللهِ")


@pytest.mark.parametrize(
    ("text", "language", "words"),
    [
        ("أعلنت النجباء ذلك", "ar", "النجباء"),
        ("«النجباء» أعلنت", "ar", "النجباء"),
        ("كتائب سيّد الشهداءِ أعلنت", "ar", "كتائب سيّد الشهداءِ"),
        ("حزبـــ اللهـ أعلن", "ar", "حزبـــ اللهـ"),
        ("حزبُ اللهِ\u200f", "ar", "حزبُ اللهِ"),
        ("النجبا\u200dء أعلنت", "ar", "النجبا\u200dء"),
        ("النجباءـ", "ar", "النجباءـ"),
        ("أنصار اللّٰه", "ar", "أنصار اللّٰه"),
        ("جنبش نجباء گفت", "fa", "جنبش نجباء"),
        ("لـحزب الله", "ar", "حزب الله"),
        ("جنبش نجبا گفت", "fa", "جنبش نجبا"),
        ("حزب\u200cالله\u200cء گفت", "fa", "حزب\u200cالله"),
        ("حوثی گفت", "fa", "حوثی"),
        ("حوثي گفت", "fa", "حوثي"),
        ("חיזבאללה׳ אמר", "he", "חיזבאללה׳"),
        ("צה״ל אמר", "he", "צה״ל"),
        ("״חיזבאללה״ אמר", "he", "חיזבאללה"),
        ("Harakat al-Nujabaʾ said", "en", "Harakat al-Nujabaʾ"),
        ("ʿAsaʾib Ahl al-Haq said", "en", "ʿAsaʾib Ahl al-Haq"),
        ("“Hezbollah” said", "en", "Hezbollah"),
    ],
)
def test_a_mark_covers_the_whole_word(text: str, language: str, words: str) -> None:
    given = [one for one in reading(text, language).suggestions if one.kind is Kind.ACTOR]
    assert given[0].words == words
    assert f"\n{text}"[given[0].start : given[0].end] == words


@pytest.mark.parametrize("language", ["en", "ar", "he", "fa", "", "xx"])
def test_a_title_of_10_000_signs_is_read(language: str) -> None:
    dice = random.Random(1)  # noqa: S311
    words = ["Hezbollah", "fired", "حزب", "الله", "נהרגו", "کشته", "three", "خمسة", "at least", "."]
    title = " ".join(dice.choice(words) for _ in range(2_500))[:10_000]
    given = reading("", language, title)
    assert given.suggestions
    assert all(f"{title}\n"[one.start : one.end] == one.words for one in given.suggestions)


@pytest.mark.parametrize(
    "word", ["at least ", "three ", "killed ", "in a ", "according to ", "ما لا يقل عن ", "לפחות "]
)
def test_a_text_of_one_phrase_over_and_over_comes_to_an_end(word: str) -> None:
    text = (word * 20_000)[:40_000]
    assert all(f"\n{text}"[one.start : one.end] == one.words for one in reading(text).suggestions)


def test_only_the_first_part_of_a_very_long_text_is_read() -> None:
    given = reading("Nothing is said here.\n" * 2_000 + "Hezbollah")
    assert given.suggestions == ()


@given(st.text(max_size=60), st.text(max_size=200), st.sampled_from(["en", "ar", "he", "fa", ""]))
def test_any_text_can_be_read(title: str, text: str, language: str) -> None:
    whole = f"{title}\n{text}"
    for one in reading(text, language, title).suggestions:
        assert whole[one.start : one.end] == one.words


@given(st.text())
def test_folding_with_places_is_the_folding_of_the_record(text: str) -> None:
    traced = folded(text)
    assert " ".join(traced.text.split()) == search_key(unicodedata.normalize("NFC", text)) or (
        " ".join(traced.text.split()) == search_key(text)
    )
    assert len(traced.places) == len(traced.text)
    assert list(traced.places) == sorted(traced.places)


def test_a_faction_of_several_fronts_gives_none() -> None:
    names = (Name(Kind.ACTOR, "band", "Band of Two Fronts"),)
    fronts = {"band": frozenset({"north", "south"})}
    own = Lexicon(Vocabulary(names, {"band": Role.FACTION}, fronts))
    given = read("Band of Two Fronts attacked", "", "en", None, own)
    assert given.values(Kind.FRONT) == []
    assert given.values(Kind.ACTOR) == ["band"]


def test_the_dual_says_which_weapon_and_how_many() -> None:
    text = "أطلق الحوثيون صاروخين باليستيين على تل أبيب"
    assert found(text, Kind.WEAPON, "ar") == ["ballistic missile"]
    assert found(text, Kind.FIRED, "ar") == ["2"]
