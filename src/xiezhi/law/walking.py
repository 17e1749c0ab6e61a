"""Walking through a rule and all its parts."""

from collections.abc import Iterator

from pydantic import BaseModel


def walk(rule: object) -> Iterator[BaseModel]:
    """A rule and every part of it, depth first."""
    if isinstance(rule, BaseModel):
        yield rule
        for name in type(rule).model_fields:
            yield from walk(getattr(rule, name))
    elif isinstance(rule, dict):
        for value in rule.values():
            yield from walk(value)
    elif isinstance(rule, list | tuple):
        for value in rule:
            yield from walk(value)
