"""The office that the scenarios are played in."""

from xiezhi.casework.tests.office import office

__all__ = ["office"]
