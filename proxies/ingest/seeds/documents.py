"""YAML as the seeds use it: plain values, each with the line it stands on.

Only `null`, `true`, `false` and decimal numbers are read as such; all else stays text, so that a
bad date can be shown as it was written and `NO` is Norway.
"""

from __future__ import annotations

import re
from typing import Any

import yaml

Path = tuple[str | int, ...]

NAMES_FILE = "import_names.yaml"
"""Whom other datasets' names mean: no records, and read by the importer of datasets."""

_LOADER: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_WORDS = {"": None, "~": None, "null": None, "true": True, "false": False}
_WHOLE = re.compile(r"-?(0|[1-9][0-9]{0,17})")
_DECIMAL = re.compile(r"-?(0|[1-9][0-9]{0,17})\.[0-9]{1,17}")
_DEEPEST = 12


class SeedSyntaxError(Exception):
    """A file that is not YAML, or not YAML as the seeds use it."""

    def __init__(self, message: str, line: int = 0) -> None:
        super().__init__(message)
        self.line = line


def parse(data: bytes) -> tuple[Any, dict[Path, int]]:
    """The value of a YAML file, and the line (from 1) of every place in it; raises
    SeedSyntaxError with the line."""
    try:
        node = yaml.compose(data.decode("utf-8-sig"), Loader=_LOADER)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise SeedSyntaxError("is not UTF-8 text; save the file as UTF-8", line) from error
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        problem = " ".join(text for text in (error.context, error.problem) if text)
        remedy = "check the indent, the quotes and the colons of this line"
        line = mark.line + 1 if mark else 0
        raise SeedSyntaxError(f"is not YAML: {problem}; {remedy}", line) from error
    except (yaml.YAMLError, RecursionError) as error:
        raise SeedSyntaxError(f"is not YAML: {error}") from error
    lines: dict[Path, int] = {}
    return _value(node, (), lines) if node else None, lines


def _value(node: Any, path: Path, lines: dict[Path, int]) -> Any:
    line = node.start_mark.line + 1
    lines[path] = line
    if len(path) > _DEEPEST:
        raise SeedSyntaxError("is nested too deeply", line)
    if isinstance(node, yaml.MappingNode):
        return _mapping(node, path, lines)
    if isinstance(node, yaml.SequenceNode):
        return [_value(item, (*path, i), lines) for i, item in enumerate(node.value)]
    if node.style not in (None, ""):
        return node.value
    if node.value in _WORDS:
        return _WORDS[node.value]
    if _WHOLE.fullmatch(node.value):
        return int(node.value)
    return float(node.value) if _DECIMAL.fullmatch(node.value) else node.value


def _mapping(node: Any, path: Path, lines: dict[Path, int]) -> dict[str, Any]:
    mapping: dict[str, Any] = {}
    for key_node, value_node in node.value:
        key, line = key_node.value, key_node.start_mark.line + 1
        if not isinstance(key, str):
            raise SeedSyntaxError("has a key that is not a word", line)
        if key in mapping:
            raise SeedSyntaxError(f"has the key {key!r} twice in one record; keep one", line)
        mapping[key] = _value(value_node, (*path, key), lines)
        lines[(*path, key)] = line
    return mapping
