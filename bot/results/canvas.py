"""A sheet to draw on in pixels, from the top left corner, in the colours of a theme.

matplotlib is imported when the first sheet is made, and only its object API is used: nothing is global.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from itertools import count
from typing import TYPE_CHECKING, Any, Literal

from bot.results.fonts import font_path

if TYPE_CHECKING:
    from matplotlib.artist import Artist

Theme = Literal["light", "dark"]
Point = tuple[float, float]
Align = Literal["left", "center", "right"]

_DPI = 100
_POINTS_PER_PIXEL = 72 / _DPI
_LINE_HEIGHT = 1.22
"""Of the size of the letters."""
_COLOURS_OF_A_FILE = 32


@dataclass(frozen=True)
class Colours:
    """The colours of a theme; tests hold them to their contrasts."""

    background: str
    text: str
    """7 to 1 or more on the background."""
    track: str
    """Behind a bar, and the rings of a radar: an ornament."""
    accent: str
    """4.5 to 1 or more on the background."""


COLOURS: dict[Theme, Colours] = {
    "light": Colours(background="#ffffff", text="#1a1d29", track="#d5dae6", accent="#3b4fd8"),
    "dark": Colours(background="#14161f", text="#f1f3f9", track="#363c50", accent="#93a4ff"),
}


class Canvas:
    """A sheet of `width` times `height` pixels."""

    def __init__(self, width: int, height: int, theme: Theme) -> None:
        from matplotlib.backends.backend_agg import FigureCanvasAgg
        from matplotlib.figure import Figure
        from matplotlib.font_manager import FontProperties

        self.width, self.height, self.colours = width, height, COLOURS[theme]
        figure = Figure(figsize=(width / _DPI, height / _DPI), dpi=_DPI, facecolor=self.colours.background)
        self._sheet: Any = FigureCanvasAgg(figure)  # a part of it has no types
        self._axes = figure.add_axes((0, 0, 1, 1))
        self._axes.set_axis_off()
        self._axes.set_xlim(0, width)
        self._axes.set_ylim(height, 0)
        self._layers = count()
        """What is drawn later lies on top."""
        self._fonts = {bold: FontProperties(fname=str(font_path(bold=bold))) for bold in (False, True)}
        self._widths: dict[tuple[str, float, bool], float] = {}
        """Measured once: placing the labels asks for each of them at many sizes, again and again."""

    def text(
        self,
        at: Point,
        lines: Sequence[str],
        size: float,
        *,
        bold: bool = False,
        align: Align = "left",
    ) -> None:
        """Write `lines` with the top of the first one at `at`; `size` is that of the letters in pixels."""
        font = self._fonts[bold].copy()
        font.set_size(size * _POINTS_PER_PIXEL)
        for number, line in enumerate(lines):
            baseline = at[1] + number * size * _LINE_HEIGHT + 0.95 * size
            self._axes.text(
                at[0],
                baseline,
                line,
                fontproperties=font,
                color=self.colours.text,
                horizontalalignment=align,
                verticalalignment="baseline",
                parse_math=False,  # « $ » in a title is no formula
                zorder=next(self._layers),
            )

    def text_height(self, lines: Sequence[str], size: float) -> float:
        """How high `lines` are."""
        return len(lines) * size * _LINE_HEIGHT

    def text_width(self, text: str, size: float, *, bold: bool = False) -> float:
        """How wide `text` is on one line."""
        key = (text, size, bold)
        if key not in self._widths:
            font = self._fonts[bold].copy()
            font.set_size(size * _POINTS_PER_PIXEL)
            self._widths[key] = float(self._sheet.get_renderer().get_text_width_height_descent(text, font, False)[0])
        return self._widths[key]

    def wrap(self, text: str, size: float, width: float, *, bold: bool = False) -> list[str]:
        """`text` in lines of at most `width`, broken at spaces; a longer word has a line of its own."""
        lines: list[str] = []
        for word in text.split(" "):
            longer = f"{lines[-1]} {word}" if lines else word
            if lines and self.text_width(longer, size, bold=bold) <= width:
                lines[-1] = longer
            else:
                lines.append(word)
        return lines

    def balanced(self, text: str, size: float, width: float, *, bold: bool = False) -> list[str]:
        """Like `wrap`, with as many lines, about as long as one another."""
        best = self.wrap(text, size, width, bold=bold)
        for share in (0.9, 0.8, 0.7, 0.6, 0.5):
            lines = self.wrap(text, size, share * width, bold=bold)
            if len(lines) > len(best) or any(self.text_width(line, size, bold=bold) > width for line in lines):
                break
            best = lines
        return best

    def fit(self, text: str, size: float, width: float, most: int, *, bold: bool = False) -> list[str]:
        """`text` in at most `most` lines of at most `width`; what is too much gives way to …"""
        lines = self.balanced(text, size, width, bold=bold)
        kept = lines[:most]
        cut = len(lines) > most
        for number, line in enumerate(kept):
            dots = "…" if cut and number == len(kept) - 1 else ""
            while line and self.text_width(line + dots, size, bold=bold) > width:
                line, dots = line[:-1].rstrip(), "…"
            kept[number] = line + dots
        return kept

    def bar(self, at: Point, width: float, height: float, colour: str) -> None:
        """A bar with round ends, its top left corner at `at`; at least as wide as it is high."""
        from matplotlib.patches import FancyBboxPatch

        radius = height / 2
        style = f"round,pad=0,rounding_size={radius}"
        box = FancyBboxPatch(at, max(width, height), height, boxstyle=style, facecolor=colour, edgecolor="none")
        self._add(box)

    def line(self, points: Sequence[Point], colour: str, width: float) -> None:
        """A line through `points`, `width` pixels thick."""
        from matplotlib.lines import Line2D

        columns, rows = zip(*points, strict=True)
        self._add(Line2D(columns, rows, color=colour, linewidth=width * _POINTS_PER_PIXEL))

    def polygon(self, points: Sequence[Point], colour: str, *, opacity: float = 0.0, width: float = 0.0) -> None:
        """An outline `width` pixels thick, filled with the same colour at `opacity`."""
        from matplotlib.colors import to_rgba
        from matplotlib.patches import Polygon

        face, thickness = to_rgba(colour, opacity), width * _POINTS_PER_PIXEL
        self._add(
            Polygon(list(points), closed=True, facecolor=face, edgecolor=colour, linewidth=thickness, joinstyle="round")
        )

    def dot(self, at: Point, radius: float, colour: str) -> None:
        """A filled circle."""
        from matplotlib.patches import Circle

        self._add(Circle(at, radius, facecolor=colour, edgecolor="none"))

    def _add(self, artist: Artist) -> None:
        artist.set_zorder(next(self._layers))
        self._axes.add_artist(artist)

    def png(self) -> bytes:
        """The sheet as a PNG file with few colours: a third of the size of one with all."""
        from PIL import Image

        self._sheet.draw()
        sheet = Image.frombuffer("RGBA", (self.width, self.height), self._sheet.buffer_rgba(), "raw", "RGBA", 0, 1)
        out = BytesIO()
        few = sheet.convert("RGB").quantize(_COLOURS_OF_A_FILE, dither=Image.Dither.NONE)
        few.save(out, "png", optimize=True)
        return out.getvalue()
