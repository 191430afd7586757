"""Truth table of which items tell of one thing, and a measure of it on made-up reports of a day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
import yaml

from proxies.methods.duplicates import REACH_KM
from proxies.methods.suggestions.clusters import (
    LONGEST_KEY,
    meeting_keys,
    sure,
    told_alike,
    told_keys,
)
from proxies.methods.suggestions.reading import Reading, read
from proxies.methods.suggestions.values import Kind, Reason, Suggestion, Vocabulary
from proxies.vocab import PlacePrecision, Role
from tests.methods.suggestions.scoring import Score
from tests.methods.suggestions.seeded import SEEDS, lexicon, rows, vocabulary

DAY = date(2024, 10, 7)
VOCABULARY = Vocabulary(
    roles={
        "brigade": Role.FACTION,
        "league": Role.FACTION,
        "freedonia": Role.OPPONENT,
        "sylvania": Role.OPPONENT,
    }
)
LOCATED = {"springfield", "shelbyville"}


@dataclass(frozen=True)
class Text:
    """What is read in a text; its outlet is another than that of any other."""

    parties: tuple[str, ...] = ("brigade",)
    acts: tuple[str, ...] = ("attack",)
    fronts: tuple[str, ...] = ("north",)
    places: tuple[str, ...] = ("springfield",)
    weapons: tuple[str, ...] = ()
    day: date = DAY
    record: str = ""
    outlet: str = ""

    def keys(self) -> tuple[str, ...]:
        said = (
            (Kind.ACT, self.acts),
            (Kind.FRONT, self.fronts),
            (Kind.PLACE, self.places),
            (Kind.WEAPON, self.weapons),
        )
        found = (Suggestion(kind, one, Reason.NAME) for kind, values in said for one in values)
        reading = Reading(tuple(found), frozenset(self.parties))
        about = [Suggestion(Kind.CANDIDATE, self.record, "same-day")] if self.record else []
        return (
            *meeting_keys(reading, about, self.day, self.outlet),
            *told_keys(reading, self.day, VOCABULARY, LOCATED),
        )


BRIGADE = Text()
NOWHERE = replace(BRIGADE, places=(), weapons=("rocket",))
PLEDGE = Text(("brigade", "freedonia"), ("pledge",), places=())


def meet(one: Text, other: Text) -> bool:
    """Whether each joins the cluster of the other; the order makes no difference."""
    there, back = (
        told_alike(mine.keys(), [(7, met.keys())]) for mine, met in ((one, other), (other, one))
    )
    assert there == back
    return there == 7


@pytest.mark.parametrize(
    ("one", "changes", "expected"),
    [
        pytest.param(BRIGADE, {}, True, id="all agrees"),
        pytest.param(BRIGADE, {"parties": ("brigade", "freedonia")}, True, id="a party more"),
        pytest.param(BRIGADE, {"parties": ("freedonia",)}, False, id="no party in common"),
        pytest.param(
            replace(BRIGADE, parties=("brigade", "freedonia")),
            {"parties": ("brigade", "sylvania")}, False, id="each names one of its own",
        ),
        pytest.param(
            replace(BRIGADE, parties=("freedonia",)), {}, False, id="a state alone in common",
        ),
        pytest.param(
            BRIGADE, {"parties": ("brigade", "league")}, True, id="a faction in common, one more",
        ),
        pytest.param(BRIGADE, {"places": ("shelbyville",)}, False, id="another place"),
        pytest.param(
            BRIGADE, {"places": ("shelbyville", "springfield")}, True, id="a place in common",
        ),
        pytest.param(
            BRIGADE, {"parties": ("brigade", "freedonia"), "fronts": ("south",)}, True,
            id="one place, fronts read differently",
        ),
        pytest.param(BRIGADE, {"day": date(2024, 10, 8)}, False, id="another day"),
        pytest.param(BRIGADE, {"acts": ("strike",)}, False, id="a strike is no attack"),
        pytest.param(BRIGADE, {"acts": ("attack", "strike")}, False, id="an attack and a strike"),
        pytest.param(BRIGADE, {"acts": ("denial",)}, False, id="a denial is no attack"),
        pytest.param(BRIGADE, {"acts": ("attack", "denial")}, False, id="an attack and a denial"),
        pytest.param(BRIGADE, {"acts": ("pledge",)}, False, id="a pledge is no attack"),
        pytest.param(BRIGADE, {"acts": ()}, False, id="no act"),
        pytest.param(BRIGADE, {"acts": ("attack", "statement")}, True, id="what is said of it"),
        pytest.param(replace(BRIGADE, acts=("denial",)), {}, False, id="denials"),
        pytest.param(replace(BRIGADE, acts=("statement",)), {}, False, id="statements"),
        pytest.param(BRIGADE, {"weapons": ("rocket",)}, True, id="a weapon that one names"),
        pytest.param(
            replace(BRIGADE, weapons=("drone",)), {"weapons": ("rocket",)}, False,
            id="other weapons",
        ),
        pytest.param(NOWHERE, {}, True, id="no place, one front and weapon"),
        pytest.param(NOWHERE, {"parties": ("brigade", "freedonia")}, True, id="and a party more"),
        pytest.param(NOWHERE, {"places": ("springfield",)}, True, id="a place that one names"),
        pytest.param(NOWHERE, {"places": ("valley",)}, True, id="a region that one names"),
        pytest.param(
            replace(BRIGADE, places=("valley",)), {}, False, id="a region in common",
        ),
        pytest.param(NOWHERE, {"fronts": ("south",)}, False, id="no place, another front"),
        pytest.param(NOWHERE, {"fronts": ()}, False, id="no place, a front that one names"),
        pytest.param(NOWHERE, {"weapons": ()}, False, id="no place, a weapon that one names"),
        pytest.param(
            replace(NOWHERE, parties=("brigade", "freedonia"), weapons=()), {}, False,
            id="no place, two parties and no weapon",
        ),
        pytest.param(
            replace(NOWHERE, acts=("strike",), weapons=("airstrike",)), {}, False,
            id="strikes without a place",
        ),
        pytest.param(replace(BRIGADE, acts=("strike",)), {}, True, id="strikes at one place"),
        pytest.param(PLEDGE, {}, True, id="a pledge of two"),
        pytest.param(PLEDGE, {"parties": ("brigade",)}, False, id="a pledge of one of them"),
        pytest.param(
            PLEDGE, {"parties": ("brigade", "freedonia", "sylvania")}, True,
            id="a pledge of two, and one more",
        ),
        pytest.param(BRIGADE, {"record": "event/a"}, True, id="a record that one is about"),
        pytest.param(
            replace(BRIGADE, record="event/b"), {"record": "event/a"}, False, id="other records",
        ),
    ],
)  # fmt: skip
def test_whether_two_texts_meet(one: Text, changes: dict[str, Any], expected: bool) -> None:
    assert meet(one, replace(one, **changes)) is expected


ROCKETS = replace(BRIGADE, weapons=("rocket",))
ELSEWHERE = replace(ROCKETS, places=("shelbyville",))


@pytest.mark.parametrize(
    ("text", "others", "cluster"),
    [
        pytest.param(BRIGADE, [], None, id="nothing there"),
        pytest.param(BRIGADE, [(2, BRIGADE), (1, BRIGADE)], 2, id="the first of two"),
        pytest.param(NOWHERE, [(1, ROCKETS)], 1, id="no place, one that fits"),
        pytest.param(NOWHERE, [(1, ROCKETS), (2, ELSEWHERE)], None, id="no place, two that fit"),
        pytest.param(ROCKETS, [(1, NOWHERE), (2, ROCKETS)], 2, id="a place in common first"),
        pytest.param(
            ELSEWHERE, [(1, NOWHERE), (1, ROCKETS)], None, id="one of the cluster is elsewhere"
        ),
        pytest.param(
            replace(BRIGADE, parties=("brigade", "freedonia")),
            [(1, BRIGADE), (1, replace(BRIGADE, parties=("brigade", "sylvania")))], None,
            id="one of the cluster has other parties",
        ),
        pytest.param(
            ROCKETS, [(1, ROCKETS), (1, replace(NOWHERE, weapons=()))], 1,
            id="one of the cluster that says too little is not at odds",
        ),
        pytest.param(
            BRIGADE, [(1, BRIGADE), (1, replace(BRIGADE, acts=("denial",)))], 1,
            id="one of the cluster that tells of something else is not asked",
        ),
    ],
)  # fmt: skip
def test_which_cluster_is_joined(
    text: Text, others: list[tuple[int, Text]], cluster: int | None
) -> None:
    assert told_alike(text.keys(), [(key, one.keys()) for key, one in others]) == cluster


def test_a_denial_meets_by_its_sure_keys_alone() -> None:
    denial, attack = (
        replace(BRIGADE, acts=(act,), outlet="planet").keys() for act in ("denial", "attack")
    )
    assert denial
    assert sure(denial) == list(denial)
    assert not {*denial} & {*attack}


def test_a_list_of_more_than_a_key_holds_is_compared_with_nothing() -> None:
    long = tuple(f"{'a' * 50}-{number}" for number in range(LONGEST_KEY // 50))
    assert replace(BRIGADE, parties=("brigade", *long)).keys() == ()
    assert replace(BRIGADE, parties=("brigade", *long[:8])).keys()


def joined(reports: Iterable[dict[str, Any]], *, by_sure_keys_alone: bool = False) -> list[int]:
    """The cluster of each report, as `clustering.py` gives it; `day` is that of publication."""
    located = {
        row["slug"] for row in rows("places") if PlacePrecision(row["precision"]) in REACH_KM
    }
    there: list[tuple[int, tuple[str, ...]]] = []
    for one in reports:
        published = one.get("day", DAY)
        reading = read(one["title"], one.get("text", ""), one["language"], published, lexicon())
        said = [date.fromisoformat(str(each)) for each in reading.values(Kind.DAY)]
        day = said[0] if said else published
        origin = meeting_keys(reading, [], day, one["source"])
        told = () if by_sure_keys_alone else told_keys(reading, day, vocabulary(), located)
        met = next((key for by in origin for key, other in there if by in other), None)
        met = told_alike((*origin, *told), there) if met is None else met
        there.append((len(there) if met is None else met, (*origin, *told)))
    return [cluster for cluster, _ in there]


def scored(reports: list[dict[str, Any]], clusters: list[int]) -> Score:
    """Pairs in one cluster that tell of one thing, that do not, and those that are apart."""
    found = Score()
    for one, other in combinations(range(len(reports)), 2):
        same = reports[one]["tells"] == reports[other]["tells"]
        met = clusters[one] == clusters[other]
        found = found.plus(same and met, met and not same, same and not met)
    return found


def test_reports_of_a_day_meet_where_they_tell_of_one_thing_and_no_others_do() -> None:
    text = Path(__file__).with_name("meeting.yaml").read_text("utf-8")
    reports: list[dict[str, Any]] = yaml.safe_load(text)
    assert {one["source"] for one in reports} <= {row["slug"] for row in rows("sources")}
    before = scored(reports, joined(reports, by_sure_keys_alone=True))
    now = scored(reports, joined(reports))
    assert (before.right, before.wrong) == (0, 0)
    assert (now.precision, now.recall) == (1.0, 0.65)


def test_the_events_of_the_record_are_told_apart_by_their_summaries() -> None:
    names = sorted(f"events/{path.stem}" for path in (SEEDS / "events").glob("*.yaml"))
    events = [row for name in names for row in rows(name)]
    summaries = [
        {
            "title": row["summary"],
            "language": "en",
            "day": date.fromisoformat(str(row["first_day"])),
            "source": row["slug"],
        }
        for row in events
    ]
    days = [one["day"] for one in summaries]
    assert len(days) - len(set(days)) > 50
    assert len(set(joined(summaries))) == len(summaries)
