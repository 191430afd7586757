"""A body as it streams in, unpacked no further than its limit."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator

GZIP = zlib.MAX_WBITS | 16
PIECE = 64 * 1024


class PackingError(Exception):
    """What was sent as packed is not, or not whole."""


def unpacked(chunks: Iterable[bytes], packing: str) -> Iterator[bytes]:
    """Small pieces of the body, so that who counts them can stop; raises PackingError."""
    if packing in {"", "identity"}:
        yield from chunks
        return
    if packing not in {"gzip", "x-gzip"}:
        raise PackingError(packing)
    yield from _gunzipped(chunks)


def _gunzipped(chunks: Iterable[bytes]) -> Iterator[bytes]:
    unzip = zlib.decompressobj(GZIP)
    try:
        for chunk in chunks:
            rest = chunk
            while rest:
                if unzip.eof:
                    unzip = zlib.decompressobj(GZIP)
                yield unzip.decompress(rest, PIECE)
                rest = unzip.unconsumed_tail or unzip.unused_data
        yield unzip.flush()
    except zlib.error as error:
        raise PackingError("gzip") from error
    if not unzip.eof:
        raise PackingError("gzip")


def up_to(pieces: Iterable[bytes], most: int) -> tuple[bytes, bool]:
    """The bytes up to a limit, and whether there were more."""
    kept, size = [], 0
    for piece in pieces:
        size += len(piece)
        kept.append(piece)
        if size > most:
            return b"".join(kept)[:most], True
    return b"".join(kept), False
