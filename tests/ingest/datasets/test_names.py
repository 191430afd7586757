"""Whom names mean: with years in brackets by a reviewed rule, in any script as by the search."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
import yaml
from django.conf import settings
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from proxies.ingest.datasets.formats.rows import PartyName
from proxies.ingest.datasets.names import DatedName, Years, known_names, read_names
from proxies.ingest.datasets.resolve import Resolver
from proxies.models import Actor, ActorName, Dataset, UnknownName, search_key
from proxies.record.search import search_term
from tests.admin_people import client_of
from tests.ingest.datasets.test_formats import ACLED_ROW, table
from tests.ingest.datasets.test_load import events, load, own_rows
from tests.ingest.datasets.test_refused import a_place, command

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeded")]

SHELLS = {"event_type": "Explosions/Remote violence", "sub_event_type": "Air/drone strike"}
OTHER = "Military Forces of Yemen (2017-2022) Houthi"


def fought(name: str, day: str = "2023-10-27") -> dict[str, str]:
    """A row of an export on a day, of which only one side is named."""
    cells = {"actor1": name, "actor2": "", "event_date": day, "notes": "", "timestamp": ""}
    return ACLED_ROW | SHELLS | cells


@pytest.mark.parametrize(
    ("name", "day", "slug"),
    [
        ("Military Forces of Yemen (2017-) Houthi", "2025-07-01", "houthis"),
        ("Military Forces of Yemen (2017–) Houthi", "2017-01-01", "houthis"),
        ("MILITARY FORCES OF YEMEN ( 2016 - PRESENT ) HOUTHI", "2020-02-02", "houthis"),
        ("Military Forces of Yemen (2016-) Supreme Political Council", "2019-09-14", "houthis"),
        ("Military Forces of Yemen (2015-2016) Supreme Revolutionary Committee", "2016-12-31",
         "houthis"),
        ("Military Forces of Yemen (2012-2022) Hadi", "2021-03-01", "yemen-government"),
        ("Military Forces of Israel (2022-)", "2024-09-23", "israel"),
        ("Military Forces of Israel (2009-2021)", "2015-05-05", "israel"),
        ("Military Forces of Iraq (2022-) Popular Mobilization Forces", "2023-10-27",
         "popular-mobilization-forces"),
        ("Military Forces of Syria (2000-2024)", "2024-11-30", "syria-assad-government"),
        ("Military Forces of Lebanon (2021-)", "2024-10-03", "lebanon-government"),
    ],
)  # fmt: skip
def test_a_name_with_reviewed_years_is_taken_by_the_rule(name: str, day: str, slug: str) -> None:
    outcome = load("acled", fought(name, day), scope="all")
    assert (outcome.counts.new, outcome.unknown) == (1, {})
    assert list(events().get().attributions.values_list("actor__slug", flat=True)) == [slug]


@pytest.mark.parametrize(
    ("name", "day"),
    [
        (OTHER, "2021-03-01"),
        ("Military Forces of Yemen (2017) Houthi", "2021-03-01"),
        ("Military Forces of Yemen (-2017) Houthi", "2016-03-01"),
        ("Military Forces of Yemen (2017-) Houthi (2018-)", "2021-03-01"),
        ("Military Forces of Yemen (2017-) Houthis", "2021-03-01"),
        ("Military Forces of Yemen Houthi", "2021-03-01"),
        ("Military Forces of Israel (2022-)", "2021-12-31"),
        ("Military Forces of Israel (2009-2021)", "2023-10-27"),
        ("Military Forces of Israel (2025-)", "2025-10-27"),
        ("Military Forces of Iraq (2020-2022) Popular Mobilization Forces", "2021-10-27"),
        ("Military Forces of Syria (2000-2024)", "2025-01-01"),
    ],
)
def test_other_years_and_days_outside_them_are_not_guessed(name: str, day: str) -> None:
    outcome = load("acled", fought(name, day), scope="all")
    assert [text for text, _ in outcome.unknown] == [name]
    assert not events().get().attributions.exists()


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        (OTHER, "houthis"),
        ("Military Forces of Yemen (2012-2014) Houthi", "houthis"),
        ("Military Forces of Israel (2022-2026)", "israel"),
        ("Military Forces of Syria (2011-2024)", "syria-assad-government"),
        ("Military Forces of Syria (2024-)", None),
        ("Military Forces of Iran (1941-1979)", None),
        ("Military Forces of Atlantis (2001-)", None),
        ("Military Forces of Yemen Houthi", None),
    ],
)
def test_whom_a_name_with_other_years_likely_means(name: str, slug: str | None) -> None:
    found = known_names().likely(name)
    assert (found[0] if found else None) == slug


def test_a_name_of_the_record_with_years_is_a_rule_too() -> None:
    actor = Actor.objects.get(slug="amal-movement")
    for text, language in (("Amal Brigades (1980–1990)", "en"), ("كتائب أمل (۲۰۰۱-)", "fa")):
        ActorName.objects.create(actor=actor, text=text, language=language, script="Arab")
    known = known_names()
    assert known.who("Amal Brigades (1980-1990)", date(1985, 2, 3)) == "amal-movement"
    assert known.who("كتائب امل (2001-)", date(2024, 2, 3)) == "amal-movement"
    assert known.who("Amal Brigades (1980-1990)", date(1991, 2, 3)) is None
    other = Actor.objects.get(slug="hezbollah")
    ActorName.objects.create(actor=other, text="Amal Brigades (1980-1990)", language="en")
    assert known_names().who("Amal Brigades (1980-1990)", date(1985, 2, 3)) is None


def test_the_reviewed_file_keeps_names_with_years_among_the_rules() -> None:
    assert not [name for name in read_names().names if DatedName.of(name)]
    written = yaml.safe_load((settings.BASE_DIR / "seeds/import_names.yaml").read_text("utf-8"))
    spans = [(name, span) for entry in written["actors"]
             for name, listed in entry.get("dated", {}).items() for span in listed]  # fmt: skip
    assert len(read_names().dated) == len(spans) > 15
    assert {entry["actor"] for entry in written["actors"]} <= set(
        Actor.objects.values_list("slug", flat=True)
    )


@given(st.integers(1900, 2100), st.none() | st.integers(1900, 2100), st.sampled_from("-–—"))
def test_any_span_reads_as_it_is_written(first: int, last: int | None, dash: str) -> None:
    rule = DatedName.of(search_key(f"Forces ({first}{dash}{last or ''}) East"))
    if last is not None and last < first:
        assert rule is None
        return
    assert rule is not None
    assert rule.base == "forces (years) east"
    assert str(rule.years) == f"{first}-{last or ''}"
    assert Years(first, 2100).hold(date(first, 12, 31))


def test_the_queue_proposes_whom_other_years_mean_and_one_click_links_it(tmp_path: Path) -> None:
    rows = [
        fought(OTHER, "2021-03-01"),
        fought("Forces of Nowhere (2001-)") | {"event_id_cnty": "B"},
    ]
    load("acled", *rows, scope="all")
    client, address = client_of("editor"), reverse("admin:proxies_unknownname_changelist")
    page = client.get(address)
    houthis, name = Actor.objects.get(slug="houthis"), UnknownName.objects.get(text=OTHER)
    other = UnknownName.objects.exclude(pk=name.pk).get()
    assert f'name="accept" value="{name.pk}:{houthis.pk}"' in page.text
    assert page.text.count('name="accept"') == 1
    assert "the same name is reviewed with the years 2016-, 2017-" in page.text
    viewer = client_of("viewer").get(address).text
    assert "reviewed with the years" in viewer
    assert 'name="accept"' not in viewer
    sent = sent_list(page.context["cl"]) | {"accept": f"{name.pk}:{houthis.pk}"}
    sent |= {"row_versions": page.context["row_versions"]}
    [row] = [form.prefix for form in page.context["cl"].formset if form.instance == other]
    sent |= {f"{row}-ignored": "on"}
    assert client.post(address, sent).status_code == 302
    name.refresh_from_db()
    other.refresh_from_db()
    assert (name.actor, other.ignored) == (houthis, True)
    assert 'name="accept"' not in client.get(address).text
    assert load("acled", *rows, scope="all").unknown == {}
    named = events().get(source_key="IRQ1").attributions.values_list("actor__slug", flat=True)
    assert list(named) == ["houthis"]


def sent_list(listed: object) -> dict[str, object]:
    """What a list of the admin sends if nothing in it is changed."""
    formset = listed.formset  # type: ignore[attr-defined]
    sent: dict[str, object] = {"form-TOTAL_FORMS": formset.total_form_count(),
                               "form-INITIAL_FORMS": formset.initial_form_count()}  # fmt: skip
    for form in formset.forms:
        sent[f"{form.prefix}-id"] = form.instance.pk
    return sent


def test_one_click_does_not_undo_what_another_editor_chose_meanwhile() -> None:
    load("acled", fought(OTHER, "2021-03-01"), scope="all")
    client, address = client_of("editor"), reverse("admin:proxies_unknownname_changelist")
    page = client.get(address)
    name, houthis = UnknownName.objects.get(text=OTHER), Actor.objects.get(slug="houthis")
    UnknownName.objects.update(ignored=True)
    sent = sent_list(page.context["cl"]) | {"accept": f"{name.pk}:{houthis.pk}"}
    client.post(address, sent | {"row_versions": page.context["row_versions"]})
    name.refresh_from_db()
    assert (name.actor, name.ignored) == (None, True)


def test_the_queue_says_where_reviewed_years_do_not_hold_the_day() -> None:
    load("acled", fought("Military Forces of Israel (2022-)", "2021-12-31"), scope="all")
    page = client_of("viewer").get(reverse("admin:proxies_unknownname_changelist")).text
    assert "Israel (reviewed with these years, but an event lies outside them)" in page


SPELLINGS: dict[str, Callable[[str], str]] = {
    "as it stands": lambda text: text,
    "decomposed": lambda text: unicodedata.normalize("NFD", text),
    "lengthened": lambda text: text[:1] + ("ـ" if "؀" <= text[1:2] <= "ۿ" else "") + text[1:],
    "with marks of direction": lambda text: f"\u200f{text}\u200e",
    "alef as typed": lambda text: text.translate(str.maketrans("أإآٱ", "اااا")),
    "Persian letters": lambda text: text.translate(str.maketrans("يكى", "یکی")),
    "with quotation marks": lambda text: f"«{text}»",
    "two blanks": lambda text: text.replace(" ", "  "),
}


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_names_in_other_scripts_are_known_as_to_the_search(spelling: str) -> None:
    resolver = Resolver(Dataset.objects.get(slug="curated"), "", use_ids=False)
    names = ActorName.objects.filter(script__in=["Arab", "Hebr"]).select_related("actor")
    wrong, scripts = [], set()
    for name in names:
        text = SPELLINGS[spelling](name.text)
        bearers = set(names.filter(search_key=name.search_key).values_list("actor", flat=True))
        found = resolver.who(PartyName(text), date(2024, 1, 2))
        if {found.key if found else None} != (bearers if len(bearers) == 1 else {None}):
            wrong.append((name.actor.slug, text))
        if not bearers <= set(search_term(text).actors):
            wrong.append((f"search: {name.actor.slug}", text))
        scripts.add((name.script, name.language))
    assert not wrong
    assert {("Arab", "ar"), ("Hebr", "he"), ("Arab", "fa")} <= scripts


@pytest.mark.parametrize("name", ["أنصار الله", "الحوثيون", "الحوثيين", "Ansar Allah"])
def test_the_houthis_by_either_half_of_their_name(name: str) -> None:
    known = known_names().who(name, date(2024, 1, 12))
    assert known == (None if name == "الحوثيين" else "houthis"), "an inflected form is not guessed"


def test_years_that_end_before_they_begin_propose_nobody() -> None:
    known = known_names()
    assert known.likely("Military Forces of Yemen (2022-2020) Houthi") is None
    assert known.likely("Military Forces of Yemen (2020-2022) Houthi") is not None


def test_actors_in_one_cell_may_be_divided_as_on_an_arabic_keyboard() -> None:
    load("proxies", *own_rows("a", claimed_by="كتائب حزب الله؛ حركة حزب الله النجباء"))
    named = set(events().get().attributions.values_list("actor__slug", flat=True))
    assert named == {"kataib-hezbollah", "harakat-hezbollah-al-nujaba"}


@pytest.mark.parametrize("written", ["تل ٱلصِّفر", "تلّ الصفر", "«تل الصفر»", "TELL-ZÉRO"])
def test_places_of_the_record_are_known_in_any_spelling(written: str) -> None:
    place = a_place(name="Tell Zero", names=["تل الصفر"])
    cells = {"lat": "", "lon": "", "place_name": written, "country": "IRAQ"}
    assert load("proxies", *own_rows("a", **cells)).counts.new == 1
    assert events().get().place == place


def test_the_command_takes_names_with_years_and_lists_the_others(tmp_path: Path) -> None:
    path = tmp_path / "export.csv"
    known = "Military Forces of Yemen (2017-) Houthi"
    path.write_bytes(table(fought(known), fought(OTHER) | {"event_id_cnty": "IRQ2"}))
    out, told = command(path, "acled", "--dry-run", "--scope", "all")
    assert "new                   2" in out
    assert f"unknown: {OTHER}, 1 rows" in told
    assert known not in told
