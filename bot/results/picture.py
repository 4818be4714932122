"""A result as a picture: bars, or a radar where that reads well; made to be read on a telephone 360 px wide."""

from __future__ import annotations

from collections.abc import Sequence

from bot.results.canvas import Canvas, Theme
from bot.results.fonts import clipped, printable
from bot.results.radar import draw_radar, place_radar

Axes = Sequence[tuple[str, float]]
"""(label, value from 0 to 100) of each axis."""

SIDE = 720
"""Pixels; with few bars a picture is lower, with many it is higher. A telephone shows it at about half that."""
MOST_AXES = 12

_MARGIN = 40.0
_TITLE, _LABEL, _SMALL_LABEL = 34.0, 28.0, 24.0
"""Sizes of letters, in pixels."""
_MANY = 6
"""Bars from which on they are set closer."""


def draw(axes: Axes, title: str, theme: Theme = "light") -> bytes:
    """A PNG of `axes`: a radar for three to eight whose labels fit around it, else bars.

    Raises:
        ValueError: when there are no axes or more than `MOST_AXES`, or a value is not from 0 to 100.
    """
    rows = checked(axes)
    canvas = Canvas(SIDE, SIDE, theme)
    radar = place_radar(canvas, rows, _draw_title(canvas, title))
    if radar is not None:
        draw_radar(canvas, rows, radar)
    else:
        canvas = Canvas(SIDE, _height(len(rows)), theme)
        _draw_bars(canvas, rows, _draw_title(canvas, title))
    return canvas.png()


def alt_text(axes: Axes, title: str, whole: str, axis: str) -> str:
    """What the picture shows, in words, for those who do not see it.

    `whole` is a text with {title} and {axes}, `axis` one with {label} and {value}: `picture` in knowledge/report.yml.
    """
    parts = [axis.format(label=label, value=round(value)) for label, value in axes]
    return whole.format(title=title, axes=", ".join(parts))


def checked(axes: Axes) -> list[tuple[str, int]]:
    """(label as it is shown, whole value) of each axis.

    Raises:
        ValueError: as `draw`.
    """
    if not 1 <= len(axes) <= MOST_AXES:
        raise ValueError(f"{len(axes)} axes; a picture shows 1 to {MOST_AXES}")
    for label, value in axes:
        if not 0 <= value <= 100:
            raise ValueError(f"the value of '{label}' is {value}; a number from 0 to 100 is wanted")
    return [(_capital(clipped(printable(label), 80)), round(value)) for label, value in axes]


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _height(count: int) -> int:
    """Of a picture with that many bars: labels of two lines fit, with air between them."""
    return 200 + 104 * count if count < _MANY else max(SIDE, 150 + 66 * count)


def _draw_title(canvas: Canvas, title: str) -> float:
    """Write the title; where what follows may begin."""
    lines = canvas.fit(_capital(printable(title)), _TITLE, canvas.width - 2 * _MARGIN, 2, bold=True)
    canvas.text((_MARGIN, _MARGIN - 6), lines, _TITLE, bold=True)
    return _MARGIN + canvas.text_height(lines, _TITLE) + 14


def _draw_bars(canvas: Canvas, rows: Sequence[tuple[str, int]], top: float) -> None:
    many = len(rows) >= _MANY
    size, thick = (_SMALL_LABEL, 14.0) if many else (_LABEL, 22.0)
    width = canvas.width - 2 * _MARGIN
    labels = [canvas.fit(label, size, width - 4 * size, 1 if len(rows) > _MANY else 2) for label, _ in rows]
    heights = [canvas.text_height(lines, size) + 8 + thick for lines in labels]
    gap = min(48.0, (canvas.height - _MARGIN - top - sum(heights)) / max(1, len(rows) - 1))
    y = top + max(0.0, (canvas.height - _MARGIN - top - sum(heights) - gap * (len(rows) - 1)) / 2)
    for (_, value), lines, height in zip(rows, labels, heights, strict=True):
        canvas.text((_MARGIN, y), lines, size)
        beside_last = y + canvas.text_height(lines[:-1], size)
        canvas.text((canvas.width - _MARGIN, beside_last), [str(value)], size, bold=True, align="right")
        bar = y + height - thick
        canvas.bar((_MARGIN, bar), width, thick, canvas.colours.track)
        if value:
            canvas.bar((_MARGIN, bar), width * value / 100, thick, canvas.colours.accent)
        y += height + gap
