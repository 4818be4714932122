"""DejaVu Sans, which comes with matplotlib: it has the accents, œ and · of French."""

from __future__ import annotations

import re
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

_USUAL = re.compile("[\n -~\u00a0-\u017f–—‘’“”…€•]")
"""Characters of French, which the font has: without others, it need not be read."""


def font_path(*, bold: bool = False) -> Path:
    """The file of the font; matplotlib is not imported for it.

    Raises:
        FileNotFoundError: when matplotlib is not installed.
    """
    spec = find_spec("matplotlib")
    if spec is None or not spec.submodule_search_locations:
        raise FileNotFoundError("matplotlib is not installed, and its fonts are needed; run `make run`")
    name = "DejaVuSans-Bold.ttf" if bold else "DejaVuSans.ttf"
    return Path(spec.submodule_search_locations[0]) / "mpl-data" / "fonts" / "ttf" / name


def printable(text: str) -> str:
    """`text` on one line, without what the font cannot show, such as emojis: a box would stand in its place.

    The spaces of French punctuation become no-break spaces.
    """
    known = _known()
    shown = re.sub(" {2,}", " ", "".join(char if ord(char) in known else " " for char in text)).strip()
    return re.sub("(?<=«) | (?=[:;?!»%€])", "\u00a0", shown)


def not_shown(text: str) -> str:
    """The characters of `text` that the font cannot show, each once."""
    rare = {char for char in text if not _USUAL.fullmatch(char)}
    return "".join(sorted(char for char in rare if ord(char) not in _known())) if rare else ""


def clipped(text: str, most: int) -> str:
    """`text` in at most `most` characters, cut after a word, with … at the end when it is cut."""
    if len(text) <= most:
        return text
    kept = text[: most - 1]
    whole_words = kept if text[most - 1] == " " else kept.rpartition(" ")[0] or kept
    return whole_words.rstrip(" ,;:.–-") + "…"


@lru_cache(maxsize=1)
def _known() -> frozenset[int]:
    """The code points that both weights can show."""
    from matplotlib.ft2font import FT2Font  # a second, the first time

    regular, bold = (set(FT2Font(str(font_path(bold=bold))).get_charmap()) for bold in (False, True))
    return frozenset(regular & bold)
