"""The law's numbers that a model needs; see :mod:`xiezhi.modelling.law_values`."""

from xiezhi.modelling.law_values import law_values

__all__ = ["law_values"]
