"""The picture of a result: its size, its colours, what it shows at each value, and the same in words."""

from __future__ import annotations

import subprocess
import sys
from io import BytesIO
from typing import get_args

import pytest
from PIL import Image

from bot.knowledge.library import shared_library
from bot.paths import ROOT
from bot.results.canvas import COLOURS, Canvas, Theme
from bot.results.picture import MOST_AXES, SIDE, alt_text, checked, draw
from bot.results.radar import place_radar

THEMES: list[Theme] = list(get_args(Theme))
ASSISTANT, DIRECTOR = "assistant-de-production-audiovisuelle", "directeur-de-postproduction"
RIASEC = [
    ("Réaliste", 72.0), ("Investigateur", 35.0), ("Artistique", 90.0),
    ("Social", 55.0), ("Entreprenant", 60.0), ("Conventionnel", 20.0),
]  # fmt: skip
Axes = list[tuple[str, float]]


def traits(slug: str) -> Axes:
    """The axes of a guide."""
    questions = shared_library().knowledge.guides[slug].self_assessment
    return [(question.trait, 25.0 * (place % 5)) for place, question in enumerate(questions)]


def opened(content: bytes) -> Image.Image:
    """The picture, in plain colours."""
    picture = Image.open(BytesIO(content))
    assert picture.format == "PNG"
    return picture.convert("RGB")


def rgb(code: str) -> tuple[int, ...]:
    """The parts of a colour."""
    return tuple(int(code[place : place + 2], 16) for place in (1, 3, 5))


def share(picture: Image.Image, colour: str) -> float:
    """The share of the pixels that have nearly this colour."""
    wanted, pixels = rgb(colour), list(picture.getdata())
    near = [pixel for pixel in pixels if max(abs(one - other) for one, other in zip(pixel, wanted, strict=True)) <= 8]
    return len(near) / len(pixels)


def rows(picture: Image.Image, colour: str) -> int:
    """How many bars of this colour stand one under the other, seen at their left end."""
    wanted = rgb(colour)
    column = [
        max(abs(one - other) for one, other in zip(picture.getpixel((48, y)), wanted, strict=True)) <= 8
        for y in range(picture.height)
    ]
    runs = "".join("#" if hit else " " for hit in column).split()
    return len([run for run in runs if len(run) >= 10])


CASES: dict[str, Axes] = {
    "assistant": traits(ASSISTANT),
    "director": traits(DIRECTOR),
    "six interests": RIASEC,
    "one": [("calme", 100.0)],
    "twelve": [(f"un trait numéro {place}, avec un nom assez long", 8.0 * place) for place in range(12)],
    "a long word": [("anticonstitutionnellement" * 4, 50.0)] * 4,
}


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("name", CASES)
def test_size_and_colours(name: str, theme: Theme) -> None:
    content = draw(CASES[name], "Ton résultat : assistant·e, à l'œuvre", theme)
    picture = opened(content)
    assert len(content) < 60_000
    assert picture.width == SIDE
    assert 280 <= picture.height <= 960
    colours = COLOURS[theme]
    assert share(picture, colours.background) > 0.5
    assert share(picture, colours.accent) > 0.005
    assert share(picture, colours.text) > 0.005
    edges = [picture.getpixel((x, y)) for x in (0, picture.width - 1) for y in range(picture.height)]
    assert set(edges) == {rgb(colours.background)}, "nothing runs over the edge"


@pytest.mark.parametrize(
    ("name", "is_radar"), [("six interests", True), ("twelve", False), ("one", False), ("a long word", False)]
)
def test_a_radar_where_it_is_legible_and_bars_elsewhere(name: str, is_radar: bool) -> None:
    axes = checked(CASES[name])
    assert (place_radar(Canvas(SIDE, SIDE, "light"), axes, 90) is not None) is is_radar
    picture = opened(draw(CASES[name], "Titre"))
    assert rows(picture, COLOURS["light"].accent) == (0 if is_radar else len([value for _, value in axes if value]))


def test_labels_of_a_radar_are_large_and_inside_the_picture() -> None:
    for axes in (
        RIASEC,
        RIASEC[:3],
        [(label, 10.0) for label in "Nature Soin Création Chiffres Vente Sport Voyages Droit".split()],
    ):
        canvas = Canvas(SIDE, SIDE, "light")
        radar = place_radar(canvas, checked(axes), 90)
        assert radar is not None
        assert radar.size >= 24  # 12 px and more on a telephone 360 px wide
        assert radar.radius >= 160
        assert [label for label, _ in axes] == [" ".join(lines) for lines in radar.labels]


def test_a_longer_bar_for_a_greater_value() -> None:
    amounts = [
        share(opened(draw([("calme", value), ("œuvre", 0.0)], "T")), COLOURS["light"].accent) for value in (0, 25, 50, 100)
    ]
    assert amounts == sorted(amounts)
    assert amounts[0] == 0
    assert amounts[3] == pytest.approx(2 * amounts[2], rel=0.05)


def test_the_same_result_gives_the_same_file() -> None:
    assert draw(RIASEC, "Ce qui t'attire") == draw(RIASEC, "Ce qui t'attire")


@pytest.mark.parametrize("title", ["", "🎉", "$x^2$ et $y$", "mot " * 60, "x" * 300])
def test_any_title_can_be_drawn(title: str) -> None:
    assert opened(draw([("calme", 50.0)], title)).width == SIDE


@pytest.mark.parametrize(
    ("axes", "message"),
    [
        ([], "0 axes; a picture shows 1 to 12"),
        ([("x", 1.0)] * (MOST_AXES + 1), "13 axes; a picture shows 1 to 12"),
        ([("calme", 100.1)], "the value of 'calme' is 100.1; a number from 0 to 100"),
        ([("calme", -1.0)], "the value of 'calme' is -1.0; a number from 0 to 100"),
        ([("calme", float("nan"))], "the value of 'calme' is nan; a number from 0 to 100"),
    ],
)
def test_what_cannot_be_drawn(axes: Axes, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        draw(axes, "Titre")


def luminance(code: str) -> float:
    """Relative luminance of WCAG 2."""
    parts = [part / 255 for part in rgb(code)]
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """The contrast of two colours, 1 to 21."""
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", THEMES)
def test_contrasts(theme: Theme) -> None:
    colours = COLOURS[theme]
    assert contrast(colours.text, colours.background) >= 7
    assert contrast(colours.accent, colours.background) >= 4.5
    assert contrast(colours.accent, colours.track) >= 3


def test_the_same_in_words() -> None:
    texts = shared_library().knowledge.report
    said = alt_text([("calme", 75.0), ("organisation", 49.6)], "Tes réponses", texts.picture, texts.axis)
    assert said == "Tes réponses : calme, 75 sur 100, organisation, 50 sur 100."


def test_matplotlib_is_imported_for_a_picture_only_and_nothing_global_is_used() -> None:
    code = (
        "import sys; import bot.results.picture, bot.results.report, bot.results.files;"
        "assert not {'matplotlib', 'reportlab', 'PIL', 'rasa'} & set(sys.modules);"
        "bot.results.picture.draw([('calme', 50)], 'T'); assert 'matplotlib.pyplot' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True)
