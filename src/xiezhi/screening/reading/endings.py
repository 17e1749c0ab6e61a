"""What the ending of a file's name claims, and that the content is something else."""

from pathlib import Path

# What the ending of a file's name says that it is; text is read whatever its ending.
ENDINGS = {
    **dict.fromkeys((".xlsx", ".xlsm", ".xls", ".xlsb", ".ods"), "Excel 工作簿"),
    ".parquet": "Parquet 文件",
    **dict.fromkeys((".db", ".sqlite", ".sqlite3"), "SQLite 数据库"),
}


def claimed(path: Path) -> str:
    """What the file's ending says it is, when that is no text; empty otherwise."""
    return ENDINGS.get(path.suffix.lower(), "")


def mismatch(path: Path, looks: str) -> str:
    """Say that the content of a file is not what its ending says, and what it looks like."""
    return f"文件名以 {path.suffix} 结尾，内容却不是 {claimed(path)}，{looks}"
