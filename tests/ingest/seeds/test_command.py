"""`manage.py seed` says what it does, and what somebody has to decide."""

from __future__ import annotations

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from proxies import models
from tests import seed_samples

EVENT = "event/2024-01-20-base-rockets"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return seed_samples.write(tmp_path)


def seed(folder: Path, *arguments: str) -> tuple[str, str]:
    """Standard output and standard error of the command."""
    out, err = StringIO(), StringIO()
    call_command("seed", "--dir", str(folder), *arguments, stdout=out, stderr=err, no_color=True)
    return out.getvalue().strip(), err.getvalue().strip()


def test_check_reads_the_files_without_a_database(folder: Path) -> None:
    out, err = seed(folder, "--check")
    assert out == "18 records, no error."
    assert "events/iraq-2024.yaml: 1 records" in err


def test_errors_end_it_before_anything_is_written(folder: Path, db: None) -> None:
    seed_samples.edit(folder, "places.yaml", "lat: 33.8", "lat: 99")
    seed_samples.edit(folder, "sources.yaml", "kind: newspaper", "kind: paper")
    with pytest.raises(CommandError) as told:
        seed(folder)
    assert "seeds/places.yaml:1: place base: lat = 99" in str(told.value)
    assert "2 errors; nothing was written." in str(told.value)
    assert told.value.returncode == 1
    assert not models.Place.objects.exists()


def test_the_summary_counts_what_was_done(folder: Path, db: None) -> None:
    assert seed(folder)[0] == "18 created"
    assert seed(folder)[0] == "18 unchanged"
    seed_samples.edit(folder, "places.yaml", "name: Base", "name: The base")
    assert seed(folder)[0] == "1 updated; 17 unchanged"


def test_a_conflict_is_told_with_file_keys_and_the_way_out(folder: Path, db: None) -> None:
    seed(folder)
    models.AttackEvent.objects.update(outcome="mixed")
    seed_samples.edit(folder, "events/iraq-2024.yaml", "{low: 4}", "{low: 5}")
    out, err = seed(folder)
    assert "17 unchanged; 1 changed by an editor" in out
    assert "seeds/events/iraq-2024.yaml:1: " + EVENT in err
    assert "(outcome, wounded)" in err
    assert f"seed --overwrite {EVENT}" in err
    assert seed(folder, "--overwrite", EVENT)[0] == "1 updated; 17 unchanged"


def test_an_edited_record_is_only_counted(folder: Path, db: None) -> None:
    seed(folder)
    models.AttackEvent.objects.update(outcome="mixed")
    out, err = seed(folder)
    assert out == "17 unchanged; 1 edited by an editor, kept"
    assert EVENT not in err


@pytest.mark.parametrize("given", ["event", "rumour/x", "event/"])
def test_overwrite_wants_a_kind_and_a_slug(folder: Path, given: str) -> None:
    with pytest.raises(CommandError, match="is not KIND/SLUG"):
        seed(folder, "--check", "--overwrite", given)


def test_overwrite_of_an_unknown_record_is_refused(folder: Path) -> None:
    with pytest.raises(CommandError, match="the seeds hold no event/2024"):
        seed(folder, "--check", "--overwrite", "event/2024")


def test_what_the_database_refuses_ends_it(folder: Path, db: None) -> None:
    models.Actor.objects.create(slug="country", role="patron", name="A", short_name="A")
    with pytest.raises(
        CommandError, match=r"seeds/opponents.yaml:1: opponent country: .*\(country\)"
    ):
        seed(folder)
    assert not models.SeedRecord.objects.exists()
