"""What templates of pages can call, and what they make of names that nobody gave."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from django.template import engines

from proxies.web.environment import address_or_none, compiled


def shown(template: str, **given: object) -> str:
    """What a template of pages makes of what it is given."""
    return str(engines.all()[0].from_string(template).render(given))


def test_what_is_shown_is_escaped() -> None:
    assert shown("{{ name }}", name="<b>'x' & \"y\"") == "&lt;b&gt;&#39;x&#39; &amp; &#34;y&#34;"


def test_a_name_that_nobody_gave_is_empty_and_so_is_what_hangs_on_it() -> None:
    assert shown("[{{ nobody }}{{ nobody.at.all }}{% if nobody.known %}yes{% endif %}]") == "[]"


def test_markup_without_space_between_its_tags() -> None:
    assert shown("{% filter spaceless %} <p> a b </p> <p></p> {% endfilter %}") == (
        "<p> a b </p><p></p>"
    )


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (date(2024, 12, 23), "2024-12-23"),
        (datetime(2024, 12, 23, 23, 59, tzinfo=UTC), "2024-12-23"),
        (None, ""),
    ],
)
def test_a_day_for_machines(value: date | None, text: str) -> None:
    assert shown("{{ value|iso }}", value=value) == text


def test_pages_that_the_site_may_do_without_have_no_address() -> None:
    assert (address_or_none("brief"), address_or_none("no-such-page")) == ("/brief/", "")


def test_templates_are_compiled_each_time_where_nothing_can_be_written(
    settings: Any, tmp_path: Path
) -> None:
    settings.VAR_DIR = tmp_path / "var"
    assert compiled() is not None
    assert (tmp_path / "var" / "templates").stat().st_mode & 0o777 == 0o700
    (tmp_path / "file").touch()
    settings.VAR_DIR = tmp_path / "file"
    assert compiled() is None
