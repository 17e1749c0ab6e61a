"""Rules of the three rules as data: ``packs/cn/interference/*.yaml``, read once."""

from functools import cache
from typing import Literal

from pydantic import BaseModel, ConfigDict, TypeAdapter

from xiezhi.law import Citation
from xiezhi.law.durations import Duration, read_duration
from xiezhi.law.packs import packs_folder
from xiezhi.law.yaml_files import read_yaml


class Sourced(BaseModel):
    """A rule with its article and words; ``unverified`` when no text was had."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    label: str
    cite: str = ""
    quote: str = ""
    unverified: bool = False

    @property
    def citation(self) -> Citation | None:
        """The article behind the rule, None when no text was had."""
        return Citation(self.cite, self.quote, not self.unverified) if self.cite else None


class RiskPoint(Sourced):
    """Acts at which the page asks for a record: moves by ``do``, or whole ``kinds`` of acts."""

    does: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()


class RiskPoints(BaseModel):
    """Why is asked at all, and the points by id."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    asks: Sourced
    points: dict[str, RiskPoint]

    def at(self, kind: str, do: str) -> tuple[str, RiskPoint] | None:
        """Return the point that an act stands at: its id and itself."""
        for key, point in self.points.items():
            if do in point.does or kind in point.kinds:
                return key, point
        return None


class Monthly(Sourced):
    """Until which day of the next month (``due_day``), and how many months one's page shows."""

    due_day: int
    months_shown: int


class Reporting(BaseModel):
    """The sources of recording, monthly report, verification, pursuit and leniency."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    recording: Sourced
    monthly: Monthly
    verification: Sourced
    pursuit: Sourced
    lenient: Sourced


class PracticeLimit(Sourced):
    """Who may not be counsel, in whose cases; ``length`` from leaving, without it for life."""

    who: Literal["former", "dismissed", "relative", "exempt"]
    units: Literal["own", "any"]
    length: str = ""

    @property
    def lasts(self) -> Duration | None:
        """The length, None for life."""
        return read_duration(self.length) if self.length else None


@cache
def risk_points() -> RiskPoints:
    """Return the risk points in the flow."""
    return RiskPoints.model_validate(_read("risk_points"))


@cache
def reporting() -> Reporting:
    """Return what is said of recording and reporting."""
    return Reporting.model_validate(_read("reporting"))


@cache
def practice_limits() -> dict[str, PracticeLimit]:
    """Return the limits on counsel by id; ``exception`` is what is exempt from them."""
    found = TypeAdapter(dict[str, PracticeLimit])
    return found.validate_python(_read("practice_limits"))


def _read(name: str) -> object:
    return read_yaml(packs_folder() / "cn" / "interference" / f"{name}.yaml")
