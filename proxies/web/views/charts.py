"""Charts in their words, with the addresses of their forms: what all pages with charts share."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from proxies.charts.chart import Chart
from proxies.models.base import page_of
from proxies.wording.charts import chart_words

FIGURE = {"file": "figure-html", "numbers": "figure-table", "source": "figure-json"}
LEDGER = {"file": "ledger-html", "numbers": "ledger-table", "source": "ledger-json"}
LINE = {"file": "line-html", "numbers": "line-table", "source": "line-json"}
"""The names of the addresses of a chart as a file, as a table, and as plotly.js reads it."""


def worded(
    id: str,
    *,
    words: str = "",
    facts: Mapping[str, str] | None = None,
    finding: str = "",
    more: Iterable[str] = (),
    **parts: Any,
) -> Chart:
    """A chart in its words: the finding, what is measured, how to read it and `more`."""
    measure, note = chart_words(words or id, **(facts or {}))
    lead = f"{measure}." if finding else ""
    texts = filter(None, [lead, note, *more])
    return Chart(id, finding or measure, " ".join(texts), measure=measure, **parts)


def forms(names: Mapping[str, str], query: str, *args: str) -> dict[str, Any]:
    """The addresses of a chart in its forms, for a question."""
    return {form: page_of(name, *args) + query for form, name in names.items()}
