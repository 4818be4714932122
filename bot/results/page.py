"""The parts of a page: paragraphs, lists, bars, columns, at one size of letters; reportlab is imported when one is made."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from io import BytesIO
from typing import Any
from xml.sax.saxutils import escape

from bot.knowledge.typography import BULLET
from bot.results.fonts import font_path, printable

Block = Any
"""A reportlab flowable; reportlab has no types."""

WIDTH, HEIGHT = 595.28, 841.89
"""A4, in points (1/72 inch)."""
MARGIN = 36.0
INNER = WIDTH - 2 * MARGIN

_TEXT, _MUTED, ACCENT, _TRACK, _TINT = "#1a1d29", "#565c70", "#3b4fd8", "#d5dae6", "#eef0fb"
_REGULAR, _BOLD = "DejaVuSans", "DejaVuSans-Bold"
_GUTTER = 18.0
_MANY_BARS = 7
_CLOSE, _APART = 0.4, 1.2
"""Air above a block that goes on, and above one that begins something new, in letters."""


class Page:
    """A page whose letters have `size` points."""

    def __init__(self, size: float) -> None:
        _register_fonts()
        self.size = size

    def paragraph(
        self,
        text: str,
        *,
        share: float = 1.0,
        bold: bool = False,
        colour: str = _TEXT,
        right: bool = False,
        above: float = _CLOSE,
    ) -> Block:
        """Text that wraps; `share` of the size of the page's letters, `above`: the air above it, in letters."""
        from reportlab.lib.enums import TA_LEFT, TA_RIGHT
        from reportlab.lib.styles import ParagraphStyle
        from reportlab.platypus import Paragraph

        size = share * self.size
        style = ParagraphStyle(
            "text",
            fontName=_BOLD if bold else _REGULAR,
            fontSize=size,
            leading=1.32 * size,
            textColor=colour,
            alignment=TA_RIGHT if right else TA_LEFT,
            spaceBefore=above * self.size,
        )
        return Paragraph(escape(printable(text)), style)

    def small(self, text: str, *, right: bool = False) -> Block:
        """What is beside the point."""
        return self.paragraph(text, share=0.82, colour=_MUTED, right=right)

    def heading(self, text: str) -> Block:
        """The title of a section."""
        return self.paragraph(text, share=1.1, bold=True, colour=ACCENT, above=_APART)

    def points(self, texts: Iterable[str], width: float = INNER) -> Block:
        """A list with a dot before each."""
        indent = 1.1 * self.size
        return self.table([[BULLET, self.paragraph(text)] for text in texts], [indent, width - indent], pad=0.12)

    def bars(self, axes: Sequence[tuple[str, int]]) -> Block:
        """A bar for each axis: label, bar, value; in two columns when there are many."""
        if len(axes) < _MANY_BARS:
            return self._bars(axes, INNER)
        middle = (len(axes) + 1) // 2
        return self.columns([self._bars(axes[:middle], self.half)], [self._bars(axes[middle:], self.half)], above=_CLOSE)

    def _bars(self, axes: Sequence[tuple[str, int]], width: float) -> Block:
        number = 3 * self.size
        half = (width - number) / 2
        rows = [[self.paragraph(label), _bar(value, half, 0.6 * self.size), str(value)] for label, value in axes]
        return self.table(rows, [half, half, number], pad=0.14, last_right=True)

    def answers(self, answers: Iterable[tuple[str, str]]) -> Block:
        """Questions on the left, answers on the right, with thin lines between."""
        rows = [[self.paragraph(one, share=0.9), self.paragraph(other, share=0.9, bold=True)] for one, other in answers]
        return self.table(rows, [0.78 * INNER, 0.22 * INNER], pad=0.16, ruled=True)

    def columns(self, left: Sequence[Block], right: Sequence[Block], *, above: float = _APART) -> Block:
        """Two columns side by side."""
        half = self.half
        return self.table([[list(left), "", list(right)]], [half, _GUTTER, half], pad=0, above=above)

    @property
    def half(self) -> float:
        """The width of one of two columns."""
        return (INNER - _GUTTER) / 2

    def box(self, blocks: Sequence[Block]) -> Block:
        """What must not be missed, on a tinted ground."""
        return self.table([[list(blocks)]], [INNER], pad=0.8, above=0.8, tinted=True)

    def table(
        self,
        rows: Sequence[Sequence[Any]],
        widths: Sequence[float],
        *,
        pad: float,
        above: float = _CLOSE,
        ruled: bool = False,
        tinted: bool = False,
        last_right: bool = False,
    ) -> Block:
        """Rows and columns; `pad` is the air above and below a row, `above` that above the first, in letters."""
        from reportlab.platypus import Table

        air = pad * self.size
        style: list[tuple[Any, ...]] = [
            ("FONT", (0, 0), (-1, -1), _REGULAR, self.size, 1.32 * self.size),
            ("TEXTCOLOR", (0, 0), (-1, -1), _colour(_TEXT)),
            ("VALIGN", (0, 0), (-1, -1), "MIDDLE" if last_right else "TOP"),
            ("TOPPADDING", (0, 0), (-1, -1), air),
            ("BOTTOMPADDING", (0, 0), (-1, -1), air),
            ("LEFTPADDING", (0, 0), (-1, -1), self.size if tinted else 0),
            ("RIGHTPADDING", (0, 0), (-1, -1), self.size if tinted else 0),
        ]
        if ruled:
            style.append(("LINEBELOW", (0, 0), (-1, -1), 0.5, _colour(_TRACK)))
        if tinted:
            style.append(("BACKGROUND", (0, 0), (-1, -1), _colour(_TINT)))
        if last_right:
            style += [("ALIGN", (-1, 0), (-1, -1), "RIGHT"), ("FONT", (-1, 0), (-1, -1), _BOLD, self.size, 1.32 * self.size)]
        cells = [list(row) for row in rows]
        return Table(cells, colWidths=list(widths), style=style, hAlign="LEFT", spaceBefore=above * self.size)

    def height(self, blocks: Sequence[Block]) -> float:
        """How high `blocks` are, one under the other."""
        heights = [block.getSpaceBefore() + block.wrap(INNER, HEIGHT)[1] for block in blocks]
        return float(sum(heights) - blocks[0].getSpaceBefore()) if blocks else 0.0


def write_pdf(page: Page, top: Sequence[Block], bottom: Sequence[Block], title: str, author: str) -> bytes:
    """A PDF of one page: `top` from its upper edge down, `bottom` on its lower edge.

    Nothing in it tells when or where it was made, beyond what the blocks say.
    """
    from reportlab.pdfgen.canvas import Canvas

    out = BytesIO()
    canvas = Canvas(out, pagesize=(WIDTH, HEIGHT), pageCompression=1, invariant=1, lang="fr-BE")
    canvas.setTitle(title)
    canvas.setAuthor(author)
    canvas.setCreator(author)
    for blocks, start in ((top, HEIGHT - MARGIN), (bottom, MARGIN + page.height(bottom))):
        y = start
        for number, block in enumerate(blocks):
            y -= block.wrap(INNER, HEIGHT)[1] + (block.getSpaceBefore() if number else 0)
            block.drawOn(canvas, MARGIN, y)
    canvas.save()
    return out.getvalue()


def _bar(value: int, width: float, height: float) -> Block:
    """A bar from 0 to 100."""
    from reportlab.graphics.shapes import Drawing, Rect

    drawing = Drawing(width, height)
    for length, colour in ((width, _TRACK), (width * value / 100, ACCENT)):
        if length:
            radius = min(height, length) / 2
            drawing.add(Rect(0, 0, length, height, rx=radius, ry=radius, fillColor=_colour(colour), strokeColor=None))
    return drawing


def _colour(code: str) -> Any:
    from reportlab.lib.colors import HexColor

    return HexColor(code)


@lru_cache(maxsize=1)
def _register_fonts() -> None:
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    for name, bold in ((_REGULAR, False), (_BOLD, True)):
        pdfmetrics.registerFont(TTFont(name, str(font_path(bold=bold))))
