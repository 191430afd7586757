"""The language of a short text: what is declared where the script agrees, else by py3langid."""

from __future__ import annotations

import re
from functools import cache

from py3langid.langid import MODEL_FILE, LanguageIdentifier

TOLD_APART = ("ar", "he", "fa", "en", "fr", "de", "es", "it", "tr", "ru", "ur", "sdh")
"""Those that news of the four fronts is published in; a short text is taken for none but these."""
TWO_LETTERS = {"sdh": "ku"}
"""The library knows the Kurdish that is written in Arabic letters by its southern kind."""
SCRIPTS = {
    "arabic": (re.compile("[\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufeff]"),
               frozenset({"ar", "fa", "ur", "ku", "ps", "sd", "ug"}), "ar"),
    "hebrew": (re.compile("[\u0590-\u05ff]"), frozenset({"he", "yi"}), "he"),
    "cyrillic": (re.compile("[\u0400-\u04ff]"), frozenset({"ru", "uk", "bg", "sr"}), "ru"),
}  # fmt: skip
LETTER = re.compile(r"[^\W\d_]")
OTHER = {"iw": "he", "in": "id", "ji": "yi"}
"""Codes of older lists."""
LEAST = 3
"""Letters below which nothing is said."""
READ = 2000
SURE = 0.999
"""How sure the library must be before its word goes over what is declared."""


def language_of(text: str, declared: str = "") -> str:
    """An ISO 639-1 code; empty where there are too few letters to say."""
    text = text[:READ]
    script = _script(text)
    if script is None:
        return ""
    stated = declared.strip().lower().replace("_", "-").partition("-")[0]
    stated = OTHER.get(stated, stated)
    detected, sure = _detected(text)
    if script:
        codes, likely = SCRIPTS[script][1:]
        fits = stated in codes
        detected, sure = (detected, sure) if detected in codes else (likely, 0.0)
    else:
        elsewhere = any(stated in each[1] for each in SCRIPTS.values())
        fits = len(stated) == 2 and stated.isascii() and stated.isalpha() and not elsewhere  # noqa: PLR2004
    return stated if fits and (sure < SURE or stated == detected) else detected


def _script(text: str) -> str | None:
    """The script that most letters are of, empty for that of no list; None for too few."""
    letters = len(LETTER.findall(text))
    if letters < LEAST:
        return None
    counts = {name: len(signs.findall(text)) for name, (signs, *_) in SCRIPTS.items()}
    most = max(counts, key=lambda name: counts[name])
    return most if 2 * counts[most] > letters else ""


@cache
def _identifier() -> LanguageIdentifier:
    found = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    found.set_languages(list(TOLD_APART))
    return found


def _detected(text: str) -> tuple[str, float]:
    label, sure = _identifier().classify(text)
    return TWO_LETTERS.get(label, label), float(sure)
