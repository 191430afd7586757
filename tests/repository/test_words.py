"""What people read is written in `wording/`: no other room below the pages holds a phrase."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2] / "proxies"
ROOMS = ("queries", "charts", "methods", "record")
PHRASE = re.compile(r"[a-z]{2,}[,;:.]? [A-Za-z]{2,}|^[A-Z][a-z]{2,}\b|^ [a-z]+ $", re.MULTILINE)
"""Two words with a space between them, a word with a capital letter, or one to join two others."""

QUERY = re.compile(r"\b(?:SELECT|FROM|WHERE|CASE|ELSE|AS)\b|::(?:int|tid)\b|\bEND\b")
"""A part of a statement of SQL."""

TECHNICAL = re.compile(
    r"charset=|filename=|<\w+ |^@layer |^no database$|^no-store, |^noindex, |^User-agent: "
)
"""Parts of headers, of markup and of style sheets, and what probes and robots read."""

REVIEWED = {
    "charts/periods.py": {"top center"},  # where Plotly puts a text
    "methods/imported_front.py": {"west bank"},  # a province as files of datasets spell it
    "record/search.py": {" or "},  # a sign of the search engine
}
"""Module → texts that are no words for readers."""


MARKED = {"_", "gettext", "gettext_lazy", "ngettext"}
"""What marks words to be translated."""


def is_code(node: ast.AST) -> bool:
    """Whether texts in it are none for readers: the values of codes, what is raised at those who
    write programs, what is logged, and docstrings."""
    match node:
        case ast.ClassDef(bases=[ast.Name(id="StrEnum")]):
            return True
        case ast.Raise(exc=ast.Call(func=ast.Name(id=name))) if name != "ValidationError":
            return True
        case ast.Call(func=ast.Attribute(value=ast.Name(id="log"))):
            return True
        case ast.Expr(value=ast.Constant()) | ast.Assert():
            return True
    return False


def is_marked(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in MARKED


def phrases(node: ast.AST, *, unmarked: bool = False) -> Iterator[str]:
    """The texts with words for readers in a module; those alone that nothing marks."""
    if is_code(node) or (unmarked and is_marked(node)):
        return
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        if PHRASE.search(node.value) and not QUERY.search(node.value):
            yield node.value
        return
    for child in ast.iter_child_nodes(node):
        yield from phrases(child, unmarked=unmarked)


@pytest.mark.parametrize(
    "line",
    [
        'ELSEWHERE = Group("", "Elsewhere")',
        'name = row["place__name"] or "Place not named"',
        'why = f"counted as one with {event}"',
        'Value(" supports ")',
        'FIELDS = {"parties named": 1}',
        'note = _("Before the axis: %(number)d.")',
    ],
)
def test_a_phrase_is_seen(line: str) -> None:
    assert len(list(phrases(ast.parse(line)))) == 1


@pytest.mark.parametrize(
    "text",
    [
        'class Reason(StrEnum):\n    AWAY = "not there"',
        'raise ValueError("there is no such day")',
        'RUN = "SELECT the_id FROM events"',
        'def why() -> str:\n    """Why it runs."""\n    return code("not-begun")',
    ],
)
def test_what_is_no_phrase_is_passed_over(text: str) -> None:
    assert list(phrases(ast.parse(text))) == []


def test_what_is_counted_judged_and_drawn_holds_no_words_of_its_own() -> None:
    modules = [path for room in ROOMS for path in sorted((ROOT / room).rglob("*.py"))]
    assert len(modules) > 60
    found: dict[str, set[str]] = {}
    for path in modules:
        name = path.relative_to(ROOT).as_posix()
        said = set(phrases(ast.parse(path.read_text("utf-8")))) - REVIEWED.get(name, set())
        found |= {name: said} if said else {}
    assert found == {}


def test_what_forms_and_views_say_is_marked_to_be_translated() -> None:
    modules = sorted((ROOT / "web").rglob("*.py"))
    assert len(modules) > 25
    unmarked = {
        (path.name, text)
        for path in modules
        for text in phrases(ast.parse(path.read_text("utf-8")), unmarked=True)
        if " " in text.strip() and not TECHNICAL.search(text)
    }
    assert unmarked == set()
