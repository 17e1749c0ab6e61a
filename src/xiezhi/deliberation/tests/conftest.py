"""The office that the tests of this room work in."""

from xiezhi.casework.tests.office import office

__all__ = ["office"]
