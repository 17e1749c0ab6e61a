"""The law kernel: rules as data, and the pure functions that apply them.

Knows nothing of Django or databases. Public names are imported from here.
"""

from xiezhi.law.citations import Citation
from xiezhi.law.conditions import Condition, Fact
from xiezhi.law.errors import LawError, PackError, PeriodError
from xiezhi.law.instruments import Instrument
from xiezhi.law.packs import Pack, load_pack, national
from xiezhi.law.texts import Texts

__all__ = [
    "Citation",
    "Condition",
    "Fact",
    "Instrument",
    "LawError",
    "Pack",
    "PackError",
    "PeriodError",
    "Texts",
    "load_pack",
    "national",
]
