"""The path of a decision as a figure: positions of its boxes, arrows and dashed way round."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

GAP, HEIGHT, WIDTH = 50, 66, 840  # user units; LOOK.md: four boxes of 172 across 840
WIDEST = 172


@dataclass(frozen=True, slots=True)
class Box:
    """A step drawn: where, in which state (done, now, off), its lines, the arrow before."""

    x: float
    width: float
    state: str
    title: str
    who: str
    result: str
    arrow: str = ""

    @property
    def text_x(self) -> float:
        """Where the box's lines begin."""
        return self.x + 11

    @property
    def middle(self) -> float:
        """The middle of the box."""
        return self.x + self.width / 2

    @property
    def end_x(self) -> float:
        """Where the arrow to the next box begins."""
        return self.x + self.width + 1

    @property
    def label_x(self) -> float:
        """Where the label of the arrow into this box begins."""
        return self.x - GAP + 4

    @property
    def shape(self) -> str:
        """The css class of the frame."""
        return {"now": "now", "off": "off"}.get(self.state, "nd")


@dataclass(frozen=True, slots=True)
class Figure:
    """A drawn path with the sentence that says the same."""

    boxes: tuple[Box, ...]
    sentence: str
    detour: str = ""
    width: int = WIDTH

    @property
    def way_round(self) -> tuple[float, float, float]:
        """The way not taken: from below the second box, to below the last, middle of its label."""
        start, end = self.boxes[1].middle, self.boxes[-1].middle
        return start, end, (start + end) / 2

    @property
    def arrows(self) -> tuple[tuple[float, float, str, bool], ...]:
        """Each arrow: from x, to x, label, taken or not."""
        return tuple(
            (a.end_x, b.x - 3, b.arrow, b.state != "off")
            for a, b in zip(self.boxes, self.boxes[1:], strict=False)
        )


def figure(steps: Sequence[Any], detour: str = "") -> Figure:
    """Draw steps that have `title`, `who`, `result`, `state` and optionally `arrow`."""
    count = max(len(steps), 1)
    width = min(WIDEST, (WIDTH - GAP * (count - 1) - 2) / count)
    boxes = tuple(
        Box(
            x=0.5 + n * (width + GAP),
            width=width,
            state=step.state,
            title=fitted(step.title, width),
            who=fitted(step.who, width),
            result=fitted(step.result, width),
            arrow=getattr(step, "arrow", ""),
        )
        for n, step in enumerate(steps)
    )
    said = "；".join(" ".join(part for part in (s.title, s.who, s.result) if part) for s in steps)
    return Figure(boxes, f"{said}。", detour)


def fitted(text: str, width: float) -> str:
    """Return the text cut to what a box of this width can hold at 13 units a character."""
    room = int((width - 20) / 13)
    used, kept = 0.0, ""
    for letter in text:
        used += 1 if ord(letter) > 0x2E80 else 0.55
        if used > room:
            return kept[:-1] + "…"
        kept += letter
    return kept
