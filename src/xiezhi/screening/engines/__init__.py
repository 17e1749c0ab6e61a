"""Engines that run a model's query: DuckDB here; another one implements the same interface."""

from xiezhi.screening.engines.interface import Engine, Limits, Result, Session, Source

__all__ = ["Engine", "Limits", "Result", "Session", "Source"]
