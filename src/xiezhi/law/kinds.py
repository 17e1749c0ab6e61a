"""The kinds of rule file a pack may hold, each with the class that reads it.

A new kind is one line here: its folder, and the class by name, so that no kind imports another.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

from pydantic import BaseModel


@dataclass(frozen=True)
class Kind:
    """A kind of rule; ``name`` is its folder (or ``name``.yaml) and the attribute of the pack.

    ``keyed`` kinds are tables, key to rule; the others hold one rule a file, or a list of rules
    whose ids begin with the file's path. ``judged_by`` names a module with
    ``problems_of(rule, pack, report)``, which yields what is wrong and words to find the line by.
    """

    name: str
    read_by: str
    keyed: bool = False
    judged_by: str = ""

    def model(self) -> type[BaseModel]:
        """The pydantic class that reads one rule of this kind."""
        module, _, name = self.read_by.partition(":")
        found: type[BaseModel] = getattr(import_module(f"xiezhi.law.{module}"), name)
        return found

    def judges(self) -> Iterator[Callable[..., Any]]:
        """The further checks of this kind, if any."""
        if self.judged_by:
            yield import_module(f"xiezhi.law.{self.judged_by}").problems_of

    def files(self, root: Path) -> Iterator[Path]:
        """The files of this kind in a pack, in a fixed order."""
        single = root / f"{self.name}.yaml"
        if single.is_file():
            yield single
        yield from sorted((root / self.name).rglob("*.yaml"))


KINDS = (
    Kind("instruments", "instruments:Instrument", keyed=True),
    Kind("facts", "conditions:Fact", keyed=True),
    Kind("counting", "counting_rules:Counting", judged_by="counting_checks"),
    Kind("periods", "period_rules:Period", judged_by="period_checks"),
    Kind("procedures", "procedure_rules:Procedure"),
    Kind("authority", "authority_rules:AuthorityRule"),
    Kind("lists", "power_list_rules:PowerList", judged_by="power_list_checks"),
    Kind("calendar", "calendar:CalendarYear"),
    Kind("liability", "liability.tables:LiabilityTable", judged_by="liability.checks"),
)
