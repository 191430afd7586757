"""How many suggestions of each kind are right, and how many of what is wanted is suggested."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from proxies.methods.suggestions.reading import read
from proxies.methods.suggestions.values import Kind
from proxies.signs.folding import search_key
from tests.methods.suggestions.seeded import lexicon

FOLDER = Path(__file__).parent
SETS = {"own": FOLDER / "labelled.yaml", "apart": FOLDER / "labelled_apart.yaml"}
"""Texts by who wrote the rules, and by somebody who had not seen them."""

KINDS = {
    "actors": Kind.ACTOR,
    "fronts": Kind.FRONT,
    "places": Kind.PLACE,
    "weapons": Kind.WEAPON,
    "killed": Kind.KILLED,
    "injured": Kind.INJURED,
    "fired": Kind.FIRED,
    "acts": Kind.ACT,
    "days": Kind.DAY,
    "origins": Kind.ORIGIN,
}


@dataclass(frozen=True, slots=True)
class Score:
    """Of one kind: what is wanted and suggested, suggested only, and wanted only."""

    right: int = 0
    wrong: int = 0
    missing: int = 0

    def plus(self, right: int, wrong: int, missing: int) -> Score:
        return Score(self.right + right, self.wrong + wrong, self.missing + missing)

    @property
    def precision(self) -> float:
        """The share of the suggestions that are wanted; 1 where there are none."""
        return round(self.right / ((self.right + self.wrong) or 1), 2) if self.right else 0.0

    @property
    def recall(self) -> float:
        """The share of what is wanted that is suggested."""
        return round(self.right / ((self.right + self.missing) or 1), 2) if self.right else 0.0


def texts(name: str) -> list[dict[str, Any]]:
    """The texts of one of the sets; none where it has not been written yet."""
    path = SETS[name]
    found: list[dict[str, Any]] = yaml.safe_load(path.read_text("utf-8")) if path.exists() else []
    return found


def suggested(text: Mapping[str, Any]) -> dict[str, list[str]]:
    """Label of a kind → the values suggested, as the labels write them."""
    day = text["published"]
    published = day if isinstance(day, date) else date.fromisoformat(day)
    found = read(text["title"], text.get("text", ""), text["language"], published, lexicon())
    return {
        label: [f"{one.value}{'+' * one.at_least}" for one in found.suggestions if one.kind is kind]
        for label, kind in KINDS.items()
    }


def wanted(text: Mapping[str, Any], label: str) -> list[str]:
    given = text["expect"].get(label, [])
    return [str(one) for one in (given if isinstance(given, list) else [given])]


def met(label: str, want: str, have: str) -> bool:
    """Whether a suggestion is what is wanted; a credit in words is where one holds the other."""
    if label == "origins" and " " in want:
        one, other = search_key(want), search_key(have)
        return one in other or other in one
    return have in want.split("/")


def compared(text: Mapping[str, Any], label: str, have: list[str]) -> tuple[int, int, int]:
    """How many values are right, wrong and missing."""
    want = wanted(text, label)
    right = [one for one in want if any(met(label, one, each) for each in have)]
    wrong = [each for each in have if not any(met(label, one, each) for one in want)]
    return len(right), len(wrong), len(want) - len(right)


def scores(name: str) -> dict[str, Score]:
    """Label of a kind → its score over a set."""
    found = dict.fromkeys(KINDS, Score())
    for text in texts(name):
        have = suggested(text)
        for label in KINDS:
            found[label] = found[label].plus(*compared(text, label, have[label]))
    return found


def failures(name: str) -> Iterator[str]:
    """What is wrong or missing, text by text, for those who look into it."""
    for text in texts(name):
        have = suggested(text)
        for label in KINDS:
            _, wrong, missing = compared(text, label, have[label])
            if wrong or missing:
                want = ", ".join(wanted(text, label))
                yield f"{text['title']}: {label} {', '.join(have[label])} for {want}"


RESULTS = FOLDER.parents[2] / "proxies/methods/suggestions/measured.yaml"
HEAD = """# Precision and recall of the rules by kind, over the sets in tests/methods/suggestions.
# Written by `python -m tests.methods.suggestions.scoring`; a test proves that it is right.
"""


def results() -> dict[str, Any]:
    """Both sets as the committed file holds them; of one without texts nothing."""
    return {
        name: {
            "texts": len(texts(name)),
            "precision": {label: one.precision for label, one in found.items()},
            "recall": {label: one.recall for label, one in found.items()},
        }
        for name in SETS
        if texts(name)
        for found in [scores(name)]
    }


if __name__ == "__main__":
    RESULTS.write_text(HEAD + yaml.safe_dump(results(), sort_keys=False), "utf-8")
    for name in SETS:
        print(*failures(name), sep="\n")
