"""Why one cell cannot be taken."""

from dataclasses import dataclass


@dataclass
class Bad(Exception):
    """A cell refused: a stable code, the reason and the cure in Chinese."""

    code: str
    reason: str
    cure: str
