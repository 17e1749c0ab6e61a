"""The agencies that may send, from a file that the environment names; none means closed."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

SHORTEST_SECRET = 32  # characters
CaseSource = Literal["police", "supervision_commission"]


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str = Field(min_length=1, max_length=100)
    secret: str = Field(min_length=SHORTEST_SECRET)
    procuratorates: tuple[str, ...] = Field(min_length=1)
    case_source: CaseSource = "police"


@dataclass(frozen=True, slots=True)
class Agency:
    """An agency: its code, name, signing secret, the procuratorates it may address."""

    code: str
    name: str
    secret: str
    procuratorates: tuple[str, ...]
    case_source: CaseSource


def agencies() -> dict[str, Agency]:
    """Return the agencies by code; empty when `XIEZHI_EXCHANGE_AGENCIES` names no file.

    Raises:
        ImproperlyConfigured: the file is missing or wrong (zh, without any secret).
    """
    path = settings.XIEZHI_EXCHANGE_AGENCIES
    if not path:
        return {}
    try:
        given = json.loads(Path(path).read_text("utf-8"))
        entries = TypeAdapter(dict[str, _Entry]).validate_python(given)
    except OSError as error:
        raise ImproperlyConfigured(f"读不到交换机关的文件 {path}：{error.strerror}") from error
    except json.JSONDecodeError as error:
        raise ImproperlyConfigured(f"{path} 第 {error.lineno} 行不是 JSON") from error
    except ValidationError as error:
        places = "；".join(".".join(map(str, one["loc"])) for one in error.errors())
        cure = f"密钥至少 {SHORTEST_SECRET} 个字符，并写明名称和可以发往的人民检察院"
        raise ImproperlyConfigured(f"{path} 有误：{places}。{cure}") from None
    return {code: Agency(code, **entry.model_dump()) for code, entry in entries.items()}
