"""The recorded files themselves: none is left over, and recording is never taken for testing."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.golden import admin_addresses, recording, test_golden_edited
from tests.golden.answers import Answer
from tests.golden.asking import DIGESTS
from tests.golden.texts import PARTS, TEXTS

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeded")]

PAGE = Answer("/", 200, ("Vary: Cookie",), "<p>The record.</p>\r\n")


def wanted() -> Iterator[str]:
    """The names of all files that an answer is held against."""
    yield from (*TEXTS, *PARTS, "error-report-refused.html", "admin-login.html")
    yield from (f"digests/{name}.txt" for name in (*DIGESTS, "admin", "edited"))
    yield from (f"{name}.html" for name in admin_addresses.TEXTS)
    yield from map(test_golden_edited.file_of, test_golden_edited.TEXTS)


def test_every_file_is_held_against_an_answer() -> None:
    assert recording.unused(wanted()) == []


def test_a_text_that_differs_is_told_by_its_lines(recorded_elsewhere: None) -> None:
    (recording.FILES / "page.html").write_bytes(PAGE.text.encode())
    recording.assert_text("page.html", PAGE)
    with pytest.raises(pytest.fail.Exception, match=r"(?s)-<p>The record.*\+<p>A record.*make"):
        recording.assert_text("page.html", Answer("/", 200, PAGE.headers, "<p>A record.</p>\r\n"))
    with pytest.raises(pytest.fail.Exception, match=r"differs from page.html"):
        recording.assert_text("page.html", Answer("/", 200, PAGE.headers, PAGE.body.strip()))


def test_digests_that_differ_are_told_by_their_addresses(recorded_elsewhere: None) -> None:
    (recording.FILES / "some.txt").write_text(f"{PAGE.digest}\n")
    recording.assert_digests("some.txt", [PAGE])
    other = Answer("/", 404, PAGE.headers, "")
    with pytest.raises(pytest.fail.Exception, match=r"1 answers differ.*\n/: status, body\n"):
        recording.assert_digests("some.txt", [other])
    with pytest.raises(pytest.fail.Exception, match=r"\n/: not asked any more\n"):
        recording.assert_digests("some.txt", [])


def test_what_was_never_recorded_fails_and_is_not_written(recorded_elsewhere: None) -> None:
    with pytest.raises(pytest.fail.Exception, match=r"differs from new.html"):
        recording.assert_text("new.html", PAGE)
    assert not (recording.FILES / "new.html").exists()


def test_recording_passes_no_test(
    recorded_elsewhere: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(recording.ANEW, "1")
    with pytest.raises(pytest.skip.Exception):
        recording.assert_text("new.html", PAGE)
    assert (recording.FILES / "new.html").read_bytes() == PAGE.text.encode()
    monkeypatch.setenv("CI", "true")
    with pytest.raises(pytest.fail.Exception, match="nothing is recorded"):
        recording.assert_text("new.html", PAGE)
