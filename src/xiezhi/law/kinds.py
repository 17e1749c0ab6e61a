"""The kinds of rule file a pack may hold, each with the class that reads it.

A new kind is one line here: its folder, and the class by name, so that no kind imports another.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from pydantic import BaseModel


@dataclass(frozen=True)
class Kind:
    """A kind of rule; ``name`` is its folder (or ``name``.yaml) and the attribute of the pack.

    ``keyed`` kinds are tables, key to rule; the others hold one rule a file, or a list of rules
    whose ids begin with the file's path.
    """

    name: str
    read_by: str
    keyed: bool = False

    def model(self) -> type[BaseModel]:
        """The pydantic class that reads one rule of this kind."""
        module, _, name = self.read_by.partition(":")
        found: type[BaseModel] = getattr(import_module(f"xiezhi.law.{module}"), name)
        return found

    def files(self, root: Path) -> Iterator[Path]:
        """The files of this kind in a pack, in a fixed order."""
        single = root / f"{self.name}.yaml"
        if single.is_file():
            yield single
        yield from sorted((root / self.name).rglob("*.yaml"))


KINDS = (
    Kind("instruments", "instruments:Instrument", keyed=True),
    Kind("facts", "conditions:Fact", keyed=True),
    Kind("counting", "counting_rules:Counting"),
    Kind("periods", "period_rules:Period"),
    Kind("procedures", "procedure_rules:Procedure"),
    Kind("authority", "authority_rules:AuthorityRule"),
    Kind("calendar", "calendar:CalendarYear"),
)
