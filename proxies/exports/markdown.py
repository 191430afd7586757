"""A brief as Markdown, to paste where people write."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import quote

from proxies.queries.brief import Brief
from proxies.wording.brief import FrontText, Line, Part
from proxies.wording.brief_sources import SourceText, source_line

MARKUP = re.compile(r"([\\`*_\[\]<>#|~])")
SAFE = "/:?#@!$&'*+,;=%~-._"
"""Signs that an address keeps as they stand."""


def brief_markdown(brief: Brief, head: list[str], foot: list[str], site: str) -> str:
    """The text of a brief: `head` and `foot` are paragraphs around it, `site` the address that
    links to records begin with."""
    blocks = [f"# {plain(brief.title)}", *map(plain, head)]
    for front in brief.fronts:
        blocks += _front(front, site)
    if brief.beyond:
        blocks += [f"## {plain(brief.beyond.heading)}", _list(brief.beyond, site)]
    if brief.sources:
        blocks += ["## Sources", "\n".join(map(_source, brief.sources))]
    blocks += ["---", *map(plain, foot)]
    return "\n\n".join(blocks) + "\n"


def _front(front: FrontText, site: str) -> Iterator[str]:
    label = ", ".join(filter(None, [front.label_words, front.last_known]))
    yield f"## {plain(front.name)}: {plain(label)}"
    yield f"**{plain(front.verdict.text)}**{_numbers(front.verdict)}"
    yield from (_line(line, site) for line in front.beside)
    for part in front.parts:
        yield f"### {plain(part.heading)}"
        yield _list(part, site)


def _list(part: Part, site: str) -> str:
    return "\n".join(f"- {_line(line, site)}" for line in _lines(part))


def _lines(part: Part) -> Iterator[Line]:
    yield from part.lines
    if part.more:
        yield Line(part.more, url=part.url)


def _line(line: Line, site: str) -> str:
    if not line.url:
        return f"{plain(line.text)}{_numbers(line)}"
    lead = plain(line.lead or line.text)
    linked = f"[{lead}](<{site}{quote(line.url, SAFE)}>)"
    return f"{linked}: {plain(line.text)}{_numbers(line)}" if line.lead else linked


def _numbers(line: Line) -> str:
    return f" ({', '.join(map(str, line.sources))})" if line.sources else ""


def _source(source: SourceText) -> str:
    address = f" <{quote(source.url, SAFE)}>" if source.url else ""
    return f"{source.number}. {plain(source_line(source))}{address}"


def plain(text: str) -> str:
    """Words of the record, none of which is taken for markup."""
    return MARKUP.sub(r"\\\1", " ".join(text.split()))
