"""What the rooms above are told of imports and runs: they join in ``AppConfig.ready()``."""

from collections.abc import Callable

from xiezhi.clues.operators import Operator
from xiezhi.screening import Model

Imported = Callable[[Operator], None]
Running = Callable[[Operator, Model], None]
_imported: list[Imported] = []
_running: list[Running] = []


def after_import(follow: Imported) -> None:
    """Join what is told once an import is recorded or undone."""
    _imported.append(follow)


def before_run(follow: Running) -> None:
    """Join what is asked before a model runs; it may raise ScreeningError."""
    _running.append(follow)


def tell_of_import(operator: Operator) -> None:
    """Tell that the operator's unit has other data now. Call it when that is committed."""
    for follow in _imported:
        follow(operator)


def prepare_run(operator: Operator, model: Model) -> None:
    """Let everything be done that a run of the model rests on."""
    for follow in _running:
        follow(operator, model)
