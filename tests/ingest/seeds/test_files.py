"""Seed files are checked before anything is loaded: every error, with file, line and record."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from itertools import chain
from pathlib import Path

import pytest
from django.conf import settings
from hypothesis import given
from hypothesis import strategies as st

from proxies.ingest.seeds.check import Seeds, read
from proxies.ingest.seeds.documents import SeedSyntaxError, parse
from proxies.ingest.seeds.shapes import KINDS
from tests import seed_samples

EVENTS = "events/iraq-2024.yaml"


@pytest.fixture(scope="module")
def real() -> Seeds:
    return read(settings.BASE_DIR / "seeds")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return seed_samples.write(tmp_path)


def complaints(folder: Path) -> list[str]:
    return [str(problem) for problem in read(folder).problems]


def test_the_seeds_of_this_project_have_no_error(real: Seeds) -> None:
    assert [str(problem) for problem in real.problems] == []


def test_the_seeds_hold_the_whole_curated_record(real: Seeds) -> None:
    counts = {kind: len(real.of_kind(kind)) for kind in KINDS}
    assert counts == {
        "dataset": 1,
        "front": 4,
        "patron": 4,
        "faction": 31,
        "opponent": 22,
        "source": 143,
        "report": 1012,
        "place": 301,
        "event": 337,
        "pledge": 89,
        "assessment": 52,
        "statement": 38,
        "milestone": 24,
    }


def test_the_seeds_hold_every_citation_of_the_curated_record(real: Seeds) -> None:
    def citations(kind: str, key: str) -> int:
        return sum(len(record.document.get(key, [])) for record in real.of_kind(kind))

    assert citations("event", "accounts") == 766
    assert citations("event", "attributions") == 347
    assert citations("pledge", "citations") == 224
    assert citations("assessment", "citations") == 87
    closures = chain.from_iterable(f.document.get("closures", []) for f in real.of_kind("front"))
    assert [len(closure["citations"]) for closure in closures] == [3]


def test_every_report_and_place_of_the_seeds_is_used(real: Seeds) -> None:
    used = {("place", e.document["place"]) for e in real.of_kind("event")}
    used |= {("report", r.slug) for r in real.references if r.ref.kinds == ("report",)}
    assert {key for key in real.records if key[0] in ("place", "report")} <= used


def test_events_stand_in_the_file_of_their_front_and_year(real: Seeds) -> None:
    for record in real.of_kind("event"):
        year = record.document["first_day"][:4]
        assert record.file == f"seeds/events/{record.document['front']}-{year}.yaml", record.slug


def test_the_sample_seeds_have_no_error(folder: Path) -> None:
    assert complaints(folder) == []


def test_reading_seeds_needs_neither_django_nor_models() -> None:
    code = (  # in a process of its own, because this one has loaded Django
        "import sys, proxies.ingest.seeds.check\n"
        "sys.exit(any(name.partition('.')[0] == 'django' or name.startswith('proxies.models')"
        " for name in sys.modules))"
    )
    subprocess.run([sys.executable, "-c", code], cwd=settings.BASE_DIR, check=True)  # noqa: S603


ERRORS = {
    "unknown key": (EVENTS, "  weapon: rocket", "  wepon: rocket", "wepon: is no key", "weapon"),
    "missing key": (EVENTS, "  weapon: rocket\n", "", "weapon: is missing; add it"),
    "text where a list belongs": (EVENTS, "[country]", "country", "targets = 'country': must be a"),
    "list where text belongs": (EVENTS, "Rockets hit the base.", "[a]", "summary = ['a']: must be"),
    "number where text belongs": (
        EVENTS,
        "Rockets hit the base.",
        "7",
        "summary = 7: must be text",
    ),
    "record where a list belongs": (
        "factions.yaml",
        "support:\n    - patron: guard",
        "support:\n      patron: guard",
        "support = {'patron'",
    ),
    "text where a record belongs": (EVENTS, "{low: 4}", "four", "wounded = 'four': must be a"),
    "day that does not exist": (EVENTS, "2024-01-21", "2024-02-30", "last_day = '2024-02-30'"),
    "day without a day": (EVENTS, "2024-01-21", "2024-01", "last_day = '2024-01': is not a day"),
    "last day before first": (
        EVENTS,
        "2024-01-21",
        "2024-01-19",
        "is before first_day (2024-01-20)",
    ),
    "unknown word": (EVENTS, "  weapon: rocket", "  weapon: roket", "one of: rocket, drone"),
    "unknown word in a list": (EVENTS, "[drone]", "[drohne]", "also_weapons/1 = 'drohne'"),
    "unknown place": (
        EVENTS,
        "place: base",
        "place: bse",
        "is no place in the seeds; nearest: base",
    ),
    "unknown report": (
        EVENTS,
        "report: wire-2024-12-09",
        "report: x",
        "accounts/1/report = 'x': is no report",
    ),
    "actor of the wrong kind": (
        "pledges.yaml",
        "faction: umbrella",
        "faction: state",
        "no faction",
    ),
    "best below low": (
        EVENTS,
        "{low: 1, best: 2,",
        "{low: 3, best: 2,",
        "killed/best = 2: is below",
    ),
    "negative count": (EVENTS, "{low: 4}", "{low: -4}", "wounded/low = -4: must be a whole number"),
    "true for a number": (EVENTS, "{low: 4}", "{low: true}", "wounded/low = True: must be a whole"),
    "null": (EVENTS, "place: base", "place: null", "place: is null; leave the key out"),
    "empty text": (EVENTS, "Rockets hit the base.", "''", "summary = '': is empty"),
    "control character": (EVENTS, "Rockets hit the base.", '"a\\0b"', "character U+0000"),
    "lone surrogate": (EVENTS, "Rockets hit the base.", '"a\\ud800b"', "is not YAML"),
    "credibility beyond 6": (EVENTS, "credibility: 4", "credibility: 7", "from 1 to 6"),
    "origin that only repeats": (
        EVENTS,
        "4, origin: wire",
        "4, origin: self",
        "only repeats others",
    ),
    "own origin by name": (EVENTS, "1, origin: self", "1, origin: wire", "own source; write self"),
    "same report twice": (EVENTS, "digest-2024-12-10, stance: denies", "wire-2024-12-09", "twice"),
    "discounted without reason": (
        EVENTS,
        "place: base",
        "state: discounted",
        "discount_reason: is",
    ),
    "discounted without a day": (
        EVENTS,
        "place: base",
        "state: discounted",
        "withdrawn: is missing",
    ),
    "retracted without reason": (
        EVENTS,
        "kind: suspected}",
        "kind: suspected, retracted: 2024-03-01}",
        "attributions/2/retraction_reason: is missing",
    ),
    "event of itself": (EVENTS, "place: base", "parent: 2024-01-20-base-rockets", "record itself"),
    "pledge without a day": (
        "pledges.yaml",
        "  declared: 2024-12-20\n",
        "",
        "declared: is missing",
    ),
    "pledge by nobody": (
        "pledges.yaml",
        "by: [brigade]\n  toward: [country]\n  fronts: [iraq]\n  declared: 2024-12-20",
        "by: []\n  toward: [country]\n  declared: 2024-12-20",
        "by = []: is empty; name at least one",
    ),
    "expires before it starts": ("pledges.yaml", "2024-12-31", "2024-11-30", "is before effective"),
    "report without address or title": (
        "reports.yaml",
        "title: A report known by its title",
        "archive_url: https://a.example/",
        "give url or title",
    ),
    "address that is none": (
        "reports.yaml",
        "https://wire.example/1",
        "wire.example",
        "web address",
    ),
    "address twice": (
        "reports.yaml",
        "source: digest\n  published: 2024-12-10\n  url: https://digest",
        "source: wire\n  published: 2024-12-10\n  url: https://wire",
        "keep one",
    ),
    "latitude beyond the pole": ("places.yaml", "lat: 33.8", "lat: 93.8", "from -90 to 90"),
    "bounds upside down": (
        "fronts.yaml",
        "north: 37.4",
        "north: 27.4",
        "must be greater than south",
    ),
    "patron of itself": ("patrons.yaml", "parent: state", "parent: guard", "is the record itself"),
    "umbrella of itself": (
        "factions.yaml",
        "umbrella: umbrella,",
        "umbrella: brigade,",
        "own umbrella",
    ),
    "members of each other": (
        "factions.yaml",
        "  kind: umbrella\n",
        "  kind: umbrella\n  memberships: [{umbrella: brigade}]\n",
        "memberships/1/umbrella = 'brigade': leads back to itself: umbrella → brigade → umbrella; "
        "take one of them out",
    ),
    "patrons of each other": (
        "patrons.yaml",
        "  country: IR",
        "  country: IR\n  parent: guard",
        "parent = 'guard': leads back to itself: state → guard → state",
    ),
    "pledge that rests on itself": (
        "pledges.yaml",
        "depends_on: [2024-12-01-halt]",
        "depends_on: [2024-12-20-longer]",
        "depends_on/1 = '2024-12-20-longer': leads back to itself",
    ),
    "pledges that rest on each other": (
        "pledges.yaml",
        "  expires: 2024-12-31",
        "  expires: 2024-12-31\n  depends_on: [2024-12-20-longer]",
        "leads back to itself: 2024-12-20-longer → 2024-12-01-halt → 2024-12-20-longer",
    ),
    "pledges that extend each other": (
        "pledges.yaml",
        "  expires: 2024-12-31",
        "  expires: 2024-12-31\n  extends: 2024-12-20-longer",
        "extends = '2024-12-20-longer': leads back to itself",
    ),
    "name given twice": (
        "factions.yaml",
        "text: اللواء\n      language: ar",
        "text: Brigade\n      language: en",
        "short_name gives already",
    ),
    "slug twice": ("patrons.yaml", "slug: state", "slug: guard", "slug of another record too"),
    "slug twice among actors": ("opponents.yaml", "slug: country", "slug: brigade", "(faction)"),
    "slug in capitals": ("opponents.yaml", "slug: country", "slug: Country", "small letters"),
    "name too long": (
        "sources.yaml",
        "The Daily",
        "x" * 121,
        "has 121 characters; shorten it to 120",
    ),
    "country by name": ("places.yaml", "country: IQ", "country: Iraq", "two capitals"),
}


@pytest.mark.parametrize("case", ERRORS.values(), ids=ERRORS)
def test_an_error_is_told_with_file_line_record_and_remedy(
    folder: Path, case: tuple[str, ...]
) -> None:
    name, old, new, *expected = case
    seed_samples.edit(folder, name, old, new)
    told = [line for line in complaints(folder) if all(part in line for part in expected)]
    assert told, complaints(folder)
    assert told[0].startswith(f"seeds/{name}:"), told[0]
    assert int(told[0].split(":")[1]) > 0


def test_each_link_of_a_circle_is_told_and_none_of_spells_apart(folder: Path) -> None:
    old = "  kind: umbrella\n"
    back = "  memberships: [{{umbrella: brigade, end: {}}}]\n"
    seed_samples.edit(folder, "factions.yaml", old, old + back.format("2023-10-17"))
    told = complaints(folder)
    assert [line.split(": ")[1] for line in told] == ["faction brigade", "faction umbrella"]
    seed_samples.edit(folder, "factions.yaml", "end: 2023-10-17", "end: 2023-10-16")
    assert complaints(folder) == []


def test_a_value_is_told_with_the_line_it_stands_on(folder: Path) -> None:
    seed_samples.edit(folder, EVENTS, "  outcome: hit", "  outcome: hti")
    line = (folder / EVENTS).read_text(encoding="utf-8").splitlines().index("  outcome: hti") + 1
    [told] = complaints(folder)
    assert told.startswith(f"seeds/{EVENTS}:{line}: event 2024-01-20-base-rockets: outcome = 'hti'")


def test_all_errors_of_all_files_are_told_at_once(folder: Path) -> None:
    seed_samples.edit(folder, EVENTS, "outcome: hit", "outcome: hti")
    seed_samples.edit(folder, "places.yaml", "lat: 33.8", "lat: north")
    seed_samples.edit(folder, "sources.yaml", "kind: newspaper", "kind: newpaper")
    assert len(complaints(folder)) == 3


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("- slug: a\n  name: [b\n- c: d\n", 3, "is not YAML"),
        ("- slug: a\n  name: b: c\n", 2, "is not YAML"),
        ("- slug: a\n  name: b\n  name: c\n", 3, "the key 'name' twice"),
        ("- slug: a\n- &x [*x]\n", 2, "is n"),
        ("slug: a\n", 1, "must be a list of records"),
        ("", 1, "must be a list of records"),
        ("- one\n", 1, "must be a record with keys"),
        ("- ? [a]\n  : b\n", 1, "a key that is not a word"),
        ("- " * 50 + "a\n", 1, "nested too deeply"),
        ("- " * 5000 + "a\n", 0, "is n"),
    ],
)
def test_a_file_that_is_no_list_of_records_is_refused(
    folder: Path, text: str, line: int, message: str
) -> None:
    (folder / "places.yaml").write_text(text, encoding="utf-8")
    told = [problem for problem in read(folder).problems if problem.file.endswith("ces.yaml")]
    assert message in told[0].message
    assert told[0].line == line or not line


def test_a_file_that_cannot_be_read_does_not_make_its_references_wrong(folder: Path) -> None:
    (folder / "places.yaml").write_text("- {", encoding="utf-8")
    assert len(complaints(folder)) == 1


def test_bytes_that_are_no_text_are_refused_with_their_line(folder: Path) -> None:
    (folder / "places.yaml").write_bytes(b"- slug: a\n  name: \xff\n")
    told = [line for line in complaints(folder) if "UTF-8" in line]
    assert told[0].startswith("seeds/places.yaml:2:")


def test_a_file_of_an_unknown_kind_is_told(folder: Path) -> None:
    (folder / "rumours.yaml").write_text("- slug: a\n", encoding="utf-8")
    assert any("rumours.yaml: is no file of seeds" in line for line in complaints(folder))


def test_an_empty_folder_is_told(tmp_path: Path) -> None:
    assert "holds no .yaml files" in complaints(tmp_path)[0]


def test_a_country_code_and_a_version_stay_text(folder: Path) -> None:
    records = read(folder).records
    assert records["opponent", "country"].document["country"] == "NO"
    assert records["dataset", "curated"].document["version"] == "2025-01"


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    with suppress(SeedSyntaxError):
        assert parse(data)[1] is not None


@given(st.dates(), st.dates())
def test_days_are_read_as_written(first: date, last: date) -> None:
    value, _ = parse(f"- {first}\n- {last}\n".encode())
    assert value == [first.isoformat(), last.isoformat()]


def _words(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for one in value.values() if isinstance(value, dict) else value:
            yield from _words(one)


def test_the_texts_of_the_seeds_are_tidy(real: Seeds) -> None:
    for record in real.records.values():
        for text in _words(record.document):
            assert text == text.strip(), (record.slug, text)
            assert "  " not in text, (record.slug, text)
            assert ";." not in text, (record.slug, text)
