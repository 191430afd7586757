"""Figures know no language: every phrase in them is one of the words given."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import astuple
from enum import StrEnum
from pathlib import Path

import pytest

from proxies import charts, vocab
from tests.drawn import WORDS

MODULES = sorted(Path(charts.__path__[0]).glob("*.py"))

CODES = {
    value.value
    for kind in vars(vocab).values()
    if isinstance(kind, type) and issubclass(kind, StrEnum)
    for value in kind
}
"""What the record holds; it may be of several words."""

GIVEN = {word for word in astuple(WORDS) if isinstance(word, str)}

PLACES = {"top center"}
"""Where Plotly puts a text, as it calls that."""

PLACE = re.compile(r"%\{[^}]*\}|<[^>]*>")
"""A place that Plotly fills, or a tag."""

PHRASE = re.compile(r"\b[a-z]{2,} | [a-z]{2,}\b")
"""A word beside a space; names of countries are capitalised."""


def literals(tree: ast.AST) -> Iterator[str]:
    """The texts in a module, without those that stand as statements (docstrings)."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield PLACE.sub("", node.value)
        elif not (isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)):
            yield from literals(node)


def phrases(source: str) -> list[str]:
    texts = (text for text in literals(ast.parse(source)) if text not in CODES | PLACES)
    return [text for text in texts if PHRASE.search(text) or text in GIVEN]


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.stem)
def test_a_figure_holds_no_words_of_its_own(path: Path) -> None:
    assert phrases(path.read_text("utf-8")) == []


@pytest.mark.parametrize(
    "text", ["'events'", "'vow or threat'", "f'{a} to {b}'", "f'about {a}'", "'<b>Said</b>'"]
)
def test_words_among_codes_are_seen(text: str) -> None:
    assert phrases(f'"""A docstring of words."""\nx = {text}, "tozero", "%{{y}}", "pause"')
