"""A province's power list for tests: v1 keeps a decision with the chief, v2 hands it on."""

from pathlib import Path

LISTED = "criminal.prosecution.prosecute"
HEAD = "{name: yunsheng, label: 云省, version: '2026.1', narrows: cn}\n"
LIST = """\
id: provincial.prosecutor
label: 云省检察官职权清单
of: [prosecutor]
issued_by: {{unit: {unit}, level: {level}}}
versions:
  - version: v1
    in_force: {{from: 2026-01-01, until: {turn}}}
    published_on: 2026-01-01
    filing: {{filed_on: 2026-01-12, number: 高检备〔2026〕3号}}
    matters:
      - {{no: '1', matter: {matter}, level: chief, label: 由检察长决定, unverified: true}}
  - version: v2
    in_force: {{from: {turn}}}
    published_on: 2026-06-20
    matters:
      - {{no: '1', matter: {matter}, level: prosecutor, label: 由检察官决定, unverified: true}}
"""


def overlay(
    folder: Path,
    *,
    unit: str = "云省人民检察院",
    level: str = "provincial",
    matter: str = LISTED,
    turn: str = "2026-07-01",
) -> Path:
    """Write the overlay with its list, whose v2 begins at the turn; return the folder."""
    (folder / "lists" / "provincial").mkdir(parents=True)
    (folder / "pack.yaml").write_text(HEAD, encoding="utf-8")
    text = LIST.format(unit=unit, level=level, matter=matter, turn=turn)
    (folder / "lists" / "provincial" / "prosecutor.yaml").write_text(text, encoding="utf-8")
    return folder
