"""Law errors on the command line: told in Chinese, never as a traceback."""

import functools
from collections.abc import Callable
from typing import ParamSpec, TypeVar

import click

from xiezhi.law.errors import LawError

P = ParamSpec("P")
R = TypeVar("R")


def told(act: Callable[P, R]) -> Callable[P, R]:
    """A command whose LawError becomes one line on standard error and exit code 1."""

    @functools.wraps(act)
    def command(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return act(*args, **kwargs)
        except LawError as error:
            click.echo(f"错误：{error}", err=True)
            raise SystemExit(1) from error

    return command
