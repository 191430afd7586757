"""What the environment says is read once, and refused in words when it makes no sense."""

import os
from pathlib import Path

import pytest

from config.environment import (
    SettingError,
    address_prefix,
    choice,
    database_from_url,
    flag,
    local_secret_key,
    var_folder,
    whole_number,
    words,
)

NAME = "PROXIES_TEST_VALUE"


@pytest.mark.parametrize(
    ("text", "value"), [("1", True), (" Yes ", True), ("ON", True), ("0", False), ("false", False)]
)
def test_flag_reads_yes_and_no(text: str, value: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(NAME, text)
    assert flag(NAME, default=not value) is value


@pytest.mark.parametrize("text", ["", "  "])
def test_flag_that_is_empty_means_the_default(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(NAME, text)
    assert flag(NAME, default=True) is True


def test_flag_refuses_anything_else(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(NAME, "maybe")
    with pytest.raises(SettingError, match=f"{NAME} is 'maybe'; use 1 or 0"):
        flag(NAME, default=True)


def test_choice_names_what_may_be_chosen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(NAME, "blue")
    with pytest.raises(SettingError, match="use one of red, green"):
        choice(NAME, ("red", "green"), default="red")
    monkeypatch.setenv(NAME, "")
    assert choice(NAME, ("red", "green"), default="red") == "red"


@pytest.mark.parametrize(("text", "number"), [("", 7), ("0", 0), (" 80 ", 80), ("65535", 65535)])
def test_whole_number_is_read(text: str, number: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(NAME, text)
    assert whole_number(NAME, 7) == number


@pytest.mark.parametrize("text", ["-1", "65536", "1.5", "many", "٣", "1_0"])
def test_whole_number_refuses_others(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(NAME, text)
    with pytest.raises(SettingError, match="use a whole number from 0 to 65535"):
        whole_number(NAME, 7)


def test_words_leave_out_what_is_empty(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(NAME, "a.example, ,b.example,")
    assert words(NAME) == ["a.example", "b.example"]


@pytest.mark.parametrize(
    ("text", "prefix"), [("", ""), ("/", ""), ("mon", "/mon"), ("/a/b-c/", "/a/b-c")]
)
def test_a_prefix_begins_with_a_slash_and_ends_without(
    monkeypatch: pytest.MonkeyPatch, text: str, prefix: str
) -> None:
    monkeypatch.setenv(NAME, text)
    assert address_prefix(NAME) == prefix


@pytest.mark.parametrize("text", ["https://a.example/mon", "/a b", "/../x", "/mon?x=1"])
def test_a_prefix_that_is_no_path_is_refused(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setenv(NAME, text)
    with pytest.raises(SettingError, match="use a path"):
        address_prefix(NAME)


def test_var_folder_is_absolute_wherever_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PROXIES_VAR", "elsewhere")
    assert var_folder() == Path.cwd() / "elsewhere"
    monkeypatch.delenv("PROXIES_VAR")
    assert var_folder() == Path(__file__).resolve().parents[2] / "var"


def test_local_secret_key_is_made_once_for_its_owner_only(tmp_path: Path) -> None:
    path = tmp_path / "var" / "secret_key"
    key = local_secret_key(path)
    assert len(key) >= 50
    assert path.stat().st_mode & 0o777 == 0o600
    assert local_secret_key(path) == key


def test_database_url_is_taken_apart() -> None:
    database = database_from_url(
        "postgres://me:a%40b%2Fc@db.example:6432/pro%20xies?sslmode=require"
    )
    assert database["USER"] == "me"
    assert database["PASSWORD"] == "a@b/c"
    assert database["HOST"] == "db.example"
    assert database["PORT"] == "6432"
    assert database["NAME"] == "pro xies"
    assert database["OPTIONS"]["sslmode"] == "require"


def test_database_url_may_name_a_socket_folder() -> None:
    database = database_from_url("postgresql://me@/proxies?host=/run/my folder&port=5433")
    assert database["HOST"] == "/run/my folder"
    assert database["PORT"] == "5433"
    assert database["USER"] == "me"


@pytest.mark.parametrize("url", ["mysql://db.example/proxies", "db.example/proxies", "sqlite:///x"])
def test_database_url_of_another_kind_is_refused(url: str) -> None:
    with pytest.raises(SettingError, match="must start with postgresql://"):
        database_from_url(url)


@pytest.mark.parametrize("rest", ["me:s3c/ret@db.example/x", "db.example:99999/x", "[::1/x"])
def test_database_url_that_cannot_be_read_is_refused_without_its_password(rest: str) -> None:
    with pytest.raises(SettingError, match="DATABASE_URL cannot be read") as caught:
        database_from_url(f"postgresql://{rest}")
    assert "s3c" not in str(caught.value)


def test_the_suite_runs_under_the_test_profile() -> None:
    assert os.environ["PROXIES_PROFILE"] == "test"
