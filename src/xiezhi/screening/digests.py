"""What names a model: its own files, or its files with the tables and the law's rows they read."""

import hashlib
import json
from typing import Any

from xiezhi.screening.dictionary import Dictionary
from xiezhi.screening.model import Model
from xiezhi.screening.reference import reference_rows


def content_digest(model: Model) -> str:
    """Name a model by its own files alone: what people have looked at, tested and adopted.

    Comments and layout of the YAML do not count; every character of the SQL does.
    """
    return _digest(_content(model))


def digest_of(model: Model, dictionary: Dictionary) -> str:
    """Name what a run asks: the model's files, the law's rows it reads, its tables."""
    laws = reference_rows(dictionary)
    return _digest(
        [
            model.model_dump(mode="json", warnings=False),
            [laws[name] for name in sorted(set(model.reads) & set(laws))],
            [dictionary[name].model_dump(mode="json") for name in sorted(model.reads)],
        ]
    )


def table_digest(dictionary: Dictionary, table: str) -> str:
    """Name the columns of a table that a query can see: their names, types and units."""
    columns = dictionary[table].columns
    return _digest([[name, one.type, one.unit] for name, one in sorted(columns.items())])


def _content(model: Model) -> Any:
    return model.model_dump(mode="json", warnings=False, exclude={"reference_tables"})


def _digest(body: Any) -> str:
    text = json.dumps(body, ensure_ascii=False, sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()
