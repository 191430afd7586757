"""Possible duplicates among imported rows: found after an import, merged through later releases."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from django.core.management import call_command

from proxies.actions.duplicates import propose
from proxies.actions.merging import join, undo
from proxies.ingest.datasets.catalogue import FORMATS
from proxies.ingest.datasets.formats.tables import File
from proxies.ingest.datasets.job import ImportJob, ImportOutcome
from proxies.ingest.datasets.load import run
from proxies.methods.duplicates import LIKELY
from proxies.models import (
    Account,
    Actor,
    AttackEvent,
    DuplicatePair,
    PairState,
)
from proxies.models.history import Keep, noting
from proxies.record.reading_duplicates import Scope
from proxies.selection import Selection
from tests import factories as make
from tests.admin_people import make_person
from tests.duplicates import (
    REASON,
    TODAY,
    pair_of,
    proposed,
)
from tests.found import matching
from tests.ingest.datasets.test_formats import GED_19, GED_23, OWN_ROW, table
from tests.samples import sample

pytestmark = pytest.mark.django_db


@pytest.fixture
def brigade() -> Actor:
    return make.make_faction("Brigade").actor


def imported(*keys: str, **cells: str) -> ImportOutcome:
    """Import rows of our own template; all of one point, day and figure."""
    base = OWN_ROW | {"lat": "33.3", "lon": "44.4", "country": "IQ", "place_name": "Baghdad"}
    base |= {"claimed_by": "Brigade"}
    file = File.of(table(*(base | {"key": key} | cells for key in keys)))
    return run(ImportJob(FORMATS["proxies"], file, "own", "Own"))


@pytest.fixture
def own(brigade: Actor) -> tuple[AttackEvent, AttackEvent]:
    """Two rows of an imported dataset that say the same, the second merged into the first."""
    make.make_front("iraq")
    imported("a", "b")
    first, second = AttackEvent.objects.filter(dataset__slug="own").order_by("source_key")
    propose()
    assert proposed() == {frozenset((first.slug, second.slug))}
    editor = make_person("editor")
    with noting(Keep.EVERYTHING, user=editor.pk):
        join(pair_of(first, second), first, REASON, editor)
    return first, second


def test_a_newer_release_leaves_a_merged_record_merged(
    own: tuple[AttackEvent, AttackEvent],
) -> None:
    kept, double = own
    assert imported("a", "b").counts.unchanged == 2
    assert imported("a", "b", summary="Told anew.").counts.changed == 2
    double.refresh_from_db()
    assert (double.state, double.merged_into, double.summary) == ("merged", kept, "Told anew.")
    assert (double.withdrawn, double.discount_reason) == (TODAY, REASON)
    assert propose().new == 0


def test_a_release_that_drops_a_merged_record_leaves_it_merged(
    own: tuple[AttackEvent, AttackEvent],
) -> None:
    kept, double = own
    assert imported("a").counts.withdrawn == 0
    double.refresh_from_db()
    assert (double.state, double.merged_into) == ("merged", kept)
    assert imported("a", "b").counts.changed == 0
    undo(pair_of(*own), "Two after all.", None)
    assert set(matching(Selection(dataset=("own",)))) == set(own)


def test_a_release_that_drops_the_record_kept_shows_the_pair_as_lost(
    own: tuple[AttackEvent, AttackEvent],
) -> None:
    assert imported("b").counts.withdrawn == 1
    assert pair_of(*own).state == PairState.LOST
    assert not matching(Selection(dataset=("own",))).exists()
    undo(pair_of(*own), "It is the only one left.", None)
    assert list(matching(Selection(dataset=("own",)))) == [own[1]]


def test_an_import_proposes_pairs_by_itself(tmp_path: Path, brigade: Actor) -> None:
    make.make_front("iraq")
    path = tmp_path / "events.csv"
    row = OWN_ROW | {"claimed_by": "Brigade", "lat": "33.3", "lon": "44.4", "country": "IQ"}
    path.write_bytes(table(*(row | {"key": key} for key in "ab")))
    out = io.StringIO()
    call_command("import_events", "proxies", str(path), "--dry-run", stdout=out)
    assert not DuplicatePair.objects.exists()
    call_command("import_events", "proxies", str(path), stdout=out)
    assert "1 newly proposed as possible duplicates" in out.getvalue()
    call_command("import_events", "proxies", str(path), stdout=out)
    assert DuplicatePair.objects.count() == 1


def test_seeding_again_leaves_a_merged_record_merged() -> None:
    call_command("seed", verbosity=0)
    kept, double = AttackEvent.objects.order_by("slug")[:2]
    join(pair_of(kept, double), kept, REASON, None)
    call_command("seed", verbosity=0)
    double.refresh_from_db()
    assert (double.state, double.merged_into) == ("merged", kept)
    assert Account.objects.filter(event=kept, merged_from=double).exists()


def test_ucdps_own_events_are_found_again_in_another_release() -> None:
    """Of 42 events that two releases share by their id, those found; and what else is proposed."""
    call_command("seed", verbosity=0)
    for name, dataset in ((GED_19, "older"), (GED_23, "newer")):
        run(ImportJob(FORMATS["ucdp-ged"], File.at(sample(name)), dataset, "", scope="all"))
    propose(Scope("newer"))
    pairs = DuplicatePair.objects.filter(
        first__dataset__slug="older", second__dataset__slug="newer"
    )
    found = list(pairs.values_list("first__source_key", "second__source_key", "points"))
    right = [points for key, other, points in found if key == other]
    likely = [key == other for key, other, points in found if points >= LIKELY]
    assert (len(right), len(found)) == (39, 54)
    assert (sum(likely), len(likely)) == (30, 32)
