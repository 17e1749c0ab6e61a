"""A unit's own values of a model's parameters, laid over the national ones."""

from collections.abc import Mapping
from decimal import Decimal

from xiezhi.screening.errors import ModelInvalid
from xiezhi.screening.hits import Value
from xiezhi.screening.model import Local, Model, Param
from xiezhi.screening.parameters import typed


def overlaid(model: Model, values: Mapping[str, tuple[str, str]]) -> Model:
    """The model with other values: parameter to (value, source). The files stay as they are.

    Raises :class:`ModelInvalid` for a parameter that is not there, that the law or the model
    fixes, or a value of another type or beyond the bounds.
    """
    params = dict(model.params)
    for name, (value, source) in values.items():
        param = _changeable(model, name)
        local = Local(source=source, national=str(param.value))
        params[name] = param.model_copy(update={"value": local_value(model, name, value)})
        params[name] = params[name].model_copy(update={"local": local})
    return model.model_copy(update={"params": params})


def local_value(model: Model, name: str, value: str) -> Value:
    """A value that a unit wants, in the parameter's type. Raises like :func:`overlaid`."""
    param = _changeable(model, name)
    given = typed(model, param, value.strip())
    if not isinstance(given, int | Decimal):
        return given
    number = Decimal(given)
    if not number.is_finite() or number < param.at_least or _is_above(number, param):
        words = f"不小于 {param.at_least}" + (
            f"、不大于 {param.at_most}" if param.at_most is not None else ""
        )
        raise ModelInvalid(
            f"参数“{param.label}”的值越出模型允许的范围", f"填{words}的数", model.id, value
        )
    return given


def _is_above(number: Decimal, param: Param) -> bool:
    return param.at_most is not None and number > param.at_most


def _changeable(model: Model, name: str) -> Param:
    param = model.params.get(name)
    if param is None:
        raise ModelInvalid("模型没有这个参数", "核对参数，撤回这个本地值", model.id, name)
    if not param.is_changeable:
        reason = f"参数“{param.label}”由法律规定或者由模型固定，不能改为本地值"
        raise ModelInvalid(reason, "只能改标明经验值的参数", model.id, name)
    return param
