"""The names under which acts on models stand in the ledger."""

import hashlib

MODEL = "model"
STAGE_ACTS = ("begin_trial", "adopt_model", "retire_model")
_LONGEST = 64  # characters of a subject's id in the ledger


def model_subject(unit: str, model_id: str) -> tuple[str, str]:
    """Return the ledger's subject of a model in a unit: ``<unit>/<id>``, shortened by a digest."""
    name = f"{unit}/{model_id}"
    if len(name) > _LONGEST:
        name = f"{name[:47]}~{hashlib.sha256(name.encode()).hexdigest()[:16]}"
    return MODEL, name
