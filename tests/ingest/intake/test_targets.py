"""Only public addresses of the web are asked, and exactly those that were checked."""

from __future__ import annotations

import socket
import time
from typing import Any

import pytest
from django.core.cache import cache
from pytest_django import Settings

from proxies.ingest.intake.fetching.errors import FetchError
from proxies.ingest.intake.fetching.fetch import Wish, fetch
from proxies.ingest.intake.fetching.targets import Target, is_public
from proxies.vocab.intake import VisitEnd
from tests.ingest.intake.local_site import LocalSite

WISH = Wish(10_000)

PUBLIC = ["8.8.8.8", "1.1.1.1", "2606:4700:4700::1111", "2002:808:808::1", "64:ff9b::808:808"]
CLOSED = [
    "127.0.0.1", "127.8.9.1", "0.0.0.0",  # noqa: S104
    "10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1",
    "169.254.169.254", "169.254.0.1", "100.64.0.1", "100.100.100.200", "192.0.0.192", "192.0.2.1",
    "198.18.0.1", "198.51.100.1", "203.0.113.9", "224.0.0.1", "239.255.255.250", "240.0.0.1",
    "255.255.255.255", "168.63.129.16", "192.88.99.1",
    "::", "::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:169.254.169.254", "::127.0.0.1",
    "fe80::1", "fe80::1%eth0", "fec0::1", "fc00::1", "fd00:ec2::254", "ff02::1", "2001:db8::1",
    "2001::1", "2002:7f00:1::", "2002:a00:1::", "2002:c0a8:101::", "64:ff9b::7f00:1",
    "64:ff9b::a9fe:a9fe", "64:ff9b:1::1", "100::1", "not a number",
]  # fmt: skip


@pytest.mark.parametrize("number", PUBLIC)
def test_a_public_number_is_public(number: str) -> None:
    assert is_public(number)


@pytest.mark.parametrize("number", CLOSED)
def test_a_number_that_is_not_of_the_open_internet_is_not_public(number: str) -> None:
    assert not is_public(number)


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("file:///etc/passwd", "scheme"),
        ("ftp://example.org/", "scheme"),
        ("gopher://example.org/", "scheme"),
        ("javascript:alert(1)", "scheme"),
        ("data:text/html,x", "scheme"),
        ("//example.org/", "scheme"),
        ("example.org", "scheme"),
        ("", "scheme"),
        ("http://user@example.org/", "user"),
        ("http://user:word@example.org/", "user"),
        ("http://@example.org/", "user"),
        ("http://example.org@127.0.0.1/", "user"),
        ("http://example.org:22/", "port"),
        ("http://example.org:8080/", "port"),
        ("https://example.org:6379/", "port"),
        ("http://2130706433/", "number"),
        ("http://0177.0.0.1/", "host"),
        ("http://0x7f.0.0.1/", "number"),
        ("http://0x7f000001/", "number"),
        ("http://127.1/", "number"),
        ("http://127.0.0.1.1/", "number"),
        ("http://0/", "number"),
        ("http://256.1.1.1/", "host"),
        ("http:///path", "host"),
        ("http://exa mple.org/", "host"),
        ("http://example.org\\@127.0.0.1/", "host"),
        ("http://example.org/\r\nHost: other", "host"),
        ("http://example..org/", "host"),
        ("http://[::1/", "host"),
        ("http://example.org:99999/", "port"),
        ("http://example.org/" + "a" * 3000, "too-long"),
    ],
)
def test_an_address_of_another_form_is_refused_in_words(address: str, code: str) -> None:
    with pytest.raises(FetchError) as caught:
        Target.of(address)
    assert caught.value.code == code
    assert caught.value.end == VisitEnd.REFUSED
    assert len(caught.value.words) > 20


@pytest.mark.parametrize(
    ("address", "host", "port"),
    [
        ("https://Example.ORG/a", "example.org", 443),
        ("http://example.org.:80/a", "example.org", 80),
        ("https://пример.example/a", "xn--e1afmkfd.example", 443),
        ("https://[2606:4700:4700::1111]/", "2606:4700:4700::1111", 443),
    ],
)
def test_the_address_of_a_page_is_taken(address: str, host: str, port: int) -> None:
    target = Target.of(address)
    assert (target.host, target.port) == (host, port)


@pytest.fixture
def no_network(monkeypatch: pytest.MonkeyPatch, settings: Settings) -> list[Any]:
    """Where connections would have gone."""
    settings.INTAKE_PAUSE, settings.INTAKE_SECONDS = 0, 2
    cache.clear()
    tried: list[Any] = []

    def connect(address: Any, *_: Any, **__: Any) -> None:
        tried.append(address)
        raise ConnectionRefusedError

    monkeypatch.setattr(socket, "create_connection", connect)
    return tried


def answering(*answers: list[str]) -> Any:
    """A resolver that answers anew each time; the last answer again and again."""
    waiting = list(answers)

    def resolve(host: str, port: int, **_: Any) -> list[Any]:
        numbers = waiting.pop(0) if len(waiting) > 1 else waiting[0]
        return [(0, 0, 0, "", (number, port)) for number in numbers]

    return resolve


@pytest.mark.django_db
@pytest.mark.parametrize(
    "numbers", [["127.0.0.1"], ["169.254.169.254"], ["::1"], ["8.8.8.8", "10.0.0.1"]]
)
def test_a_name_that_leads_to_a_private_number_is_not_asked(
    numbers: list[str], no_network: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", answering(numbers))
    with pytest.raises(FetchError) as caught:
        fetch("http://innocent.example/", WISH)
    assert caught.value.code == "private"
    assert no_network == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address", ["http://169.254.169.254/latest/meta-data/", "http://[::1]/", "http://localhost/"]
)
def test_a_private_number_or_this_machine_is_not_asked(address: str, no_network: list[Any]) -> None:
    with pytest.raises(FetchError) as caught:
        fetch(address, WISH)
    assert caught.value.code == "private"
    assert no_network == []


@pytest.mark.django_db
def test_a_name_that_changes_its_number_is_connected_to_the_one_that_was_checked(
    no_network: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", answering(["8.8.8.8"], ["127.0.0.1"]))
    wish = Wish(10_000, robots=False)
    with pytest.raises(FetchError) as first:
        fetch("http://rebinding.example/", wish)
    with pytest.raises(FetchError) as second:
        fetch("http://rebinding.example/", wish)
    assert (first.value.code, second.value.code) == ("connect", "private")
    assert no_network == [("8.8.8.8", 80)]


@pytest.mark.django_db
def test_a_name_that_nobody_knows_is_said(
    no_network: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    def unknown(*_: Any, **__: Any) -> None:
        raise socket.gaierror

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    with pytest.raises(FetchError) as caught:
        fetch("http://nowhere.example/", WISH)
    assert caught.value.words == "No server is known under the name nowhere.example."


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("where", "code"),
    [
        ("http://169.254.169.254/latest/", "private"),
        ("http://[::ffff:127.0.0.1]/", "private"),
        ("http://127.0.0.1/", "private"),
        ("http://127.0.0.1:1/", "port"),
        ("http://0x7f.1/", "number"),
        ("file:///etc/passwd", "scheme"),
        ("http://a:b@127.0.0.1/", "user"),
    ],
)
def test_a_redirect_is_checked_anew(site: LocalSite, where: str, code: str) -> None:
    address = site.put("/", status=302, Location=where)
    with pytest.raises(FetchError) as caught:
        fetch(address, WISH)
    assert caught.value.code == code


def test_only_the_host_and_port_that_the_operator_names_are_let_through(
    settings: Settings,
) -> None:
    settings.INTAKE_ALLOWED_HOSTS = ["127.0.0.1:8000"]
    assert Target.of("http://127.0.0.1:8000/a").numbers(1) == ["127.0.0.1"]
    with pytest.raises(FetchError):
        Target.of("http://127.0.0.1:8001/a")
    with pytest.raises(FetchError):
        Target.of("http://127.0.0.1/a").numbers(1)


def test_a_resolver_that_does_not_answer_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: time.sleep(1))
    with pytest.raises(FetchError) as caught:
        Target.of("http://slow.example/").numbers(0.05)
    assert caught.value.code == "slow"
