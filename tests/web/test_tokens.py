"""The colours of labels, read on a tint of themselves, reach 4.5:1 in both themes."""

from __future__ import annotations

import re

import pytest
from django.conf import settings

from proxies.vocab import FrontLabel

CSS = (settings.BASE_DIR / "static/css/tokens.css").read_text("utf-8")
PAIRS = {
    name: (day, night)
    for name, day, night in re.findall(r"--([a-z-]+): light-dark\((#\w+), (#\w+)\)", CSS)
}
TINT = 0.12
"""How much of a label's colour is in its own ground, as components.css has it."""


def channels(colour: str) -> list[int]:
    digits = colour.lstrip("#")
    whole = digits if len(digits) == 6 else "".join(2 * one for one in digits)
    return [int(whole[n : n + 2], 16) for n in (0, 2, 4)]


def luminance(parts: list[float]) -> float:
    scaled = (part / 255 for part in parts)
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in scaled]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(ink: str, ground: str) -> float:
    """Of a colour on its own tint over a ground (WCAG 2)."""
    pairs = zip(channels(ink), channels(ground), strict=True)
    tinted = [TINT * a + (1 - TINT) * b for a, b in pairs]
    dark, light = sorted([luminance([*map(float, channels(ink))]), luminance(tinted)])
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", [0, 1], ids=["day", "night"])
@pytest.mark.parametrize("name", [*(f"status-{label.value}" for label in FrontLabel), "muted"])
def test_a_label_can_be_read_on_its_own_tint(name: str, theme: int) -> None:
    assert contrast(PAIRS[name][theme], PAIRS["surface"][theme]) >= 4.5


@pytest.mark.parametrize("label", FrontLabel)
def test_every_label_has_its_tone(label: FrontLabel) -> None:
    assert f'[data-status="{label.value}"] {{ --tone: var(--status-{label.value}); }}' in CSS


@pytest.mark.parametrize("theme", [0, 1], ids=["day", "night"])
def test_what_is_contested_has_not_the_colour_of_what_is_reported(theme: int) -> None:
    contested = PAIRS["verdict-contested"][theme]
    assert contrast(contested, PAIRS["surface"][theme]) >= 4.5
    taken = ("status-halt-reported", "grade-single-origin", "threat", "verdict-alleged")
    for name in taken:
        apart = zip(channels(contested), channels(PAIRS[name][theme]), strict=True)
        assert sum((one - other) ** 2 for one, other in apart) ** 0.5 > 60, name
