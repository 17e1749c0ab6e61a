"""Tables of casework: what was registered, and what the acts project."""

from .assignment import Assignment, DailySeed, LoadShare, Pool
from .case import Case, Party
from .number import IssuedNumber, NumberSeries
from .proceeding import InspectionGround, Proceeding
from .projection import Awaiting, Clock, HandlingMember, Recusal

__all__ = [
    "Assignment",
    "Awaiting",
    "Case",
    "Clock",
    "DailySeed",
    "HandlingMember",
    "InspectionGround",
    "IssuedNumber",
    "LoadShare",
    "NumberSeries",
    "Party",
    "Pool",
    "Proceeding",
    "Recusal",
]
