"""Sets of rows as bits are the sets that they stand for."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from proxies.record.columns import bits
from proxies.record.columns.bits import packed

SIZES = st.integers(0, 200)
"""Of none, of a part of a word, and of several."""


@st.composite
def masks(draw: st.DrawFn, *above: int, size: int | None = None) -> Any:
    size = draw(SIZES) if size is None else size
    dice = np.random.default_rng(draw(st.integers(0, 1 << 32)))
    return dice.random((*above, size)) < draw(st.sampled_from((0.0, 0.02, 0.5, 1.0)))


@given(masks(3))
def test_bits_hold_what_they_were_packed_of(several: Any) -> None:
    held, size = packed(several), several.shape[-1]
    assert (bits.unpacked(held, size) == several).all()
    assert (bits.popcount(held) == several.sum(-1)).all()
    assert (bits.popcount(held[0] | held[1]) == (several[0] | several[1]).sum()).all()


@given(masks())
def test_rows_that_are_set_are_found(mask: Any) -> None:
    rows, held = np.flatnonzero(mask), packed(mask)
    assert (bits.of_rows(rows, len(mask)) == held).all()
    assert (bits.held(held, np.arange(len(mask))) == mask).all()
    for most in (1, 5, 500):
        assert bits.first_rows(held, most).tolist() == rows[:most].tolist()
    if len(rows):
        assert bits.ends(held) == (rows[0], rows[-1])


@given(SIZES, st.data())
def test_the_first_rows_are_set(size: int, data: st.DataObject) -> None:
    n = data.draw(st.integers(0, size))
    assert bits.unpacked(bits.leading(n, size), size).tolist() == [
        *[True] * n,
        *[False] * (size - n),
    ]
    assert bits.popcount(bits.leading(n, size)) == n


@given(SIZES, st.data())
def test_maps_are_those_of_each_code_and_are_joined_and_crossed(
    size: int, data: st.DataObject
) -> None:
    dice = np.random.default_rng(data.draw(st.integers(0, 1 << 32)))
    one, other = (dice.integers(-1, codes, size).astype(np.int8) for codes in (4, 3))
    maps, across = bits.maps_of(one, 4), bits.maps_of(other, 3)
    assert bits.popcount(maps).tolist() == [int((one == code).sum()) for code in range(4)]
    wanted = np.array([True, False, True, False, False])
    assert bits.unpacked(bits.any_of(maps, wanted), size).tolist() == np.isin(one, (0, 2)).tolist()
    assert bits.popcount(bits.any_of(maps, wanted & False)) == 0
    assert bits.crossed(maps, across).tolist() == [
        [int(((one == a) & (other == b)).sum()) for b in range(3)] for a in range(4)
    ]


@given(masks(2, 3), st.data())
def test_what_is_set_between_rows_is_counted(several: Any, data: st.DataObject) -> None:
    size = several.shape[-1]
    rows = np.array(sorted(data.draw(st.lists(st.integers(0, size), min_size=1))))
    parts = [several[..., a:b].sum(-1) for a, b in pairwise(rows)]
    found = bits.Counted(packed(several)).between(rows)
    assert found.shape == (2, 3, len(rows) - 1)
    assert (bits.Counted(packed(several)).number == several.sum(-1)).all()
    assert [found[..., at].tolist() for at in range(len(parts))] == [
        part.tolist() for part in parts
    ]
