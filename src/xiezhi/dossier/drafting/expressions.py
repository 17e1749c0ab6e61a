"""The one Jinja environment of the templates: sandboxed, strict, escaping."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from typing import Any

from jinja2 import StrictUndefined, Template, meta
from jinja2.sandbox import ImmutableSandboxedEnvironment


class Remembering(ImmutableSandboxedEnvironment):
    """A sandbox that compiles a source once; values never become sources."""

    def from_string(self, source: Any, *_: Any, **__: Any) -> Template:
        """The compiled template of a source."""
        return self._compiled(source)

    @lru_cache(maxsize=512)  # noqa: B019  one environment for the life of the process
    def _compiled(self, source: str) -> Template:
        return super().from_string(source)


def environment(
    functions: Mapping[str, Callable[..., object]], finalize: Callable[..., object] | None = None
) -> Remembering:
    """An environment in which only the given functions exist and an unknown name is an error."""
    made = Remembering(autoescape=finalize is None, undefined=StrictUndefined, finalize=finalize)
    made.globals = dict(functions)
    return made


@lru_cache(maxsize=512)
def _condition(expression: str) -> Callable[[Mapping[str, object]], object]:
    compiled = environment({}).compile_expression(expression, undefined_to_none=False)
    return lambda context: compiled(**context)


def holds(expression: str, context: Mapping[str, object]) -> bool:
    """Whether a condition over the fields is true."""
    return bool(_condition(expression)(context))


def names_in(sources: Iterable[str]) -> set[str]:
    """The field names that Jinja sources read."""
    parser = environment({})
    found: set[str] = set()
    for source in sources:
        found |= meta.find_undeclared_variables(parser.parse(source))
    return found
