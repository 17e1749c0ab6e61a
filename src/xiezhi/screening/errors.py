"""What the screening room refuses, each with a message a clerk understands."""

from dataclasses import dataclass, replace


@dataclass
class ScreeningError(Exception):
    """A refusal in Chinese: what is wrong, where, with which value, and the cure."""

    reason: str
    cure: str = ""
    place: str = ""
    value: str = ""

    def __str__(self) -> str:
        where = f"{self.place}：" if self.place else ""
        value = f"（原值：{self.value}）" if self.value else ""
        cure = f"。{self.cure}" if self.cure else ""
        return f"{where}{self.reason}{value}{cure}"

    def within(self, name: str) -> str:
        """The same words where ``name`` has been said already: not as the place once more."""
        return str(replace(self, place=self.place.removeprefix(name).strip()))


class UnreadableFile(ScreeningError):
    """The file cannot be read at all; nothing was written."""


class Unmapped(ScreeningError):
    """No table, or not every required column, could be recognised; nothing was written."""


class ModelInvalid(ScreeningError):
    """A model folder breaks a rule of the house."""


class SqlRefused(ModelInvalid):
    """A model's SQL asks for more than a model may."""


class ParameterMissing(ScreeningError):
    """A model needs a value of the law that the caller did not pass."""


class RunStopped(ScreeningError):
    """A run exceeded its time or memory, or was cancelled."""
