"""What the article of 23 December 2024 says has its record, at most two clicks from its front."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

import pytest

from tests.pages import opened

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeded")]

ARTICLE = "Iraqi militias reportedly agree to end drone attacks on Israel"


class Said(NamedTuple):
    """One thing that the article says, in our words; the front it concerns, the page of its record,
    and what stands there of it."""

    what: str
    front: str
    page: str
    words: tuple[str, ...]


SAID = (
    Said(
        "Iraq's factions are reported to have agreed to stop attacks on Israel",
        "iraq",
        "/pledges/2024-12-23-iraqi-factions-halt/",
        ("Unilateral halt",),
    ),
    Said(
        "The same factions are to stay out of Syria",
        "syria",
        "/pledges/2024-12-23-iraqi-factions-stay-out-of-syria/",
        ("Non-intervention",),
    ),
    Said(
        "KSS ties its halt to the truce in Lebanon",
        "iraq",
        "/pledges/2024-12-23-kss-halt-linked-to-lebanon/",
        ("Lebanon truce",),
    ),
    Said(
        "Iraq's prime minister, al-Sudani, denies any plan to dissolve the PMF",
        "iraq",
        "/statements/2024-12-23-sudani-denies-plan-to-dissolve-pmf/",
        ("Prime minister of Iraq", "denied that there is any plan to shut down the PMF"),
    ),
    Said(
        "The United States is said to press for the PMF to be dissolved",
        "iraq",
        "/statements/2024-12-23-us-pressure-to-dissolve-pmf/",
        ("press Baghdad to shut down the PMF", "denied by 1"),
    ),
    Said(
        "The Nujaba leader calls the pressure a plot for surrender",
        "iraq",
        "/statements/2024-12-23-nujaba-surrender-plot/",
        ("Leader in the group", "the surrender of the Axis of Resistance"),
    ),
    Said(
        "The Nujaba leader: the factions wait for the next US president",
        "iraq",
        "/statements/2024-12-23-nujaba-waits-for-trump/",
        ("wait until the next US president takes office",),
    ),
    Said(
        "The KSS official: partners in Iraq have reservations that must be heard",
        "iraq",
        "/statements/2024-12-23-kss-partners-with-reservations/",
        ("an opinion and reservations",),
    ),
    Said(
        "The KSS official: the parties of the Axis talk with one another",
        "iraq",
        "/statements/2024-12-23-kss-axis-in-touch/",
        ("align positions and reach a common view",),
    ),
    Said(
        "Tehran left the factions free how to act in Syria, as one of their leaders says",
        "syria",
        "/statements/2024-12-23-tehran-leaves-syria-to-factions/",
        ("freedom of choice",),
    ),
    Said(
        "The same as a dated word on control: left free, of the Syrian front",
        "iraq",
        "/factions/popular-mobilization-forces/",
        ("Left free, since 23 December 2024, Syria front", "Tehran left it to the factions"),
    ),
    Said(
        "Nobody outside confirmed the report",
        "iraq",
        "/statements/2024-12-23-no-outside-confirmation/",
        ("nobody outside confirmed the report of the halt",),
    ),
    Said(
        "Groups in Iraq sent dozens of drones at Israel, most to little effect",
        "iraq",
        "/statements/2024-12-23-iraqi-drones-largely-ineffective/",
        ("dozens of attack drones at Israel, most to little effect",),
    ),
    Said(
        "A drone killed two soldiers at a base on the Golan in October 2024",
        "iraq",
        "/events/2024-10-03-golan-drone-two-soldiers/",
        ("Golan",),
    ),
    Said(
        "Hamas led the attack of 7 October 2023 that opened the war",
        "iraq",
        "/milestones/2023-10-07-hamas-attack/",
        ("7 October 2023", "1,200"),
    ),
)

OF_THE_RECORD = ("/statements/", "/milestones/", "/pledges/", "/events/", "/factions/")
"""Lists and pages of records, to which a first click can lead, or to a month of the front."""

SOURCE = "/sources/times-of-israel/"


@cache
def links_of(path: str) -> frozenset[str]:
    """Where a page of the seeds leads; many tests of this module ask the same pages."""
    return frozenset(opened(path).links)


@pytest.mark.parametrize("said", SAID, ids=[one.page for one in SAID])
def test_what_the_article_says_has_its_record_and_source(said: Said) -> None:
    found = opened(said.page)
    missing = [words for words in said.words if words not in found.text("main")]
    assert not missing
    if not said.page.startswith(("/factions/", "/events/")):
        assert SOURCE in found.links
        assert ARTICLE.lower() in found.text("main").lower()


@pytest.mark.parametrize("said", SAID, ids=[one.page for one in SAID])
def test_its_record_is_at_most_two_clicks_from_its_front(said: Said) -> None:
    first = links_of(f"/fronts/{said.front}/")
    if said.page in first:
        return
    month = re.search(r"\d{4}-\d{2}", said.page)
    leading = (*OF_THE_RECORD, *([f"?since={month[0]}"] if month else []))
    found = (link for link in sorted(first) if link.startswith(leading))
    pages = (f"/fronts/{said.front}/{link}" if link[0] == "?" else link for link in found)
    assert any(said.page in links_of(page) for page in pages)


def test_the_word_on_control_cites_the_article() -> None:
    found = opened("/factions/popular-mobilization-forces/").markup
    (word,) = [part for part in found.split("<li>") if "Left free" in part and "Syria" in part]
    assert "2 reports" in word.split("</li>")[0]
