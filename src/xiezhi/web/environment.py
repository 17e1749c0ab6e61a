"""What the environment says: the only reader of `XIEZHI_*` variables for the site's settings."""

import os
import secrets
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

SHORTEST_SECRET = 50  # characters; Django's own security check warns below this length
SQLITE_OPTIONS: dict[str, Any] = {
    # The write lock is taken when a transaction begins, so the ledger's head is never read stale.
    "transaction_mode": "IMMEDIATE",
    "timeout": 30,
    # FULL: an acknowledged act survives a power cut, not only a crash of the process.
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
}


def truth(name: str, default: bool = False) -> bool:
    """Return the boolean variable `name`; raise ImproperlyConfigured on other words."""
    value = os.environ.get(name, "").strip().lower()
    if not value:
        return default
    if value in {"1", "true", "yes", "on"}:
        return True
    if value in {"0", "false", "no", "off"}:
        return False
    raise ImproperlyConfigured(f"环境变量 {name} 的值“{value}”无法识别：请填 1(是)或 0(否)。")


def words(name: str, default: str = "") -> list[str]:
    """Return the comma-separated variable `name` as a list without blanks."""
    return [part.strip() for part in os.environ.get(name, default).split(",") if part.strip()]


def days(name: str, default: float) -> float:
    """Return the number of days in `name`; raise ImproperlyConfigured unless it is above zero."""
    given = os.environ.get(name, "").strip()
    try:
        value = float(given) if given else default
    except ValueError:
        value = 0.0
    if not 0 < value < float("inf"):
        raise ImproperlyConfigured(
            f"环境变量 {name} 的值“{given}”不是天数：请填大于 0 的数，例如 {default:g}。"
        )
    return value


def home() -> Path:
    """Return the folder for databases, keys and stored files (`XIEZHI_HOME`, else `./var`)."""
    return Path(os.environ.get("XIEZHI_HOME", "var")).expanduser().resolve()


def secret_key(*, demo: bool, folder: Path) -> str:
    """Return the signing secret; outside the demo there is none by default (empty)."""
    given = os.environ.get("XIEZHI_SECRET_KEY", "")
    if given:
        if len(given) < SHORTEST_SECRET:
            raise ImproperlyConfigured(
                f"XIEZHI_SECRET_KEY 只有 {len(given)} 个字符，至少需要 {SHORTEST_SECRET} 个。"
                "可用命令 python -c 'import secrets; print(secrets.token_urlsafe(64))' 生成。"
            )
        return given
    return _demo_secret(folder) if demo else ""


def _demo_secret(folder: Path) -> str:
    """Return the demo's own random secret, made on first use and readable by its owner only."""
    path = folder / "demo-secret"
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(secrets.token_urlsafe(64))
    return path.read_text(encoding="ascii")


def database(folder: Path) -> dict[str, Any]:
    """Return Django's database entry for `XIEZHI_DATABASE_URL` (sqlite:///path or postgresql://…)."""
    url = os.environ.get("XIEZHI_DATABASE_URL", "")
    if not url:
        folder.mkdir(parents=True, exist_ok=True)
        return _sqlite(folder / "xiezhi.sqlite3")
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return _sqlite(Path(unquote(parts.path.removeprefix("/"))))
    if parts.scheme in {"postgres", "postgresql"}:
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": unquote(parts.path.lstrip("/")) or "xiezhi",
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": unquote(parts.hostname or ""),
            "PORT": str(parts.port or ""),
            "CONN_MAX_AGE": 60,
            "CONN_HEALTH_CHECKS": True,
        }
    raise ImproperlyConfigured(
        f"XIEZHI_DATABASE_URL 的类型“{parts.scheme}”不受支持："
        "请用 sqlite:///文件路径 或 postgresql://用户：口令@主机：端口/库名。"
    )


def lake_catalogue() -> str:
    """Return `XIEZHI_LAKE_CATALOGUE_URL`: the PostgreSQL database that keeps the catalogue of the
    agencies' tables when several machines write them; empty for a file beside the tables."""
    url = os.environ.get("XIEZHI_LAKE_CATALOGUE_URL", "")
    if url and urlsplit(url).scheme not in {"postgres", "postgresql"}:
        raise ImproperlyConfigured(
            f"XIEZHI_LAKE_CATALOGUE_URL 的类型“{urlsplit(url).scheme}”不受支持："
            "请用 postgresql://用户：口令@主机：端口/库名，或者不设（目录存为文件）。"
        )
    return url


def _sqlite(path: Path) -> dict[str, Any]:
    return {"ENGINE": "django.db.backends.sqlite3", "NAME": path, "OPTIONS": dict(SQLITE_OPTIONS)}
