"""The law kernel: rules as data, and the pure functions that apply them.

Knows nothing of Django or databases. Public names are imported from here.
"""

from xiezhi.law.acts import Act, Actor
from xiezhi.law.authority import Authority
from xiezhi.law.calendar import Calendar
from xiezhi.law.citations import Citation
from xiezhi.law.conditions import Condition, Fact
from xiezhi.law.errors import LawError, PackError, PeriodError
from xiezhi.law.fields import FieldSpec
from xiezhi.law.instruments import Instrument
from xiezhi.law.offers import Offer, offers
from xiezhi.law.packs import Pack, load_pack, national
from xiezhi.law.periods import Deadline, Interval, Step, due, holds
from xiezhi.law.procedure import admit, opened
from xiezhi.law.procedure_rules import Procedure
from xiezhi.law.refusals import Refusal, Refused
from xiezhi.law.replay import replay
from xiezhi.law.state import State
from xiezhi.law.texts import Texts, texts_folder

__all__ = [
    "Act",
    "Actor",
    "Authority",
    "Calendar",
    "Citation",
    "Condition",
    "Deadline",
    "Fact",
    "FieldSpec",
    "Instrument",
    "Interval",
    "LawError",
    "Offer",
    "Pack",
    "PackError",
    "PeriodError",
    "Procedure",
    "Refusal",
    "Refused",
    "State",
    "Step",
    "Texts",
    "admit",
    "due",
    "holds",
    "load_pack",
    "national",
    "offers",
    "opened",
    "replay",
    "texts_folder",
]
