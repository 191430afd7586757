"""One article has one key; who publishes at an address is known from the record."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proxies.ingest.intake.keys import key_of, key_of_post, own_fragment, short_enough
from proxies.ingest.intake.outlets import Outlets, place_of
from tests import factories as make


@pytest.mark.parametrize(
    ("address", "key"),
    [
        ("HTTP://WWW.Paper.Example:80/News/A/", "https://paper.example/News/A"),
        (
            "https://paper.example/a?utm_source=x&utm_medium=y&fbclid=z#top",
            "https://paper.example/a",
        ),
        ("https://paper.example/a?id=7&gclid=1&page=2", "https://paper.example/a?id=7&page=2"),
        ("https://paper.example/a?page=2&id=7", "https://paper.example/a?id=7&page=2"),
        ("https://paper.example:8443/a", "https://paper.example:8443/a"),
        ("https://paper.example/خبر", "https://paper.example/%D8%AE%D8%A8%D8%B1"),
        ("https://paper.example/%d8%ae%d8%a8%d8%b1", "https://paper.example/%D8%AE%D8%A8%D8%B1"),
        ("https://t.me/s/made_up/12?before=20", "https://t.me/made_up/12"),
        ("https://telegram.me/made_up/12?single", "https://t.me/made_up/12"),
        ("https://t.me/single_name", "https://t.me/single_name"),
        ("https://paper.example/", "https://paper.example"),
        ("https://paper.example/?p=5", "https://paper.example?p=5"),
    ],
)
def test_the_key_is_the_address_without_what_tracks_readers(address: str, key: str) -> None:
    assert key_of(address) == key
    assert key_of(key) == key


@given(st.text(max_size=700))
def test_any_address_has_a_key_that_fits_the_column(text: str) -> None:
    key = key_of(f"https://paper.example/{text.replace('[', '').replace(']', '')}")
    assert len(key) <= 600
    key.encode()


def test_long_addresses_that_differ_at_their_end_have_two_keys() -> None:
    stem = "https://paper.example/" + "a" * 700
    assert key_of(f"{stem}1") != key_of(f"{stem}2")
    assert short_enough(stem) == ""


def test_an_address_is_kept_in_its_own_script_where_its_code_is_too_long() -> None:
    words = "كلمة" * 30
    coded = "https://paper.example/" + "".join(f"%{byte:02X}" for byte in words.encode())
    assert len(coded) > 600
    assert short_enough(coded) == f"https://paper.example/{words}"
    assert (
        short_enough("https://paper.example/a?utm_source=" + "x" * 600) == "https://paper.example/a"
    )


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("http://www.paper.example/a.html#xtor=RSS-3208", "http://www.paper.example/a.html"),
        ("http://127.0.0.1:8471/a#frag", "http://127.0.0.1:8471/a#frag"),
        ("http://www.paper.example/day#post-3", "http://www.paper.example/day#post-3"),
        ("https://paper.example/a?utm_source=x#b", "https://paper.example/a?utm_source=x#b"),
        (
            f"http://www.paper.example/a?z=2&y=1&utm_source={'x' * 600}#b",
            "http://www.paper.example/a?z=2&y=1",
        ),
    ],
)
def test_an_address_is_kept_as_it_was_given_but_for_what_tracks(given: str, kept: str) -> None:
    assert short_enough(given) == kept


def test_what_is_kept_is_never_the_digest_of_a_cut_address() -> None:
    for stem in ("https://paper.example/", "http://www.paper.example/?p="):
        assert short_enough(stem + "a" * 700) == ""
        assert short_enough(f"{stem}{'a' * 700}#post-1") == ""


@pytest.mark.parametrize(
    ("address", "fragment"),
    [
        ("https://paper.example/day#post-3", "post-3"),
        ("https://paper.example/day#!/post=3", "!/post=3"),
        ("https://paper.example/a#xtor=RSS-3208", ""),
        ("https://paper.example/a#Echobox=17&utm_source=x", ""),
        ("https://paper.example/a#:~:text=words", ""),
        ("https://paper.example/a#comments", ""),
        ("https://t.me/made_up/3#x", ""),
        ("https://paper.example/a", ""),
    ],
)
def test_a_fragment_may_lead_to_one_post_of_several(address: str, fragment: str) -> None:
    assert own_fragment(address) == fragment
    key = f"{key_of(address)}#{fragment}"
    assert not fragment or key_of_post(address) == key


@pytest.mark.parametrize("code", ["%00", "%0A", "%20", "%E2%80%AE", "%23", "%3F", "%FF"])
def test_an_address_is_not_put_into_a_script_in_which_it_could_not_be_kept(code: str) -> None:
    assert short_enough("https://paper.example/" + code * 250) == ""


def test_the_name_of_a_host_is_never_put_into_another_script() -> None:
    assert short_enough("https://%5Bx/" + "%D8%A7" * 110) == "https://%5Bx/" + "ا" * 110


@pytest.mark.parametrize(
    ("address", "place"),
    [
        ("https://www.paper.example/a", "paper.example"),
        ("https://t.me/s/Made_Up/1", "t.me/made_up"),
        ("https://x.com/somebody/status/1", "x.com/somebody"),
        ("https://x.com/", "x.com"),
    ],
)
def test_a_place_is_a_host_or_a_name_on_a_platform(address: str, place: str) -> None:
    assert place_of(address) == place


@pytest.mark.django_db
def test_the_source_of_an_address_is_the_one_that_publishes_there() -> None:
    paper, agency = make.make_source(), make.make_source()
    for n in range(4):
        make.make_report(source=paper, url=f"https://www.paper.example/{n}")
        make.make_report(source=agency, url=f"https://agency.example/{n}")
    make.make_report(source=agency, url="https://relay.example/1")  # once, elsewhere
    make.make_report(source=agency, url="https://shared.example/1")
    make.make_report(source=paper, url="https://shared.example/2")
    make.make_report(source=paper, url="https://t.me/paper/2")
    make.make_report(source=paper, url="https://t.me/paper/3")
    outlets = Outlets()
    assert outlets.source_of("https://paper.example/new?a=b") == paper
    assert outlets.source_of("https://t.me/s/paper/9") == paper
    assert outlets.source_of("https://t.me/other/9") is None
    assert outlets.source_of("https://shared.example/9") is None
    assert outlets.source_of("https://relay.example/9") is None
    assert outlets.source_of("https://unknown.example/9") is None
