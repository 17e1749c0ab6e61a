"""YAML files read with the place of every mistake: file and line, in Chinese."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, ClassVar, TypeVar

import yaml
from pydantic import BaseModel, TypeAdapter, ValidationError

from xiezhi.law.errors import PackError

M = TypeVar("M")

_BOOL = "tag:yaml.org,2002:bool"
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _StrictLoader(_Loader):  # type: ignore[misc]
    """Refuses a key written twice; ``on`` and ``no`` are words, only true and false are claims."""

    yaml_implicit_resolvers: ClassVar = {
        first: [pair for pair in pairs if pair[0] != _BOOL]
        for first, pairs in _Loader.yaml_implicit_resolvers.items()
    }


def _mapping(loader: Any, node: Any) -> dict[object, object]:
    written: set[object] = set()  # a key taken over by ``<<`` may be written anew
    for key_node, _ in node.value:
        if key_node.tag.endswith(":merge"):
            continue
        key = loader.construct_object(key_node, deep=True)
        if key in written:
            raise yaml.constructor.ConstructorError(
                None, None, f"键「{key}」重复", key_node.start_mark
            )
        written.add(key)
    loader.flatten_mapping(node)
    return {
        loader.construct_object(key, deep=True): loader.construct_object(value, deep=True)
        for key, value in node.value
    }


_StrictLoader.add_implicit_resolver(_BOOL, re.compile(r"^(?:true|false)$"), list("tf"))
_StrictLoader.add_constructor("tag:yaml.org,2002:map", _mapping)


def read_yaml(path: Path) -> object:
    """The content of one YAML file. Raises PackError with the line that cannot be read."""
    try:
        return yaml.load(path.read_text(encoding="utf-8"), Loader=_StrictLoader)  # noqa: S506
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        place = f"{path} 第 {mark.line + 1} 行" if mark else str(path)
        problem = f"YAML 写法有误（{error.problem}）"
        raise PackError(place, problem, "检查缩进、冒号与引号") from error
    except FileNotFoundError as error:
        raise PackError(str(path), "没有这个文件", "核对规则包的目录") from error
    except UnicodeDecodeError as error:
        raise PackError(str(path), "不是 UTF-8 编码", "另存为 UTF-8") from error


def read_as(model: type[M], path: Path) -> M:
    """One YAML file validated as ``model``. Raises PackError naming field, value and cure."""
    return validated(model, read_yaml(path), path)


def validated(model: type[M], content: object, path: Path) -> M:
    """``content`` of ``path`` as ``model``. Raises PackError naming field, value and cure."""
    try:
        if isinstance(model, type) and issubclass(model, BaseModel):
            return model.model_validate(content)
        return TypeAdapter(model).validate_python(content)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        where = ".".join(str(part) for part in first["loc"]) or "全文"
        line = line_of(path, [part for part in first["loc"] if isinstance(part, str)])
        raise PackError(
            f"{path}{f' 第 {line} 行' if line else ''} 字段 {where}", _problem(first), _cure(first)
        ) from error


def line_of(path: Path, keys: list[str]) -> int | None:
    """The first line that mentions the last of ``keys``; a hint, None if nowhere."""
    if not path.is_file():  # the file of a pack that was kept
        return None
    lines = path.read_text(encoding="utf-8").splitlines()
    for key in reversed(keys):
        for number, line in enumerate(lines, start=1):
            if f"{key}:" in line:
                return number
    return None


def line_saying(path: Path, words: str) -> int | None:
    """The first line of a file that contains ``words``; None when no single line does."""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if words and words in line:
            return number
    return None


_PROBLEMS = {
    "missing": ("缺少这一项", "补上该字段"),
    "extra_forbidden": ("没有这个字段", "检查字段名的拼写，或删去"),
    "date_from_datetime_parsing": ("不是日期", "写成 2026-03-01 的形式"),
    "date_type": ("不是日期", "写成 2026-03-01 的形式"),
    "bool_type": ("不是 true 或 false", "改为 true 或 false"),
    "bool_parsing": ("不是 true 或 false", "改为 true 或 false"),
    "string_type": ("不是文字", "改为文字，必要时加引号"),
    "literal_error": ("不在可选的值之内", "改用可选的值"),
    "list_type": ("不是列表", "写成 - 开头的若干项"),
    "dict_type": ("不是键值对", "写成 键: 值"),
    "model_type": ("不是键值对", "写成 键: 值"),
}


def _problem(first: Mapping[str, Any]) -> str:
    if first["type"] == "value_error":
        return str(first["ctx"]["error"])
    said = _PROBLEMS.get(first["type"], (str(first["msg"]), ""))[0]
    return said if first["type"] == "missing" else f"{said}（现为 {_short(first['input'])}）"


def _cure(first: Mapping[str, Any]) -> str:
    expected = first.get("ctx", {}).get("expected")
    cure = _PROBLEMS.get(first["type"], ("", "对照同类文件改正"))[1]
    return f"{cure}：{expected}" if expected else cure


def _short(value: object) -> str:
    text = str(value)
    return text if len(text) <= 40 else f"{text[:40]}…"
