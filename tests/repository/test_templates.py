"""Templates hold to the rules that no linter knows."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.template.loader import get_template

from proxies.web import urls

ROOT = Path(settings.BASE_DIR)
FOLDER = ROOT / "templates"
TEMPLATES = sorted(path.relative_to(FOLDER).as_posix() for path in FOLDER.rglob("*.html"))
OURS = [name for name in TEMPLATES if not name.startswith("admin/")]
BASES = {"base.html", "bare.html"}
BY_DJANGO = {"400.html", "403.html", "403_csrf.html", "404.html", "500.html"}
NOT_A_PAGE = ("json", "csv", "xlsx", "geojson", "atom", "html", "healthz", "readyz", "metadata")
COMMENT = re.compile(r"{#.*?#}|{% comment.*?endcomment %}", re.DOTALL)


def source(name: str) -> str:
    return COMMENT.sub("", (FOLDER / name).read_text("utf-8"))


CODE = "".join(
    path.read_text("utf-8")
    for folder in (ROOT / "proxies", FOLDER)
    for path in folder.rglob("*.*")
    if path.suffix in {".py", ".html"}
)


@pytest.mark.parametrize("name", TEMPLATES)
def test_every_template_compiles(name: str) -> None:
    assert get_template(name)


@pytest.mark.parametrize("name", [name for name in OURS if name not in BY_DJANGO])
def test_every_template_is_used_by_its_whole_name(name: str) -> None:
    assert f'"{name}"' in CODE


def test_every_page_has_a_template_of_the_same_name() -> None:
    names = [str(pattern.name) for pattern in urls.urlpatterns]
    pages = [name for name in names if not name.endswith(NOT_A_PAGE)]
    assert len(pages) >= 15
    assert [name for name in pages if f"{name.replace('-', '_')}.html" not in OURS] == []


@pytest.mark.parametrize("name", [name for name in OURS if "/" not in name])
def test_a_page_extends_the_base_that_its_request_asks_for(name: str) -> None:
    text = source(name)
    if name in BASES or name == "500.html":
        assert "{% extends" not in text
    elif name in BY_DJANGO:
        assert '{% extends "base.html" %}' in text
    else:
        assert text.startswith("{% extends base_template %}")


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_template_holds_nothing_that_the_policy_refuses(name: str) -> None:
    text = source(name)
    assert not re.search(r"<style\b|\sstyle\s*=|\son[a-z]+\s*=|javascript:", text)
    assert all(
        "src=" in tag or 'type="application/json"' in tag
        for tag in re.findall("<script[^>]*>", text)
    )


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_template_asks_nothing_of_another_host(name: str) -> None:
    for tag in re.findall(r"<(?:script|link|img|iframe|source|form)\b[^>]*>", source(name)):
        assert not re.search(r"(?:src|href|action)\s*=\s*[\"'](?:https?:)?//", tag), tag


@pytest.mark.parametrize("name", OURS)
def test_no_template_switches_escaping_off(name: str) -> None:
    assert not re.search(r"\|\s*safe\b|autoescape\s+off|mark_safe", source(name))


def test_both_bases_hold_the_same_element_to_swap() -> None:
    opening = re.compile(r'<div id="page"[^>]*>')
    whole, part = (opening.findall(source(name)) for name in sorted(BASES))
    assert whole == part
    assert len(whole) == 1


@pytest.mark.parametrize("name", OURS)
def test_what_htmx_asks_for_works_without_it(name: str) -> None:
    for tag in re.findall(r"<(?:a|form)\b(?:[^>{]|{[{%].*?[%}]})*>", source(name)):
        got = re.search(r'hx-get="([^"]*)"', tag)
        if got:
            plain = re.search(r'(?:href|action)="([^"]*)"', tag)
            assert plain, tag
            assert plain[1] == got[1], tag


@pytest.mark.parametrize("name", OURS)
def test_every_field_can_be_named_by_its_label(name: str) -> None:
    for tag in re.findall(r"<(?:input|select|textarea)\b(?:[^>{]|{[{%].*?[%}]})*>", source(name)):
        hidden = 'type="hidden"' in tag or 'type="checkbox"' in tag
        assert hidden or re.search(r'id="[^"]+"', tag), tag
