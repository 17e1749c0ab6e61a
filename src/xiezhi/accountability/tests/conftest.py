"""The office, and the matter examined in it."""

from xiezhi.accountability.tests.examined import examined
from xiezhi.casework.tests.office import office

__all__ = ["examined", "office"]
