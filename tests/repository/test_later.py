"""A text that editors word as of today is shown by the one place that leaves it out of the past."""

from __future__ import annotations

import re
from pathlib import Path

from django.conf import settings

ROOT = Path(settings.BASE_DIR)
TEXTS = (
    *("summary", "note", "conditions", "condition", "announced_via", "mediators", "said_by"),
    *("founded_note", "weapon_detail", "reliability_note", "alignment", "speaker", "scope"),
    *("editors_reason", "assessment.statement"),
)
SHOWN = re.compile(rf"{{{{ ([\w.]+\.(?:{'|'.join(TEXTS)}))\b((?:\|[^}}]*)?)}}}}")
NO_TEXTS = {"chart.note", "source.alignment"}
"""The note of a chart is made of its question; the sources of a brief come with their words."""
READ = re.compile(r"\.(?:summary|conditions|announced_via|reliability_note|said_by)\b")
SEARCHED = "holds("
"""What a list is searched for is shown by nobody."""


def test_templates_leave_texts_out_that_tell_of_later_days() -> None:
    bare, seen = [], 0
    for path in sorted((ROOT / "templates").rglob("*.html")):
        text = path.read_text("utf-8")
        seen += text.count("{{ text_of(")
        if path.relative_to(ROOT / "templates").parts[0] != "django":
            bare += [
                (path.name, name)
                for name, filters in SHOWN.findall(text)
                if "|worded_by(" not in filters and name not in NO_TEXTS
            ]
    assert seen > 30
    assert bare == []


def test_no_file_feed_or_brief_writes_a_text_as_it_stands() -> None:
    folders = ("exports", "wording", "web")
    modules = [path for folder in folders for path in (ROOT / "proxies" / folder).rglob("*.py")]
    assert len(modules) > 80
    lines = [
        f"{path.name}: {line.strip()}"
        for path in modules
        for line in path.read_text("utf-8").splitlines()
        if READ.search(line) and SEARCHED not in line
    ]
    assert lines == [
        # what a list of sources is searched for
        "sources.py: texts = [source.name, source.kind, where, source.alignment, "
        "source.reliability_note]",
    ]
