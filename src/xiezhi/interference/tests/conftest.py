"""The house of the three rules for every test here."""

from xiezhi.interference.tests.house import house, office

__all__ = ["house", "office"]
