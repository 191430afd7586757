"""Text as it is searched, in the database: folded as `proxies/signs/folding.py` folds it."""

from __future__ import annotations

from django.db.models import Func, TextField

from proxies.signs.folding import (
    APOSTROPHES,
    DASHES,
    FORMATS,
    LIKE,
    MARKS,
    says_something,
    search_key,
)

__all__ = ["Folded", "says_something", "search_key"]


class Folded(Func):
    """A text as `search_key` folds it, computed by the database."""

    output_field = TextField()
    template = (
        "translate(regexp_replace(regexp_replace(lower(normalize(%(expressions)s, NFKD)), "
        f"'[{MARKS}{FORMATS}{APOSTROPHES.replace(chr(39), 2 * chr(39))}]', '', 'g'), "
        f"'[{DASHES[1:]}\\s-]+', ' ', 'g'), "
        f"'{''.join(map(chr, LIKE))}', '{''.join(map(str, LIKE.values()))}')"
    )
