"""Click's own messages in Chinese: its modules look every message up through gettext."""

from collections.abc import Callable, Sequence
from typing import Any

import click.core
import click.decorators
import click.exceptions
import click.formatting
import click.parser
import click.termui
import click.types

WORDS = {
    "Usage:": "用法：",
    "Options": "选项",
    "Commands": "命令",
    "Positional arguments": "参数",
    "Error: {message}": "错误：{message}",
    "Try '{command} {option}' for help.": "查看帮助：{command} {option}",
    "Invalid value: {message}": "取值不正确：{message}",
    "Invalid value for {param_hint}: {message}": "{param_hint} 的取值不正确：{message}",
    "Missing argument": "缺少参数",
    "Missing option": "缺少选项",
    "Missing parameter": "缺少参数",
    "Missing {param_type}": "缺少 {param_type}",
    "Missing parameter: {param_name}": "缺少参数：{param_name}",
    "Missing command.": "缺少命令。",
    "No such option {name!r}.": "没有选项 {name!r}。",
    "No such command {name!r}.": "没有命令 {name!r}，命令的名称见帮助。",
    "Did you mean {possibility}?": "是否想用 {possibility}？",
    "(Did you mean one of: {possibilities}?)": "（是否想用：{possibilities}？）",
    "Got unexpected extra argument ({args})": "多余的参数：{args}",
    "Got unexpected extra arguments ({args})": "多余的参数：{args}",
    "Option {name!r} requires an argument.": "选项 {name!r} 需要一个值。",
    "Option {name!r} requires {nargs} arguments.": "选项 {name!r} 需要 {nargs} 个值。",
    "Argument {name!r} takes {nargs} values.": "参数 {name!r} 需要 {nargs} 个值。",
    "Takes {nargs} values but 1 was given.": "需要 {nargs} 个值，只给了 1 个。",
    "Takes {nargs} values but {len} were given.": "需要 {nargs} 个值，却给了 {len} 个。",
    "Invalid start character for option ({option})": "选项不能这样开头：{option}",
    "Value must be an iterable.": "须给出多个值。",
    "Option {name!r} does not take a value.": "选项 {name!r} 不带值。",
    "Could not open file {filename!r}: {message}": "无法打开文件 {filename!r}：{message}",
    "unknown error": "未知错误",
    "Aborted!": "已中止。",
    "Choose from:\n\t{choices}": "可选：\n\t{choices}",
    "{value!r} is not {choice}.": "{value!r} 不是 {choice}。",
    "{value!r} is not one of {choices}.": "{value!r} 不在可选值之内，用其中之一：{choices}。",
    "{value!r} does not match the format {format}.": (
        "{value!r} 不是日期或者时刻，写成 {format} 的形式（%Y 年、%m 月、%d 日）。"
    ),
    "{value!r} does not match the formats {formats}.": "{value!r} 不符合任何一种格式：{formats}。",
    "{value!r} is not a valid {number_type}.": (
        "{value!r} 不是{number_type}，改写为{number_type}。"
    ),
    "{value} is not in the range {range}.": (
        "{value} 超出范围，改写为符合 {range} 的数（x 指所填的数）。"
    ),
    "{value!r} is not a valid boolean. Recognized values: {states}": (
        "{value!r} 不是有效的是否值。可用：{states}"
    ),
    "{value!r} is not a valid UUID.": "{value!r} 不是有效的 UUID。",
    "file": "文件",
    "directory": "文件夹",
    "path": "路径",
    "{name} {filename!r} does not exist.": "{name} {filename!r} 不存在，核对路径。",
    "{name} {filename!r} is a file.": "{name} {filename!r} 是文件。",
    "{name} {filename!r} is a directory.": "{name} {filename!r} 是文件夹。",
    "{name} {filename!r} is not readable.": "{name} {filename!r} 不可读取。",
    "{name} {filename!r} is not writable.": "{name} {filename!r} 不可写入。",
    "{name} {filename!r} is not executable.": "{name} {filename!r} 不可执行。",
    "{len_type} values are required, but {len_value} was given.": (
        "需要 {len_type} 个值，只给了 {len_value} 个。"
    ),
    "{len_type} values are required, but {len_value} were given.": (
        "需要 {len_type} 个值，却给了 {len_value} 个。"
    ),
    "default: {default}": "默认：{default}",
    "required": "必填",
    "(dynamic)": "（运行时确定）",
    "env var: {var}": "环境变量：{var}",
    "Do you want to continue?": "是否继续？",
    "Confirm the action without prompting.": "不再询问，直接执行。",
    "Repeat for confirmation": "再输入一次",
    "Error: The two entered values do not match.": "错误：两次输入不一致。",
    "Error: invalid input": "错误：请输入 y 或者 n",
    "Press any key to continue...": "按任意键继续……",
    "deprecated": "已停用",
    "Show the version and exit.": "显示版本后退出。",
    "Show this message and exit.": "显示本帮助后退出。",
}

# What click calls a type in messages and, in capitals, in the help.
TYPES = {
    "IntParamType": "整数",
    "IntRange": "整数",
    "FloatParamType": "数",
    "FloatRange": "数",
    "BoolParamType": "是否",
    "DateTime": "日期",
    "File": "文件",
    "StringParamType": "文字",
    "UnprocessedParamType": "文字",
}
USAGE = {"[OPTIONS]": "[选项]", "COMMAND": "命令", "[ARGS]...": "[参数]..."}


def _one(message: str) -> str:
    return WORDS.get(message, message)


def _many(singular: str, plural: str, count: int) -> str:
    return _one(singular if count == 1 else plural)


def _write_usage(write: Callable[..., None]) -> Callable[..., None]:
    """Write the usage line with Click's own place-holders in Chinese."""

    def written(formatter: Any, prog: str, args: str = "", prefix: str | None = None) -> None:
        words = " ".join(USAGE.get(word, word) for word in args.split(" "))
        write(formatter, prog, words, prefix)

    return written


def _missing(error: click.exceptions.MissingParameter) -> str:
    """Say what is missing and how to give it; Click would end with an English full stop."""
    kinds = {"option": "选项", "argument": "参数"}
    param = error.param
    kind = kinds.get(error.param_type or getattr(param, "param_type_name", ""), "参数")
    hint: str | Sequence[str] = error.param_hint or ""
    if not hint and param is not None:
        hint = param.get_error_hint(error.ctx)
    named = hint if isinstance(hint, str) else " / ".join(hint)
    said = getattr(param, "help", None) or ""
    more = param.type.get_missing_message(param=param, ctx=error.ctx) if param else None
    words = [word for word in (said.rstrip("。"), more, error.message) if word]
    return f"缺少{kind} {named}，请补上" + (f"：{'。'.join(words)}" if words else "。")


def speak_chinese() -> None:
    """Point the lookups of Click's modules at `WORDS`; a message not listed stays as it is."""
    lookups: dict[str, Callable[..., str]] = {"_": _one, "ngettext": _many}
    modules = (
        click.core, click.decorators, click.exceptions, click.formatting, click.parser,
        click.termui, click.types,
    )  # fmt: skip
    for module in modules:
        for name, lookup in lookups.items():
            if hasattr(module, name):
                setattr(module, name, lookup)
    for type_name, said in TYPES.items():
        getattr(click.types, type_name).name = said
    setattr(click.exceptions.MissingParameter, "format_message", _missing)  # noqa: B010
    formatter = click.formatting.HelpFormatter
    if formatter.write_usage.__name__ != "written":
        setattr(formatter, "write_usage", _write_usage(formatter.write_usage))  # noqa: B010
