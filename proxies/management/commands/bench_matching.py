"""How long matching takes: made-up items of the length of agency copy in four languages, a part of
them copies with changes, matched against each other and the loaded record; all of it is undone."""

from __future__ import annotations

import random
import time
from argparse import ArgumentParser
from collections.abc import Iterator
from datetime import timedelta
from statistics import median, quantiles
from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils import timezone

from proxies.ingest.intake import matching
from proxies.ingest.intake.nearby import Nearby
from proxies.ingest.intake.vocabulary import KNOWN
from proxies.models import ActorName, Cluster, Item, Place

SENTENCES = {
    "en": (
        "{actor} said it fired {n} rockets toward {place} on Monday.",
        "At least {n} people were killed near {place}, according to a security source.",
        "{actor} denied that it had a part in this.",
        "Word number {word} of the {word} was followed by {word} and {word} near {place}.",
        "A spokesman told Reuters that {word} would be answered with {word}.",
    ),
    "ar": (
        "قالت {actor} إنها أطلقت {n} صواريخ على {place} أمس.",
        "قتل ما لا يقل عن {n} أشخاص قرب {place} نقلا عن مصدر أمني.",
        "نفت {actor} أي دور في ذلك مع {word} و{word}.",
    ),
    "he": (
        "{actor} שיגר {n} רקטות לעבר {place} אתמול.",
        "לפחות {n} בני אדם נהרגו ליד {place}, כך נמסר מרויטרס.",
        "{actor} הכחיש כל קשר ל{word} ול{word}.",
    ),
    "fa": (
        "{actor} دیروز {n} راکت به سوی {place} شلیک کرد.",
        "به گزارش رویترز دست‌کم {n} نفر در {place} کشته شدند.",
        "{actor} نقش داشتن در {word} و {word} را تکذیب کرد.",
    ),
}
LENGTH, TELLING, RUNNING = 18, 5, 14
"""Sentences of an item, those of them that tell of something, and words of the others: some 1,800
signs."""

COPIED = 0.4
CHANGED = 0.15
WORDS = 20_000


class Command(BaseCommand):
    help = "Time the matching of made-up items. Nothing is kept."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--items", type=int, default=10_000)
        parser.add_argument("--seed", type=int, default=1)

    def handle(self, *args: Any, **options: Any) -> None:
        dice = random.Random(options["seed"])
        with transaction.atomic():
            Item.objects.bulk_create(_items(dice, options["items"]), batch_size=500)
            made = Item.objects.filter(matched=None, address__startswith="https://bench.invalid/")
            matching.tell_planner()
            taken = [*self._timed(made.order_by("came", "pk"))]
            self._say(taken)
            transaction.set_rollback(True)

    def _timed(self, waiting: Any) -> Iterator[float]:
        known, nearby = KNOWN.get(), Nearby()
        for item in waiting.select_related("source").iterator(chunk_size=200):
            begun = time.perf_counter()
            matching.match(item, known, nearby)
            yield (time.perf_counter() - begun) * 1000

    def _say(self, taken: list[float]) -> None:
        last = taken[-len(taken) // 10 :]
        parts = quantiles(taken, n=100)
        self.stdout.write(
            f"{len(taken):,} items: median {median(taken):.1f} ms, 95 % {parts[94]:.1f} ms, "
            f"99 % {parts[98]:.1f} ms, longest {max(taken):.0f} ms, all {sum(taken) / 1000:.0f} s"
        )
        repeated = Item.objects.exclude(repeats=None).count()
        self.stdout.write(
            f"The last tenth: median {median(last):.1f} ms. {repeated:,} share wording; "
            f"{Cluster.objects.count():,} clusters."
        )


def _items(dice: random.Random, number: int) -> Iterator[Item]:
    """Made-up items of one day, some of them copies of earlier ones with changes."""
    actors = list(ActorName.objects.values_list("text", flat=True))
    places = list(Place.objects.exclude(name="").values_list("name", flat=True))
    now, written = timezone.now() - timedelta(1), list[tuple[str, list[str]]]()
    for n in range(number):
        if written and dice.random() < COPIED:
            language, older = dice.choice(written)
            fresh = _sentences(dice, language, actors, places)
            body = [new if dice.random() < CHANGED else old
                    for old, new in zip(older, fresh, strict=True)]  # fmt: skip
        else:
            language = dice.choice(list(SENTENCES))
            body = _sentences(dice, language, actors, places)
        written.append((language, body))
        address = f"https://bench.invalid/{n}"
        came = now + timedelta(seconds=n * 8)
        yield Item(
            address=address, key=address, language=language, title=body[0][:300],
            text="\n".join(body[1:]), came=came, published=came.date(),
        )  # fmt: skip


def _sentences(
    dice: random.Random, language: str, actors: list[str], places: list[str]
) -> list[str]:
    """Some sentences of the kind that the rules look for, and then running words."""
    telling = [
        dice.choice(SENTENCES[language]).format(
            actor=dice.choice(actors),
            place=dice.choice(places),
            n=dice.randint(2, 40),
            word=f"w{dice.randrange(WORDS)}",
        )
        for _ in range(TELLING)
    ]
    rest = (
        " ".join(f"w{dice.randrange(WORDS)}" for _ in range(RUNNING)) + "."
        for _ in range(LENGTH - TELLING)
    )
    return [*telling, *rest]
