"""The law kernel: rules as data, and the pure functions that apply them.

Knows nothing of Django or databases. Public names are imported from here.
"""

from xiezhi.law.calendar import Calendar
from xiezhi.law.citations import Citation
from xiezhi.law.conditions import Condition, Fact
from xiezhi.law.errors import LawError, PackError, PeriodError
from xiezhi.law.instruments import Instrument
from xiezhi.law.packs import Pack, load_pack, national
from xiezhi.law.periods import Deadline, Interval, Step, due, holds
from xiezhi.law.texts import Texts

__all__ = [
    "Calendar",
    "Citation",
    "Condition",
    "Deadline",
    "Fact",
    "Instrument",
    "Interval",
    "LawError",
    "Pack",
    "PackError",
    "PeriodError",
    "Step",
    "Texts",
    "due",
    "holds",
    "load_pack",
    "national",
]
