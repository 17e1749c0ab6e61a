"""Tables of the three rules; every one is only added to, as its triggers see to."""

from .check import ReverseCheck
from .counsel import CounselWarning, LimitedPerson
from .month import MonthReport
from .record import HandOver, Record

__all__ = [
    "CounselWarning",
    "HandOver",
    "LimitedPerson",
    "MonthReport",
    "Record",
    "ReverseCheck",
]
