"""What a text seems to be about, by stated rules: suggestions to an editor, never facts.

`reading.read` gives what one text says, `candidates` the records that it may be about,
`shared_wording` whose words it repeats, `origins` the tree of who has it from whom, and `clusters`
which items tell of one thing. Pure: names and facts come in as values, codes and places in the text
go out.
"""

from __future__ import annotations

from proxies.methods.suggestions.measured import scored, texts
from proxies.methods.suggestions.thresholds import (
    BAND_ROWS,
    BANDS,
    CLUSTER_DAYS,
    CREDIT_WITHIN,
    CREDIT_WORDS,
    DATE_AHEAD_DAYS,
    DENIED_WITHIN,
    FEWEST_SHINGLES,
    FRONT_POINTS,
    KIND_POINTS,
    LEAD_SENTENCES,
    LONGEST_ABBREVIATION,
    LOOKING_BACK_DAYS,
    MOST_CANDIDATES,
    MOST_FIGURE,
    MOST_SIGNS,
    PERMUTATIONS,
    SHARED,
    SHINGLE_WORDS,
    SHORTEST_NAME,
    SUPPOSED_WITHIN,
)

VERSION = "1"

TEXTS = texts()
PRECISION_OWN, RECALL_OWN = scored("own", "precision"), scored("own", "recall")
PRECISION_APART, RECALL_APART = scored("apart", "precision"), scored("apart", "recall")

__all__ = [
    "BANDS",
    "BAND_ROWS",
    "CLUSTER_DAYS",
    "CREDIT_WITHIN",
    "CREDIT_WORDS",
    "DATE_AHEAD_DAYS",
    "DENIED_WITHIN",
    "FEWEST_SHINGLES",
    "FRONT_POINTS",
    "KIND_POINTS",
    "LEAD_SENTENCES",
    "LONGEST_ABBREVIATION",
    "LOOKING_BACK_DAYS",
    "MOST_CANDIDATES",
    "MOST_FIGURE",
    "MOST_SIGNS",
    "PERMUTATIONS",
    "PRECISION_APART",
    "PRECISION_OWN",
    "RECALL_APART",
    "RECALL_OWN",
    "SHARED",
    "SHINGLE_WORDS",
    "SHORTEST_NAME",
    "SUPPOSED_WITHIN",
    "TEXTS",
    "VERSION",
]
