"""A small folder of seeds for tests: one record or two of every kind."""

from __future__ import annotations

from pathlib import Path

FILES = {
    "datasets.yaml": """
- slug: curated
  name: Curated record
  version: 2025-01
  coverage: selection
  inclusion: What is in the test.
""",
    "fronts.yaml": """
- slug: iraq
  name: Iraq
  short_name: Iraq
  countries: [IQ]
  scope: Attacks from Iraq.
  centre: {lat: 33.3, lon: 43.7}
  bounds: {south: 29.0, west: 34.5, north: 37.4, east: 48.6}
  closures:
    - start: 2024-12-08
      reason: agreement
      citations:
        - {report: wire-2024-12-09, credibility: 2, origin: self}
""",
    "patrons.yaml": """
- slug: guard
  name: The Guard
  short_name: Guard
  kind: state-body
  parent: state

- slug: state
  name: The State
  short_name: State
  kind: state
  country: IR
""",
    "factions.yaml": """
- slug: brigade
  name: The Brigade
  short_name: Brigade
  kind: militia
  fronts: [iraq]
  pmf_brigades: null
  names:
    - text: اللواء
      language: ar
      script: Arab
      kind: native
  memberships:
    - {umbrella: umbrella, start: 2023-10-17}
  support:
    - patron: guard
      types: [weapons, training]
      confidence: high
      citations:
        - {report: daily-undated-1, credibility: 3, origin: wire}
  designations:
    - {authority: US, kind: FTO, date: 2019-03-01, precision: month}

- slug: umbrella
  name: Umbrella
  short_name: Umbrella
  kind: umbrella
  fronts: [iraq]
""",
    "opponents.yaml": """
- slug: country
  name: Country
  short_name: Country
  kind: state
  country: 'NO'
""",
    "sources.yaml": """
- {slug: wire, name: The Wire, kind: agency, language: en, reliability: A}
- {slug: daily, name: The Daily, kind: newspaper, language: en, reliability: C}
- {slug: digest, name: A Digest, kind: digest, language: en, reliability: F}
""",
    "reports.yaml": """
- slug: wire-2024-12-09
  source: wire
  published: 2024-12-09
  url: https://wire.example/1

- slug: daily-undated-1
  source: daily
  title: A report known by its title

- slug: digest-2024-12-10
  source: digest
  published: 2024-12-10
  url: https://digest.example/1
""",
    "places.yaml": """
- {slug: base, name: Base, country: IQ, lat: 33.8, lon: 42.4, precision: exact}
""",
    "events/iraq-2024.yaml": """
- slug: 2024-01-20-base-rockets
  first_day: 2024-01-20
  last_day: 2024-01-21
  front: iraq
  direction: faction-attack
  attributions:
    - {actor: umbrella, kind: claimed}
    - {actor: brigade, kind: suspected}
  targets: [country]
  place: base
  weapon: rocket
  also_weapons: [drone]
  target_type: military base
  outcome: hit
  killed: {low: 1, best: 2, high: 3}
  wounded: {low: 4}
  summary: Rockets hit the base.
  accounts:
    - {report: wire-2024-12-09, credibility: 1, origin: self, killed: {best: 2}}
    - {report: digest-2024-12-10, stance: denies, credibility: 4, origin: wire}
""",
    "pledges.yaml": """
- slug: 2024-12-01-halt
  kind: unilateral halt
  by: [brigade]
  toward: [country]
  fronts: [iraq]
  declared: 2024-12-01
  effective: 2024-12-02
  expires: 2024-12-31
  disclosure: unnamed
  bindings:
    - {faction: brigade, how: announced}
    - {faction: umbrella, how: silent}
  incidents:
    - {event: 2024-01-20-base-rockets, verdict: out of scope, reason: Earlier., decided: 2024-12-03}
  summary: The brigade halts.
  citations:
    - {report: wire-2024-12-09, credibility: 2, origin: self, on_record: true}

- slug: 2024-12-20-longer
  kind: extension
  by: [brigade]
  toward: [country]
  fronts: [iraq]
  declared: 2024-12-20
  extends: 2024-12-01-halt
  depends_on: [2024-12-01-halt]
  summary: The halt is prolonged.
""",
    "assessments.yaml": """
- slug: iraq-2024-12-10
  front: iraq
  date: 2024-12-10
  label: halt-reported
  confidence: low
  statement: One outlet reports a halt.
  citations:
    - {report: wire-2024-12-09, credibility: 2}
""",
}


def write(folder: Path) -> Path:
    """The sample seeds, written into a folder `seeds`."""
    for name, text in FILES.items():
        path = folder / "seeds" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text.lstrip("\n"), encoding="utf-8")
    return folder / "seeds"


def edit(seeds: Path, name: str, old: str, new: str) -> None:
    """Replace a piece of text that stands exactly once in a seed file."""
    path = seeds / name
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {name}"
    path.write_text(text.replace(old, new), encoding="utf-8")
