"""Static files as they are collected: hashed, compressed, and each content compressed once."""

from __future__ import annotations

from pathlib import Path

import pytest
from whitenoise.compress import Compressor

from config.static_storage import Hashed

STYLE = "body { color: black }\n" * 50
SCRIPT = "let answer = 42;\n" * 50


@pytest.fixture
def storage(tmp_path: Path) -> Hashed:
    (tmp_path / "a.css").write_text(STYLE)
    (tmp_path / "b.css").write_text(f'@import "a.css";\n{STYLE}')
    (tmp_path / "c.js").write_text(SCRIPT)
    return Hashed(location=tmp_path)


def test_a_file_is_compressed_once_for_all_its_names(
    storage: Hashed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    compressed: list[bytes] = []

    def compress(data: bytes) -> bytes:
        compressed.append(data)
        return data[:10]

    monkeypatch.setattr(Compressor, "compress_brotli", staticmethod(compress))
    names = {name: (storage, name) for name in ("a.css", "b.css", "c.js")}
    assert not [each for *_, each in storage.post_process(names) if isinstance(each, Exception)]
    hashed = {name: storage.hashed_files[name] for name in names}
    files = {*hashed, *hashed.values()}
    assert len(files) == 6
    for name in files:
        own = (tmp_path / name).read_bytes()
        assert (tmp_path / f"{name}.br").read_bytes() == own[:10]
        assert (tmp_path / f"{name}.gz").read_bytes() == Compressor.compress_gzip(own)
    assert sorted(compressed) == sorted({(tmp_path / name).read_bytes() for name in files})
    assert len(compressed) == 4  # an import is written with the hashed name
