"""Templates hold to the rules that no linter knows."""

from __future__ import annotations

import re
from pathlib import Path

from django.conf import settings
from django.template import TemplateSyntaxError
from django.template.loader import get_template

from proxies.web import urls
from tests.pages import TABLES

ROOT = Path(settings.BASE_DIR)
FOLDER = ROOT / "templates"
TEMPLATES = sorted(path.relative_to(FOLDER).as_posix() for path in FOLDER.rglob("*.html"))
OURS = [name for name in TEMPLATES if not name.startswith("django/")]
BASES = {"base.html", "bare.html"}
BY_DJANGO = {"400.html", "403.html", "403_csrf.html", "404.html", "500.html", "503.html"}
NOT_A_PAGE = (
    "-css",
    *("json", "csv", "xlsx", "geojson", "atom", "html", "markdown"),
    *("healthz", "readyz", "metadata", "-table", "ask"),
    *("desk-take", "desk-undo", "-txt"),
)
COMMENT = re.compile(r"{#.*?#}|{% comment.*?endcomment %}", re.DOTALL)


def source(name: str) -> str:
    return COMMENT.sub("", (FOLDER / name).read_text("utf-8"))


CODE = "".join(
    path.read_text("utf-8")
    for folder in (ROOT / "proxies", FOLDER)
    for path in folder.rglob("*.*")
    if path.suffix in {".py", ".html"}
)


def tags(name: str, *kinds: str) -> list[str]:
    """The opening tags of these kinds in a template, with what Django puts into them."""
    return re.findall(rf"<(?:{'|'.join(kinds)})\b(?:[^>{{]|{{[{{%].*?[%}}]}})*>", source(name))


def mistake(name: str) -> str:
    """Why a template does not compile; nothing where it does."""
    try:
        get_template(name.removeprefix("django/"))
    except TemplateSyntaxError as error:
        return str(error)
    return ""


def test_every_template_compiles() -> None:
    mistakes = {name: mistake(name) for name in TEMPLATES}
    assert {name: words for name, words in mistakes.items() if words} == {}


def test_every_template_is_used_by_its_whole_name() -> None:
    named = [name for name in OURS if name not in BY_DJANGO]
    assert [name for name in named if f'"{name}"' not in CODE] == []


def test_every_page_has_a_template_of_the_same_name() -> None:
    names = [str(pattern.name) for pattern in urls.urlpatterns]
    pages = [name for name in names if not name.endswith(NOT_A_PAGE)]
    assert len(pages) >= 15
    assert [name for name in pages if f"{name.replace('-', '_')}.html" not in OURS] == []


def test_the_tables_of_all_charts_share_one_template() -> None:
    names = {str(pattern.name) for pattern in urls.urlpatterns}
    assert {name for name in names if name.endswith("-table")} == {*TABLES}
    assert "chart_table.html" in OURS


def extends_as_it_should(name: str) -> bool:
    text = source(name)
    if name in BASES or name in {"500.html", "503.html"}:
        return "{% extends" not in text
    if name in BY_DJANGO:
        return '{% extends "base.html" %}' in text
    return text.startswith("{% extends base_template %}")


def test_a_page_extends_the_base_that_its_request_asks_for() -> None:
    pages = [name for name in OURS if "/" not in name]
    assert [name for name in pages if not extends_as_it_should(name)] == []


def test_a_template_holds_nothing_that_the_policy_refuses() -> None:
    refused = re.compile(r"<style\b|\sstyle\s*=|\son[a-z]+\s*=|javascript:")
    assert [name for name in TEMPLATES if refused.search(source(name))] == []
    scripts = [
        (name, tag) for name in TEMPLATES for tag in re.findall("<script[^>]*>", source(name))
    ]
    own = [(name, tag) for name, tag in scripts if "src=" not in tag]
    assert [found for found in own if 'type="application/json"' not in found[1]] == []


def test_a_template_asks_nothing_of_another_host() -> None:
    asking = re.compile(r"<(?:script|link|img|iframe|source|form)\b[^>]*>")
    elsewhere = re.compile(r"(?:src|href|action)\s*=\s*[\"'](?:https?:)?//")
    found = [(name, tag) for name in TEMPLATES for tag in asking.findall(source(name))]
    assert found
    assert [(name, tag) for name, tag in found if elsewhere.search(tag)] == []


def test_no_template_switches_escaping_off() -> None:
    off = re.compile(r"\|\s*safe\b|autoescape\b|mark_safe|Markup")
    assert [name for name in OURS if off.search(source(name))] == []


def test_both_bases_hold_the_same_element_to_swap() -> None:
    opening = re.compile(r'<div id="page"[^>]*>')
    whole, part = (opening.findall(source(name)) for name in sorted(BASES))
    assert whole == part
    assert len(whole) == 1


def works_without_htmx(tag: str) -> bool:
    got = re.search(r'data-hx-get="([^"]*)"', tag)
    plain = re.search(r'(?:href|action)="([^"]*)"', tag)
    return not got or bool(plain and plain[1] == got[1])


def test_what_htmx_asks_for_works_without_it() -> None:
    found = [(name, tag) for name in OURS for tag in tags(name, "a", "form")]
    assert found
    assert [(name, tag) for name, tag in found if not works_without_htmx(tag)] == []


def can_be_named(tag: str) -> bool:
    hidden = 'type="hidden"' in tag or 'type="checkbox"' in tag
    return hidden or bool(re.search(r'id="[^"]+"', tag))


def test_every_field_can_be_named_by_its_label() -> None:
    fields = [(name, tag) for name in OURS for tag in tags(name, "input", "select", "textarea")]
    assert fields
    assert [(name, tag) for name, tag in fields if not can_be_named(tag)] == []
