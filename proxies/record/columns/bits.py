"""Marks of many rows, a bit for each, 64 to a word: those of a million events lie in the
processor's cache, so that sets of them are combined and counted in microseconds.

Words stand along the last axis; what stands before it is kept. The bits of the last word that are
of no row are not set.
"""

from __future__ import annotations

from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from proxies.record.columns.copying import Ints
from proxies.record.columns.table import Mask, marked

Bits = NDArray[np.uint64]

WORD = 64
ONE = np.uint64(1)


def _words(size: int) -> int:
    """How many words hold so many rows; one where there are none."""
    return max(1, -(-size // WORD))


def packed(mask: Mask) -> Bits:
    """The bits of a mask."""
    *above, size = mask.shape
    octets = np.zeros((*above, _words(size) * 8), np.uint8)
    octets[..., : -(-size // 8)] = np.packbits(mask, axis=-1, bitorder="little")
    return octets.view(np.uint64)


def unpacked(bits: Bits, size: int) -> Mask:
    """The mask of so many rows."""
    return np.unpackbits(bits.view(np.uint8), axis=-1, count=size, bitorder="little").view(np.bool_)


def of_rows(rows: Ints, size: int) -> Bits:
    """Some of so many rows."""
    return packed(marked(rows, size)) if len(rows) else np.zeros(_words(size), np.uint64)


def leading(n: int, size: int) -> Bits:
    """The first n of so many rows."""
    bits = np.zeros(_words(size), np.uint64)
    bits[: n // WORD] = ~np.uint64(0)
    if n % WORD:
        bits[n // WORD] = _below(np.array(n))
    return bits


def _below(rows: Ints) -> Bits:
    """Of the words that rows stand in, the bits before them."""
    below: Bits = (ONE << (rows % WORD).astype(np.uint64)) - ONE
    return below


def maps_of(column: Ints, codes: int) -> Bits:
    """Of each of so many codes the rows that have it, (codes, words)."""
    maps = np.zeros((codes, _words(len(column))), np.uint64)
    for code in range(codes):
        maps[code] = packed(column == code)
    return maps


def any_of(maps: Bits, wanted: Mask) -> Bits:
    """What is set in any of the maps that are wanted; what is wanted beyond them is never set."""
    found: Bits = np.bitwise_or.reduce(maps[wanted[: len(maps)]], axis=0)
    return found


def popcount(bits: Bits) -> Ints:
    """How many are set."""
    counts: Ints = np.bitwise_count(bits).sum(-1, dtype=np.int32)
    return counts.astype(np.int64)


def crossed(down: Bits, across: Bits) -> Ints:
    """How many rows are in both, of each pair of two lists of maps, (down, across)."""
    counts = np.zeros((len(down), len(across)), np.int64)
    for at, one in enumerate(down):
        counts[at] = popcount(across & one)
    return counts


def first_rows(bits: Bits, most: int) -> Ints:
    """The first rows that are set, so many at most."""
    words = np.flatnonzero(bits)[:most]
    end = int(words[-1]) + 1 if len(words) else 0
    return np.flatnonzero(unpacked(bits[:end], end * WORD))[:most]


def ends(bits: Bits) -> tuple[int, int]:
    """The first and the last row that is set, of some that are."""
    words = np.flatnonzero(bits)[[0, -1]]
    first, last = (np.flatnonzero(unpacked(bits[at : at + 1], WORD)) for at in words)
    return int(words[0] * WORD + first[0]), int(words[1] * WORD + last[-1])


def held(bits: Bits, rows: Ints) -> Mask:
    """Which of some rows are set."""
    found: Mask = bits[rows // WORD] >> (rows % WORD).astype(np.uint64) & ONE == ONE
    return found


class Counted:
    """Bits that are counted again and again, all of them and between rows."""

    def __init__(self, bits: Bits) -> None:
        self.bits = bits

    @cached_property
    def _words(self) -> NDArray[np.uint8]:
        """How many are set in each word, and in one more after the last."""
        counts: NDArray[np.uint8] = np.bitwise_count(self.bits)
        return np.concatenate([counts, np.zeros_like(counts[..., :1])], -1)

    @cached_property
    def number(self) -> Ints:
        """How many are set."""
        counts: Ints = self._words.sum(-1, dtype=np.int64)
        return counts

    def between(self, rows: Ints) -> Ints:
        """How many are set from each row up to the next, of rows in order: one number fewer than
        there are rows, the last of which may be that behind the end."""
        words, last = rows // WORD, self.bits.shape[-1] - 1
        whole = np.add.reduceat(self._words, words, axis=-1, dtype=np.int64)[..., :-1]
        whole[..., words[1:] == words[:-1]] = 0
        before = self.bits[..., words.clip(max=last)] & _below(rows)
        found: Ints = whole + np.diff(np.bitwise_count(before).astype(np.int64), axis=-1)
        return found
