"""How much of its wording one text shares with another, by shingles and their MinHash.

A signature is the same on every machine and in every run: the hashes and permutations are fixed.
Texts that share enough agree in one band of their signatures at least, all but a few in a thousand,
so an index of bands finds what is to be compared.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from proxies.methods.suggestions.mentions import WORD
from proxies.methods.suggestions.thresholds import (
    BAND_ROWS,
    BANDS,
    FEWEST_SHINGLES,
    MOST_SIGNS,
    PERMUTATIONS,
    SHINGLE_WORDS,
)
from proxies.signs.folding import search_key

SEED = 1
SCHEME = "affine32"
MIXER = 0x9E3779B1
"""An odd number that spreads the bits of what it multiplies."""

UNSIGNED = "<u4"


def shingles(text: str) -> set[bytes]:
    """All runs of words of a folded text."""
    words = WORD.findall(search_key(text))
    runs = zip(*(words[n:] for n in range(SHINGLE_WORDS)), strict=False)
    return {" ".join(run).encode() for run in runs}


def signature(title: str, text: str) -> bytes | None:
    """The signature of a text; None of one too short to be compared. Where there is a body its
    title, which outlets write anew, is left out."""
    found = shingles(text[:MOST_SIGNS])
    if len(found) < FEWEST_SHINGLES:
        found = shingles(f"{title}\n{text}"[:MOST_SIGNS])
    if len(found) < FEWEST_SHINGLES:
        return None
    from datasketch import MinHash  # noqa: PLC0415  it loads much that a page does not need

    made = MinHash(num_perm=PERMUTATIONS, seed=SEED, scheme=SCHEME)
    made.update_batch(sorted(found))
    return np.asarray(made.hashvalues, dtype=UNSIGNED).tobytes()


def bands(kept: bytes) -> list[int]:
    """The keys of a signature's bands, as whole numbers of 32 bits."""
    values = np.frombuffer(kept, dtype=UNSIGNED)[: BANDS * BAND_ROWS].astype(np.uint64)
    rows = values.reshape(BANDS, BAND_ROWS)
    keys = np.arange(1, BANDS + 1, dtype=np.uint64)
    for column in range(BAND_ROWS):
        keys = (keys * np.uint64(MIXER)) ^ rows[:, column]
        keys ^= keys >> np.uint64(29)
    mixed = (keys * np.uint64(MIXER)) >> np.uint64(16)
    return [int(key) for key in mixed.astype(np.uint32).astype(np.int32)]


def shares(one: bytes, others: Sequence[bytes]) -> list[float]:
    """The share of the wording of a text that is common to it and each of others, from 0 to 1."""
    table = np.frombuffer(b"".join(others), dtype=UNSIGNED).reshape(-1, PERMUTATIONS)
    agree = np.count_nonzero(table == np.frombuffer(one, dtype=UNSIGNED), axis=1)
    return [float(each) / PERMUTATIONS for each in agree]
