"""What goes with a sentence that a reader copies: where it stands, as known when, on what terms."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext

from proxies.models import Dataset
from proxies.wording.datasets import terms
from proxies.wording.days import known_days
from proxies.wording.phrases import isolated


def source_line(
    question: str, days: Sequence[date], datasets: Sequence[Dataset], address: str
) -> str:
    """The source of a sentence: the question in words, the day or days it is known by, the
    datasets with their licences, and the address that keeps all of it."""
    facts = {"question": isolated(question), "day": known_days(days)}
    asked = gettext("Proxies, “%(question)s”, as known on %(day)s;") % facts
    held = "; ".join(f"{isolated(one.name)}, {one.version}: {terms([one])}" for one in datasets)
    return f"{asked} {held} {address}"
