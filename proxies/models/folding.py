"""Text as it is searched, in the database: folded as `proxies/signs/folding.py` folds it."""

from __future__ import annotations

from django.contrib.postgres.search import SearchVector
from django.db.models import Func, TextField, Value
from django.db.models.functions import Concat

from proxies.signs.folding import (
    APOSTROPHES,
    DASHES,
    FORMATS,
    LIKE,
    MARKS,
    says_something,
    search_key,
)

__all__ = ["ENGLISH", "Folded", "says_something", "search_key", "searched"]

ENGLISH = "english"


class Folded(Func):
    """A text as `search_key` folds it, computed by the database. An index holds texts folded so: a
    change of what is folded needs a migration that makes the index anew."""

    output_field = TextField()
    template = (
        "translate(regexp_replace(regexp_replace(lower(normalize(%(expressions)s, NFKD)), "
        f"'[{MARKS}{FORMATS}{APOSTROPHES.replace(chr(39), 2 * chr(39))}]', '', 'g'), "
        f"'[{DASHES[1:]}\\s-]+', ' ', 'g'), "
        f"'{''.join(map(chr, LIKE))}', '{''.join(map(str, LIKE.values()))}')"
    )


def searched(*columns: str) -> SearchVector:
    """The words of some texts of a row, as they are searched."""
    parts = [part for column in columns for part in (column, Value(" "))]
    return SearchVector(Folded(Concat(*parts, output_field=TextField())), config=ENGLISH)
