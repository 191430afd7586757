"""Words that are made once for each language: a page says the same days and codes many times."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import ParamSpec

from django.utils.translation import get_language

P = ParamSpec("P")
MOST = 8192


def once_per_language(say: Callable[P, str]) -> Callable[P, str]:
    """A function of hashable values that says something in the language of the request."""

    @lru_cache(maxsize=MOST)
    def in_language(_language: str | None, *args: P.args, **kwargs: P.kwargs) -> str:
        return say(*args, **kwargs)

    @wraps(say)
    def words(*args: P.args, **kwargs: P.kwargs) -> str:
        return in_language(get_language(), *args, **kwargs)  # type: ignore[arg-type]

    return words
