"""The least that a web worker could do for the same questions: arrays from a file, no framework,
figures as JSON. It is what an overview is measured against."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import parse_qs

import numpy as np
import orjson
import psycopg

Start = Callable[[str, list[tuple[str, str]]], Any]

FILE = os.environ.get("BARE_COLUMNS", "")
CODED = ("front", "direction", "outcome")


class Worker:
    """Answers a question in numbers: events and killed by month and front, by faction, by weapon
    and front, by place, and the newest keys."""

    def __init__(self, file: str, database: str) -> None:
        with np.load(file) as read:
            self.columns = {name: read[name] for name in read.files}
        self.connection = psycopg.connect(database, autocommit=True)

    def __call__(self, environ: dict[str, Any], start: Start) -> Iterable[bytes]:
        self.connection.execute("SELECT number FROM proxies_recordversion").fetchone()
        asked = parse_qs(environ.get("QUERY_STRING", ""))
        body = orjson.dumps(self.answer(asked), option=orjson.OPT_SERIALIZE_NUMPY)
        start("200 OK", [("Content-Type", "application/json"), ("Content-Length", str(len(body)))])
        return [body]

    def answer(self, asked: dict[str, list[str]]) -> dict[str, Any]:
        c, mask = self.columns, self.mask(asked)
        rows = np.flatnonzero(mask)
        front, best = c["front"][rows], c["best"][rows]
        given = best >= 0
        month, place = c["month"][rows], c["place"][rows]
        named = mask[c["named_event"]]
        bits = c["weapons"][rows].astype(np.int64) * 4 + front
        return {
            "events": np.bincount(month * 4 + front).tolist(),
            "killed": np.bincount(month[given], best[given]).tolist(),
            "factions": np.bincount(c["named_actor"][named]).tolist(),
            "weapons": np.bincount(bits).nonzero()[0].tolist(),
            "places": np.bincount(place[place >= 0]).tolist(),
            "newest": c["key"][rows[:50]],
        }

    def mask(self, asked: dict[str, list[str]]) -> Any:
        c = self.columns
        mask = np.ones(len(c["key"]), np.bool_)
        for name in CODED:
            if name in asked:
                wanted = np.zeros(128, np.bool_)
                wanted[[int(value) for value in asked[name]]] = True
                mask &= wanted[c[name]]
        if "weapon" in asked:
            mask &= c["weapons"] & sum(1 << int(value) for value in asked["weapon"]) != 0
        for name, fits in (("since", np.greater_equal), ("until", np.less_equal)):
            if name in asked:
                mask &= fits(c["first"], int(asked[name][0]))
        if "as_of" in asked:
            mask &= c["told_from"] <= int(asked["as_of"][0])
        if "faction" in asked:
            wanted = np.zeros(c["named_actor"].max() + 1, np.bool_)
            wanted[[int(value) for value in asked["faction"]]] = True
            named = np.zeros(len(mask), np.bool_)
            named[c["named_event"][wanted[c["named_actor"]]]] = True
            mask &= named
        return mask


application = Worker(FILE, os.environ["BARE_DATABASE"]) if FILE else None
