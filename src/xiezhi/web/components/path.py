"""The path of a decision as a figure: positions of its boxes, arrows and dashed way round."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

GAP, HEIGHT, WIDTH, DROP = 50, 66, 840, 18  # user units; LOOK.md: four boxes of 172 across 840
WIDEST = 172


@dataclass(frozen=True, slots=True)
class Box:
    """A step drawn: where, in which state (done, now, off), its lines, the arrow before.

    `y` is its top; a box below a step hangs on the line above it.
    """

    x: float
    width: float
    state: str
    title: str
    who: str
    result: str
    arrow: str = ""
    y: float = 1

    @property
    def lines_y(self) -> tuple[float, float, float]:
        """Where its three lines of text stand."""
        return self.y + 20, self.y + 38, self.y + 57

    @property
    def hangs_from(self) -> float:
        """Where the line to the box above begins."""
        return self.y - DROP

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
    below: tuple[Box, ...] = ()

    @property
    def floor(self) -> float:
        """The bottom of the lowest box."""
        return max((box.y for box in (*self.boxes, *self.below)), default=1) + HEIGHT

    @property
    def height(self) -> float:
        """The height of the drawing, with the way not taken below everything."""
        return self.floor + (41 if self.detour else 3)

    @property
    def rows(self) -> tuple[tuple[Box, ...], ...]:
        """The steps, and what hangs below them."""
        return self.boxes, self.below

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
    below = tuple(
        Box(box.x, width, one.state, fitted(one.title, width), fitted(one.who, width),
            fitted(one.result, width), y=1 + (n + 1) * (HEIGHT + DROP))
        for box, step in zip(boxes, steps, strict=True)
        for n, one in enumerate(getattr(step, "below", ()))
    )  # fmt: skip
    said = "；".join(_said(one) for s in steps for one in (s, *getattr(s, "below", ())))
    return Figure(boxes, f"{said}。", detour, below=below)


def _said(step: Any) -> str:
    return " ".join(part for part in (step.title, step.who, step.result) if part)


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
