"""The day that a text speaks of: a date, a weekday, or so many days before it came out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from proxies.methods.suggestions.phrases import JOINED, NEVER, alternatives, terms
from proxies.methods.suggestions.sentences import Sentence
from proxies.methods.suggestions.thresholds import DATE_AHEAD_DAYS
from proxies.methods.suggestions.values import Reason
from proxies.named_days import ISO
from proxies.signs.folding import search_key
from proxies.signs.month_names import ALONE, ENGLISH, OTHERS

ONE_DAY = timedelta(1)
WEEK = 7
MONTHS = {search_key(name): number for name, number in (ENGLISH | OTHERS).items()}
COMMON = frozenset(map(search_key, ALONE)) | {"may", "mar", "jan", "sat", "sun"}
NAMES = "|".join(sorted(map(re.escape, MONTHS), key=len, reverse=True))
YEAR = r"(?:,? (?:من |عام |سنه |سال |שנת )?(?P<y>20\d\d))?(?!\d)"
DAY_FIRST = re.compile(
    rf"(?<![\w.])(?P<d>\d{{1,2}})(?:st|nd|rd|th)? (?:of |من |شهر |ماه )?ב?(?P<m>{NAMES})"
    rf"\.?(?!\w){YEAR}"
)
MONTH_FIRST = re.compile(rf"(?<!\w)(?P<m>{NAMES})\.? (?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?!\w){YEAR}")


@dataclass(frozen=True, slots=True)
class DayFound:
    """A day at its place in the folded text."""

    day: date
    reason: Reason
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Words:
    """The patterns of one language."""

    back: re.Pattern[str]
    days: dict[str, int]
    weekday: re.Pattern[str]
    weekdays: dict[str, int]
    next: re.Pattern[str]
    last: re.Pattern[str]
    not_after: re.Pattern[str]


@cache
def words_of(language: str) -> Words:
    """The patterns of a language, made once."""
    lists = terms("days")[language]
    days = {search_key(word): int(back) for word, back in lists["back"].items()}
    weekdays = {
        search_key(one): n for n, names in enumerate(lists["weekdays"]) for one in names.split("|")
    }
    joined = JOINED[language]
    return Words(
        re.compile(rf"(?<!\w){joined}(?P<w>{alternatives(days)})(?!\w)"),
        days,
        re.compile(rf"(?<!\w){joined}(?P<w>{alternatives(weekdays)})(?!\w)"),
        weekdays,
        re.compile(rf" (?:{alternatives(lists['next']) or NEVER})(?!\w)"),
        re.compile(rf"(?:{alternatives(lists['last']) or NEVER}) \Z"),
        re.compile(rf"(?<!\w){joined}(?:{alternatives(lists['not_after'])}) (?:\S+ )?\Z"),
    )


def days(
    lead: Sequence[Sentence], languages: Sequence[str], published: date | None
) -> list[DayFound]:
    """The days of a text, each once, in order of where they stand."""
    found = [
        one
        for sentence in lead
        for one in (
            *_dates(sentence, languages, published),
            *(_relative(sentence, languages, published) if published else ()),
        )
    ]
    by_day: dict[date, DayFound] = {}
    for one in sorted(found, key=lambda one: one.start):
        by_day.setdefault(one.day, one)
    return list(by_day.values())


def _dates(
    sentence: Sentence, languages: Sequence[str], published: date | None
) -> Iterator[DayFound]:
    for pattern in (DAY_FIRST, MONTH_FIRST):
        for one in pattern.finditer(sentence.text):
            if _elsewhere(sentence, one.start(), languages):
                continue
            day = _day(one["y"], MONTHS[one["m"]], int(one["d"]), one["m"], published)
            if day:
                reason = Reason.DATE if one["y"] else Reason.DATE_WITHOUT_YEAR
                yield _at(sentence, one, day, reason)
    for one in ISO.finditer(sentence.text.replace(" ", "-")):
        with suppress(ValueError):
            yield _at(sentence, one, date(*map(int, one.groups())), Reason.DATE)


def _day(
    year: str | None, month: int, number: int, name: str, published: date | None
) -> date | None:
    """A day of a year, or the last of its name that had come when the text came out."""
    if year is None and (published is None or name in COMMON - {"may"}):
        return None
    latest = published + DATE_AHEAD_DAYS * ONE_DAY if published else date.max
    years = [int(year)] if year else [latest.year, latest.year - 1]
    for one in years:
        with suppress(ValueError):
            day = date(one, month, number)
            if day <= latest:
                return day
    return None


def _relative(sentence: Sentence, languages: Sequence[str], published: date) -> Iterator[DayFound]:
    for language in languages:
        words = words_of(language)
        for one in words.back.finditer(sentence.text):
            if not words.not_after.search(sentence.text, 0, one.start()):
                day = published - words.days[one["w"]] * ONE_DAY
                yield _at(sentence, one, day, Reason.DAYS_BACK)
        for one in words.weekday.finditer(sentence.text):
            skipped = words.not_after.search(sentence.text, 0, one.start())
            if skipped or words.next.match(sentence.text, one.end()):
                continue
            back = (published.weekday() - words.weekdays[one["w"]]) % WEEK
            if words.last.search(sentence.text, 0, one.start()):
                back = back or WEEK
            yield _at(sentence, one, published - back * ONE_DAY, Reason.WEEKDAY)


def _elsewhere(sentence: Sentence, at: int, languages: Sequence[str]) -> bool:
    """Whether a date stands after a word such as “since”."""
    return any(words_of(one).not_after.search(sentence.text, 0, at) for one in languages)


def _at(sentence: Sentence, found: re.Match[str], day: date, reason: Reason) -> DayFound:
    return DayFound(day, reason, sentence.start + found.start(), sentence.start + found.end())
