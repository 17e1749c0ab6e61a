"""Whether a model from elsewhere, or from a draft, fits this installation."""

import re
from collections.abc import Mapping

from django.utils import timezone

from xiezhi.law.refusals import Refused, refuse
from xiezhi.modelling.law_values import law_values
from xiezhi.modelling.library import lines
from xiezhi.screening import (
    Model,
    ScreeningError,
    check_model,
    national,
    read_model,
    run_examples,
    table_digest,
)

_CURE = "什么也没有安装"
_ID = re.compile(r"[a-z][a-z_]{1,30}\.[a-z][a-z0-9_]{1,80}")


def fitting_model(files: Mapping[str, str], model_id: str) -> Model:
    """Return the model of these files when it may run here: lint passed, every example as written.

    Raises Refused (409, zh).
    """
    line = model_id.partition(".")[0]
    if not _ID.fullmatch(model_id) or line not in lines():
        known = "、".join(sorted(lines()))
        raise _unfit(
            f"模型的 id“{model_id[:60]}”不合格",
            f"写成“业务.名称”，小写字母、数字和下划线；业务是 {known} 之一",
        )
    try:
        model = read_model(files, model_id.replace(".", "/", 1))
        check_model(model, national())
        results = run_examples(model, national(), law_values(model, timezone.localdate()))
    except ScreeningError as error:
        raise _unfit(str(error), _CURE) from error
    if failed := [result.name for result in results if not result.passed]:
        raise _unfit(f"例子没有通过：{'；'.join(failed)[:200]}", f"改正模型或者例子；{_CURE}")
    return model


def require_same_tables(tables: Mapping[str, str]) -> None:
    """Raise Refused (409) unless every table is here with the same columns, types and units."""
    known = national()
    strange = [
        name
        for name, digest in tables.items()
        if name not in known or table_digest(known, name) != digest
    ]
    if strange:
        raise _unfit(
            f"数据字典中的这些表与导出单位的不同：{'、'.join(strange)[:200]}",
            f"把双方的数据字典升到同一版本；{_CURE}",
        )


def _unfit(reason: str, cure: str) -> Refused:
    return refuse("package.unfit", reason, cure)
