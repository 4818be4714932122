"""The schema of talk.yml, and the file of the project: its words, and every text rendered."""

from __future__ import annotations

import copy
import re
import shutil
from pathlib import Path
from typing import Any, get_args

import pytest
import yaml
from pydantic import ValidationError

from bot.knowledge.library import Library, build_library, shared_library
from bot.knowledge.schema import MAX_BUBBLE, Pay
from bot.knowledge.talk import Period, Talk
from bot.knowledge.text import fold, words
from bot.paths import KNOWLEDGE
from bot.problems import DataError

FILE: dict[str, Any] = yaml.safe_load((KNOWLEDGE / "talk.yml").read_text(encoding="utf-8"))
PERIODS = get_args(Period)
TALK = shared_library().knowledge.talk

Location = tuple[str | int, ...]


def parse(path: str, value: Any) -> Talk:
    """The file with one key changed, such as `pay.net`; None takes it away."""
    content = copy.deepcopy(FILE)
    *parents, key = path.split(".")
    part = content
    for parent in parents:
        part = part[parent]
    if value is None:
        del part[key]
    else:
        part[key] = value
    return Talk.parse_obj(content)


def pay(**values: Any) -> Pay:
    """A monthly gross amount, unless told otherwise."""
    return Pay.parse_obj({"level": "any", "status": "any", "currency": "EUR", "period": "month", "gross": True, **values})


def render(library: Library, template: str, **context: Any) -> str:
    """A text as the student reads it, with ordinary spaces in numbers."""
    return library.writer.render(template, **context).replace("\u00a0", " ")


@pytest.fixture(scope="module")
def library() -> Library:
    return shared_library()


# ── The schema ────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_file_of_the_project_is_read() -> None:
    assert Talk.parse_obj(FILE) == TALK


@pytest.mark.parametrize(
    ("path", "value", "place", "message"),
    [
        ("fillers", [], ("fillers",), "at least 1 item"),
        ("fillers", ["ok", 2], ("fillers", 1), "str type expected"),
        ("fillers", ["ok", " "], ("fillers", 1), "at least 1 character"),
        ("both", None, ("both",), "field required"),
        ("fillrs", ["ok"], ("fillrs",), "extra fields not permitted"),
        ("pay.nett", ["net"], ("pay", "nett"), "extra fields not permitted"),
        ("pay.gross", None, ("pay", "gross"), "field required"),
        ("pay.own", "", ("pay", "own"), "at least 1 character"),
        ("pay.own", 12, ("pay", "own"), "str type expected"),
        ("pay.periods", {"decade": ["décennie"]}, ("pay", "periods", "__key__"), "unexpected value"),
        ("pay.periods", {"year": "an"}, ("pay", "periods", "year"), "not a valid list"),
        ("pay.assumption", {"decade": "x"}, ("pay", "assumption", "__key__"), "unexpected value"),
        ("pay.gross", "x" * (MAX_BUBBLE + 1), ("pay", "gross"), "at most 500 characters"),
        ("comparison.more", "Comparer", ("comparison", "more"), "must hold {label} once, and no other braces"),
        ("comparison.more", "{label} ou {label}", ("comparison", "more"), "must hold {label} once"),
        ("comparison.more", "{label} {titre}", ("comparison", "more"), "must hold {label} once"),
        ("comparison.head", None, ("comparison", "head"), "field required"),
    ],
)
def test_a_mistake_is_refused_in_its_place(path: str, value: Any, place: Location, message: str) -> None:
    with pytest.raises(ValidationError) as refused:
        parse(path, value)
    errors = refused.value.errors()
    assert [error["loc"] for error in errors] == [place]
    assert message in errors[0]["msg"]


# ── The words of the project ──────────────────────────────────────────────────────────────────────────────────────────


def test_every_period_has_words_and_no_word_means_two() -> None:
    assert set(TALK.pay.periods) == set(PERIODS)
    first = [(period, words(word)[0]) for period, several in TALK.pay.periods.items() for word in several]
    assert len({word for _, word in set(first)}) == len(set(first))
    assert all(TALK.pay.periods[period] for period in PERIODS)


def test_what_is_converted_says_what_it_supposes() -> None:
    """`bot.guidance.pay` converts to these three."""
    assert set(TALK.pay.assumption) == {"year", "month", "week"}
    assert all("brut" in text for text in TALK.pay.assumption.values())


@pytest.mark.parametrize("name", ["fillers", "both", "other", "this_job"])
def test_no_word_stands_twice(name: str) -> None:
    found = [fold(word) for word in getattr(TALK, name)]
    assert sorted(found) == sorted(set(found))


def test_a_filler_is_one_word_that_means_nothing_here() -> None:
    """A filler is compared with one word of a message; one that narrows, asks for a sum or for net would be lost."""
    assert [word for word in TALK.fillers if len(words(word)) != 1] == []
    telling = {word for topic in shared_library().knowledge.topics.topics for group in topic.refined_by for word in group}
    telling |= {word for several in TALK.pay.periods.values() for word in several} | set(TALK.pay.net)
    assert {fold(word) for word in TALK.fillers} & {fold(word) for word in telling} == set()


def test_phrases_are_found_in_a_message_as_a_student_types_it() -> None:
    """They are compared word by word: an apostrophe or an accent must not keep them from being found."""
    for phrases in (TALK.both, TALK.other, TALK.this_job, TALK.pay.more):
        assert all(words(phrase) for phrase in phrases)
    assert words("L’autre") in [words(phrase) for phrase in TALK.other]
    assert words("là-dedans") in [words(phrase) for phrase in TALK.this_job]


# ── The texts of the project ──────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("period", PERIODS)
@pytest.mark.parametrize("wanted", PERIODS)
def test_every_period_can_be_said(library: Library, period: str, wanted: str) -> None:
    said = render(library, TALK.pay.own, value=2200, period=period, wanted=wanted, converted=26_400)
    assert re.fullmatch(r"2 200 € par \w+, cela fait 26 400 € par \w+\.", said)


def test_a_student_reads_the_figure_and_what_it_comes_to(library: Library) -> None:
    items = [
        {"pay": pay(level="junior", min=2200, max=2700), "converted": pay(min=26_400, max=32_400, period="year")},
        {"pay": pay(max=5000, and_more=True), "converted": pay(max=60_000, and_more=True, period="year")},
    ]
    assert render(library, TALK.pay.converted, items=items).splitlines() == [
        "• Au début : 2 200 à 2 700 € brut par mois, soit 26 400 à 32 400 € brut par an",
        "• Tous profils : jusqu'à 5 000 € brut par mois et plus, soit jusqu'à 60 000 € brut par an et plus",
    ]


@pytest.mark.parametrize(
    ("side", "gap", "end"),
    [("above", 1200, "1 200 € de plus"), ("below", 300, "300 € de moins"), ("within", 0, "c'est dans cette fourchette")],
)
def test_each_side_has_its_words(library: Library, side: str, gap: int, end: str) -> None:
    items = [{"pay": pay(min=2200), "side": side, "gap": gap}] * 2
    line = f"• Tous profils : 2 200 € brut par mois : {end}"
    assert render(library, TALK.pay.compared, items=items) == f"{line}\n{line}"


def test_what_cannot_be_converted_is_listed_as_it_is(library: Library) -> None:
    items = [pay(min=1500, max=2500, period="week", gross=None, status="freelance", level="experienced")]
    said = render(library, TALK.pay.not_converted, items=items)
    assert said == "• Avec de l'expérience, indépendant·e : 1 500 à 2 500 € par semaine"


def test_heads_name_the_guide_and_its_year(library: Library) -> None:
    for guide in library.knowledge.guides.values():
        for head in (TALK.pay.converted_head, TALK.pay.compared_head):
            said = render(library, head, guide=guide, value=3000, period="month")
            assert guide.title.short in said and str(guide.year) in said and said.endswith(":")


def test_a_line_of_a_comparison_says_where_a_guide_is_silent(library: Library) -> None:
    values = [{"title": "Un", "text": "oui"}, {"title": "Deux", "text": ""}]
    said = render(library, TALK.comparison.row, icon="💰", label="Salaire", values=values)
    assert said == "💰 Salaire\n• Un : oui\n• Deux : le guide ne le dit pas"
    assert render(library, TALK.comparison.most, most="Le plus haut", title="Un") == "→ Le plus haut : Un."
    assert render(library, TALK.comparison.head, titles=["Un", "Deux"]).startswith("Un et Deux, ")


def test_no_text_gives_a_figure_of_its_own() -> None:
    """Figures come from guides; these are the months and the weeks of a year."""
    texts = [TALK.pay.gross, TALK.pay.not_converted_head, TALK.comparison.no_figure, *TALK.pay.assumption.values()]
    assert {number for text in texts for number in re.findall(r"\d+", text)} <= {"12", "52"}


def test_a_button_fits_a_phone() -> None:
    labels = [topic.label for topic in shared_library().knowledge.topics.topics]
    assert [label for label in labels if len(TALK.comparison.more.format(label=label)) > 45] == []


# ── A text that cannot be rendered ────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("{{ value | number }} € {{ label('period', period) }}, cela fait", "{{ value | number } €, cela fait"),
        ("{{ titles | join(' et ') }}", "{{ titels | join(' et ') }}"),
        ("{{ pay_line(pay) }}", "{{ paie(pay) }}"),
    ],
    ids=["braces", "unknown name", "unknown macro"],
)
def test_a_text_that_cannot_be_rendered_is_found_before_the_start(tmp_path: Path, before: str, after: str) -> None:
    """Else a student finds it, in the middle of a conversation."""
    folder = tmp_path / "knowledge"
    shutil.copytree(KNOWLEDGE, folder)
    text = (folder / "talk.yml").read_text(encoding="utf-8")
    assert before in text, "choose a text of the file"
    (folder / "talk.yml").write_text(text.replace(before, after), encoding="utf-8")
    with pytest.raises(DataError, match=r"talk\.yml"):
        build_library(folder)
