"""A result as a radar: a polygon with one corner an axis, the first one at the top, and the labels around it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, pi, sin

from bot.results.canvas import Align, Canvas, Point

FEWEST, MOST = 3, 8
"""Axes that a radar can show."""

_SIZES = (28.0, 26.0, 24.0)
"""Of the letters of labels, in pixels, the largest first; smaller ones are not legible on a telephone."""
_RADII = (220.0, 210.0, 200.0, 190.0, 180.0, 170.0, 160.0)
_MOST_LINES = 3
_RINGS = (25, 50, 75, 100)
_MARGIN = 14.0
_GAP = 16.0
"""Between a corner and its label."""


@dataclass(frozen=True)
class Radar:
    """A radar that fits: where its middle is, how large it is, and its labels in lines."""

    middle: Point
    radius: float
    size: float
    labels: tuple[tuple[str, ...], ...]


def place_radar(canvas: Canvas, axes: Sequence[tuple[str, int]], top: float) -> Radar | None:
    """The largest radar that fits under `top`; None when its labels would not be legible."""
    if not FEWEST <= len(axes) <= MOST:
        return None
    for radius in _RADII:
        for size in _SIZES:
            radar = _placed(canvas, axes, top, radius, size)
            if radar is not None:
                return radar
    return None


def draw_radar(canvas: Canvas, axes: Sequence[tuple[str, int]], radar: Radar) -> None:
    """Draw what `place_radar` placed."""
    count, colours = len(axes), canvas.colours
    for ring in _RINGS:
        corners = [_corner(radar, place, count, ring) for place in range(count)]
        canvas.polygon(corners, colours.track, width=3 if ring == 100 else 2)
    for place in range(count):
        canvas.line([radar.middle, _corner(radar, place, count, 100)], colours.track, 2)
    corners = [_corner(radar, place, count, value) for place, (_, value) in enumerate(axes)]
    canvas.polygon(corners, colours.accent, opacity=0.28, width=5)
    for corner in corners:
        canvas.dot(corner, 8, colours.accent)
    for place, (_, value) in enumerate(axes):
        _write_label(canvas, radar, place, count, str(value))


def _placed(canvas: Canvas, axes: Sequence[tuple[str, int]], top: float, radius: float, size: float) -> Radar | None:
    count = len(axes)
    draft = Radar((canvas.width / 2, 0), radius, size, ())
    labels: list[tuple[str, ...]] = []
    for place, (label, _) in enumerate(axes):
        x, _y = _anchor(draft, place, count)
        across = _across(place, count)
        room = canvas.width - 2 * _MARGIN if across == 0 else (canvas.width - x if across > 0 else x) - _MARGIN
        lines = canvas.balanced(label, size, min(room, 300))
        if len(lines) > _MOST_LINES or any(canvas.text_width(line, size) > room for line in lines):
            return None
        labels.append((*lines,))
    tops, bottoms = zip(*(_extent(canvas, draft, place, labels) for place in range(count)), strict=True)
    high, low = min(tops), max(bottoms)
    if low - high > canvas.height - top - 2 * _MARGIN:
        return None
    shift = (top + canvas.height) / 2 - (high + low) / 2
    return Radar((canvas.width / 2, shift), radius, size, tuple(labels))


def _corner(radar: Radar, place: int, count: int, value: float) -> Point:
    """The point of `value` on an axis."""
    angle = 2 * pi * place / count - pi / 2
    reach = radar.radius * value / 100
    return radar.middle[0] + reach * cos(angle), radar.middle[1] + reach * sin(angle)


def _anchor(radar: Radar, place: int, count: int) -> Point:
    """Where the label of an axis is held: a little outside its corner."""
    return _corner(radar, place, count, 100 * (radar.radius + _GAP) / radar.radius)


def _across(place: int, count: int) -> int:
    """-1 for an axis on the left, 1 on the right, 0 at the top and at the bottom."""
    turn = cos(2 * pi * place / count - pi / 2)
    return 0 if abs(turn) < 0.01 else 1 if turn > 0 else -1


def _extent(canvas: Canvas, radar: Radar, place: int, labels: Sequence[tuple[str, ...]]) -> tuple[float, float]:
    """The top and the bottom of a label with its value."""
    height = canvas.text_height([*labels[place], ""], radar.size)
    y = _anchor(radar, place, len(labels))[1]
    turn = sin(2 * pi * place / len(labels) - pi / 2)
    top = y - height * (1 - turn) / 2  # above at the top, below at the bottom, beside in between
    return top, top + height


def _write_label(canvas: Canvas, radar: Radar, place: int, count: int, value: str) -> None:
    x = _anchor(radar, place, count)[0]
    top, _ = _extent(canvas, radar, place, radar.labels)
    lines = radar.labels[place]
    across = _across(place, count)
    align: Align = "center" if across == 0 else "left" if across > 0 else "right"
    canvas.text((x, top), lines, radar.size, align=align)
    canvas.text((x, top + canvas.text_height(lines, radar.size)), [value], radar.size, bold=True, align=align)
