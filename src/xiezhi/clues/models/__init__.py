"""Tables of the clue repository: imports, model runs, clues, verification, transfers."""

from xiezhi.clues.models.clues import Clue, Report
from xiezhi.clues.models.handling import Handover, Transfer, Verification
from xiezhi.clues.models.imports import ImportBatch, Intake
from xiezhi.clues.models.runs import ModelRun

__all__ = [
    "Clue",
    "Handover",
    "ImportBatch",
    "Intake",
    "ModelRun",
    "Report",
    "Transfer",
    "Verification",
]
