"""What a CSV holds, as W3C's Metadata Vocabulary for Tabular Data ("CSV on the Web").

The terms of Dublin Core say it to programs that know the standard; the plain names beside them are
those of the other formats.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from proxies.exports.columns import BETWEEN, Column


def csv_metadata(
    address: str, title: str, head: dict[str, Any], columns: Sequence[Column]
) -> dict[str, Any]:
    """The metadata of the CSV at an address; `head` holds question, citation, count and terms."""
    return {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}],
        "url": address,
        "dc:title": title,
        "dc:description": f"{head['question']}; {head['count']} rows, known on {head['as_of']}",
        "dc:license": head["licence"],
        "dc:bibliographicCitation": head["citation"],
        "dc:source": head["dataset"],
        **head,
        "tableSchema": {"columns": [*map(_column, columns)], "primaryKey": "slug"},
    }


def _column(column: Column) -> dict[str, Any]:
    name = {"name": column.name, "titles": column.name, "datatype": column.datatype}
    separator = {"separator": BETWEEN} if column.listed else {}
    return {**name, "dc:description": column.description, **separator}
