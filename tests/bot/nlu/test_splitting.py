"""Several questions in one message, with a classifier of a few words: what is cut, what is kept, what is no question."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.knowledge.linking import Mention
from bot.nlu.asking import Chances, evidence, load_weights, score
from bot.nlu.masking import MASK
from bot.nlu.model import Reading
from bot.nlu.pieces import pieces
from bot.nlu.splitting import Question, questions

TOPICS = frozenset("ask_salary ask_studies ask_conditions ask_schools ask_missions ask_challenge ask_prospects".split())
INTENTS = [*sorted(TOPICS), "greet", "out_of_scope"]
WEIGHTS = {**dict.fromkeys(load_weights(), 0.0), "always": -5.0, "piece": 10.0, "tells": -10.0, "continues": -10.0}
"""Of these tests: a piece that is surer than a half asks, unless it tells or goes on. Those of the bot are fitted."""
LIKELY = dict.fromkeys(TOPICS, 0.2)
"""The message as a whole may be about anything."""
STEMS = {
    "gagn": "ask_salary",
    "salaire": "ask_salary",
    "paye": "ask_salary",
    "etud": "ask_studies",
    "unif": "ask_studies",
    "horaire": "ask_conditions",
    "pression": "ask_conditions",
    "stress": "ask_conditions",
    "ecole": "ask_schools",
    "client": "ask_missions",
    "difficult": "ask_challenge",
    "debouche": "ask_prospects",
    "bonjour": "greet",
    "chien": "out_of_scope",
}
SENTENCES = st.lists(
    st.sampled_from(
        [*"? ! . , ; / & \n ... et mais ou 😀 _ -_- je j' le la combien quoi directeur 2,5 3.000 ^_^".split(" "), *STEMS]
    ),
    max_size=16,
).map(" ".join)


def classify(text: str) -> tuple[str, float]:
    """The intent of the first known stem of a masked text, 0.85; nothing sure else."""
    places = {stem: text.find(stem) for stem in STEMS if stem in text}
    return (STEMS[min(places, key=places.__getitem__)], 0.85) if places else ("out_of_scope", 0.1)


def reading(chances: Mapping[str, float]) -> Reading:
    """What a model makes of a text, from the probabilities of a few intents."""
    values = np.array([chances.get(intent, 0.0) for intent in INTENTS])
    return Reading(INTENTS, values, values)


def read(text: str) -> Reading:
    return reading(dict([classify(text)]))


def mention(text: str, name: str) -> Mention:
    """A sure mention of a job."""
    start = text.index(name)
    return Mention(start, start + len(name), ("directeur-de-postproduction",), 1.0, sure=True)


def split(text: str, *names: str, whole: Mapping[str, float] = LIKELY) -> list[Question]:
    """The questions of `text`, in which `names` are names of jobs."""
    return questions(text, [mention(text, name) for name in names], read, reading(whole), TOPICS, WEIGHTS)


def parts(text: str, *names: str, whole: Mapping[str, float] = LIKELY) -> list[tuple[str, str]]:
    """(topic, words) of each question."""
    return [(one.intent.removeprefix("ask_"), text[one.start : one.end]) for one in split(text, *names, whole=whole)]


# ── What is cut ───────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "c'est quoi les études et combien on gagne ?",
            [("studies", "c'est quoi les études"), ("salary", "combien on gagne")],
        ),
        (
            "C'EST QUOI LES ÉTUDES ? COMBIEN ON GAGNE ?",
            [("studies", "C'EST QUOI LES ÉTUDES"), ("salary", "COMBIEN ON GAGNE")],
        ),
        ("salaire, horaires", [("salary", "salaire"), ("conditions", "horaires")]),
        ("salaire/études", [("salary", "salaire"), ("studies", "études")]),
        ("salaire & études", [("salary", "salaire"), ("studies", "études")]),
        ("salaire\nétudes\nhoraires", [("salary", "salaire"), ("studies", "études"), ("conditions", "horaires")]),
        ("salaire… études !!!", [("salary", "salaire"), ("studies", "études")]),
        ("le salaire ainsi que les horaires", [("salary", "le salaire"), ("conditions", "les horaires")]),
        (
            "le salaire puis les écoles mais aussi les études",
            [("salary", "le salaire"), ("schools", "les écoles"), ("studies", "les études")],
        ),
        ("salaire horaires", [("salary", "salaire"), ("conditions", "horaires")]),
        (
            "salaire horaires études débouchés",
            [("salary", "salaire"), ("conditions", "horaires"), ("studies", "études"), ("prospects", "débouchés")],
        ),
        ("salaire 😀 études 😀", [("salary", "salaire"), ("studies", "études")]),
        ("kel sont les etudes kel est le salaire", [("studies", "kel sont les etudes"), ("salary", "kel est le salaire")]),
        ("c koi les etudes on gagne cb", [("studies", "c koi les etudes"), ("salary", "on gagne cb")]),
        (
            "dans quelle ecole avec quelles études pour quel salaire",
            [("schools", "dans quelle ecole"), ("studies", "avec quelles études"), ("salary", "pour quel salaire")],
        ),
    ],
)
def test_a_message_is_cut_where_a_new_question_begins(text: str, found: list[tuple[str, str]]) -> None:
    assert parts(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "?!?",
        "😀",
        "salaire",
        "salaire ?",
        "combien on gagne quand on débute dans ce métier ?",
        "le salaire des études de salaire",
        "on gagne 2,5k ?",
        "qu'est-ce que c'est quoi comme salaire ?",
        "combien combien on gagne",
        "on gagne 3.000 brut ?",
    ],
)
def test_a_message_with_one_question_is_not_cut(text: str) -> None:
    assert split(text) == []


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("-_-", []),
        ("_", []),
        ("_ _ _", []),
        ("salaire, ___, horaires", ["salary", "conditions"]),
        ("combien on gagne ? ^_^ quelles études ?", ["salary", "studies"]),
    ],
)
def test_a_face_of_underscores_is_no_question(text: str, asked: list[str]) -> None:
    assert [name for name, _ in parts(text)] == asked


@pytest.mark.parametrize("text", ["combien on gagne ? ^_^", ">_< combien on gagne ?", "combien on gagne ? -_-"])
def test_a_face_beside_a_question_does_not_hide_it(text: str) -> None:
    """None at all is right too: the message as a whole is that question."""
    assert parts(text) == [] or [name for name, _ in parts(text)] == ["salary"]


def test_a_number_is_never_cut() -> None:
    assert parts("on gagne 2,5k ou 3.000 € et les études ?")[0] == ("salary", "on gagne 2,5k ou 3.000 €")


def test_nobody_asks_more_than_twelve_things() -> None:
    twelve = " ? ".join(["salaire", "études"] * 6)
    assert len(split(twelve)) == 12
    assert split(f"{twelve} ? écoles") == []


def test_a_very_long_message_is_not_taken_apart() -> None:
    assert split("je veux savoir le salaire et les études. " * 500) == []


def test_five_words_in_a_row_are_one_question() -> None:
    assert len(split("salaire horaires études écoles")) == 4
    assert split("salaire horaires études écoles débouchés") == []


@pytest.mark.parametrize("text", ["école liège ou mons", "salaire ou horaires ?"])
def test_a_choice_between_two_words_is_one_question(text: str) -> None:
    assert split(text) == []


def test_the_weights_of_the_bot_are_those_used_without_others() -> None:
    found = questions("salaire, études", [], read, reading(dict.fromkeys(TOPICS, 0.4)), TOPICS)
    assert [one.intent for one in found] == ["ask_salary", "ask_studies"]


# ── Names of jobs ─────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_name_of_a_job_is_never_cut() -> None:
    text = "directeur et directrice de postprod, ça gagne ? et les études ?"
    found = parts(text, "directeur et directrice de postprod")
    assert [name for name, _ in found] == ["salary", "studies"]
    assert found[0][1].startswith("directeur et directrice de postprod")


def listening(asked: list[str]) -> Callable[[str], Reading]:
    """`read`, which notes what it is given."""

    def listen(text: str) -> Reading:
        asked.append(" ".join(text.split()))
        return read(text)

    return listen


def test_the_name_of_a_job_alone_asks_nothing() -> None:
    asked: list[str] = []
    text = "directeur ? le salaire ?"
    found = questions(text, [mention(text, "directeur")], listening(asked), reading(LIKELY), TOPICS, WEIGHTS)
    assert asked == ["le salaire"]
    assert [(one.start, one.intent) for one in found] == [(0, "ask_salary")], "the job belongs to the question after it"


def test_each_question_is_classified_without_the_name_of_its_job() -> None:
    asked: list[str] = []
    text = "combien gagne un monteur et les études du directeur ?"
    mentions = [mention(text, "monteur"), mention(text, "directeur")]
    questions(text, mentions, listening(asked), reading(LIKELY), TOPICS, WEIGHTS)
    assert asked == [f"combien gagne un {MASK.strip()}", f"les etudes du {MASK.strip()}"]


# ── What is no question ───────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("bonjour, le salaire ?", [("salary", "bonjour, le salaire")]),
        ("le salaire ? merci !", [("salary", "le salaire ? merci")]),
        ("mon chien dort. le salaire ?", [("salary", "le salaire")]),
        ("bonjour, mon chien dort. le salaire ?", [("salary", "le salaire")]),
        (
            "le salaire parce que mon père veut le savoir, et les études ?",
            [("salary", "le salaire parce que mon père veut le savoir"), ("studies", "les études")],
        ),
        ("salaire, le gros salaire et études", [("salary", "salaire, le gros salaire"), ("studies", "études")]),
    ],
)
def test_what_is_no_question_belongs_to_the_one_beside_it(text: str, found: list[tuple[str, str]]) -> None:
    assert parts(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "j'hésite entre l'unif et une haute école. combien on gagne ?",
        "Je fais des études de droit. Combien on gagne ?",
        "mon école est à Liège ; combien on gagne ?",
        "bonjour moi j'adore les horaires de nuit ! combien on gagne ?",
    ],
)
def test_what_a_student_tells_is_not_answered(text: str) -> None:
    assert [name for name, _ in parts(text)] == ["salary"]


@pytest.mark.parametrize(
    "text",
    [
        "Je vis à Mons, l'école est nickel. Faut combien pour le salaire ?",
        "les horaires sont vraiment cool ! combien on gagne",
        "l'unif c trop bien. et c'est quoi le salaire ?",
    ],
)
def test_what_a_student_finds_good_is_not_asked_beside_a_question(text: str) -> None:
    assert [name for name, _ in parts(text)] == ["salary"]


@pytest.mark.parametrize(
    "text", ["les horaires c'est bien ? combien on gagne", "les horaires c bien payés. combien on gagne"]
)
def test_what_may_be_good_is_asked(text: str) -> None:
    assert [name for name, _ in parts(text)] == ["conditions", "salary"]


def test_what_somebody_wants_to_know_is_one_question() -> None:
    whole = "elle demande aussi si le salaire monte"
    assert [piece.asks for piece in pieces(f"mon chien dort. {whole}", [])] == [False, True]
    assert not pieces("ça demande des études, le chien dort", [])[0].asks


@pytest.mark.parametrize(
    "text", ["les écoles, y en a à Mons ?", "le salaire, t'en as un au début ?", "les études, yen a des longues"]
)
def test_what_is_named_and_taken_up_by_some_is_one_piece(text: str) -> None:
    assert len([piece for piece in pieces(text, []) if not piece.bare]) == 1


def test_what_a_student_wants_is_answered() -> None:
    assert [name for name, _ in parts("je voudrais connaître les études et savoir le salaire")] == ["studies", "salary"]


def test_what_stands_before_the_question_needs_the_message_as_a_whole() -> None:
    """The example of `bot.nlu.asking`: only the hardest part is asked for."""
    text = "la pression, les clients, où est la plus grosse difficulté ?"
    sure = reading({"ask_challenge": 0.95, "ask_conditions": 0.001, "ask_missions": 0.001})
    weights = {**WEIGHTS, "before_asking": -2.0, "whole_log": 0.6}
    assert [one.intent for one in questions(text, [], read, sure, TOPICS, weights)] == ["ask_challenge"]
    assert [name for name, _ in parts(text)] == ["conditions", "missions", "challenge"], "no piece is ruled out by itself"


# ── Weights ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_fitted_weights_are_those_of_what_is_weighed() -> None:
    piece = pieces("le salaire ?", [])[0]
    seen = evidence("ask_salary", piece, Chances(0.9, 0.9, 0.0, 0.0, 0.1, 0.0, 1.0), 0, 0, 1)
    assert set(seen) == {name for name in load_weights() if not name.startswith("ask_")} - {"compare_jobs"} | {"ask_salary"}


def test_a_topic_without_a_weight_of_its_own_is_weighed_by_the_rest() -> None:
    seen = {"piece": 0.5, "ask_something_new": 1.0}
    assert score({"piece": 2.0, "ask_salary": 3.0}, seen) == 1.0


@pytest.mark.parametrize("name", ["piece", "whole", "topical"])
def test_what_speaks_for_a_topic_counts_for_it(name: str) -> None:
    piece = pieces("le salaire ?", [])[0]
    chances = {
        "piece": 0.5,
        "whole": 0.5,
        "elsewhere": 0.0,
        "enclosing": 0.0,
        "rival": 0.1,
        "off_topic": 0.0,
        "topical": 0.5,
    }
    less, more = (evidence("ask_salary", piece, Chances(**{**chances, name: value}), 0, 0, 2) for value in (0.2, 0.9))
    assert score(load_weights(), less) < score(load_weights(), more)


@pytest.mark.parametrize("name", ["elsewhere", "enclosing", "rival", "off_topic"])
def test_what_speaks_against_a_topic_counts_against_it(name: str) -> None:
    piece = pieces("le salaire ?", [])[0]
    chances = {
        "piece": 0.5,
        "whole": 0.5,
        "elsewhere": 0.0,
        "enclosing": 0.0,
        "rival": 0.1,
        "off_topic": 0.0,
        "topical": 0.5,
    }
    less, more = (evidence("ask_salary", piece, Chances(**{**chances, name: value}), 0, 0, 2) for value in (0.05, 0.5))
    assert score(load_weights(), less) > score(load_weights(), more)


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("combien par mois, en début de carrière ?", ["", "adverbial"]),
        ("en Flandre et à Bruxelles on doit être bilingue ?", ["adverbial", "clause"]),
        ("le matériel ? c'est quoi ?", ["", "clause vague"]),
        ("jsui timide, ya du taf ?", ["clause tells", "clause"]),
        ("sa recrute, kel salaire", ["clause", ""]),
        ("elle dit que ça paie. les horaires ?", ["clause tells", ""]),
        ("bof, ils trouvent ça long", ["", "clause tells"]),
    ],
)
def test_the_form_of_a_piece(text: str, form: list[str]) -> None:
    told = [(piece.adverbial, piece.clause, piece.tells, not piece.telling) for piece in pieces(text, [])]
    names = ("adverbial", "clause", "tells", "vague")
    assert [" ".join(name for name, holds in zip(names, one, strict=True) if holds) for one in told] == form


def test_an_intent_that_is_no_topic_is_never_a_question() -> None:
    assert [name for name, _ in parts("mon chien ? quel chien ? combien on gagne ?")] == ["salary"]


def test_the_confidence_is_that_of_the_piece() -> None:
    assert [one.confidence for one in split("salaire, études")] == [0.85, 0.85]


# ── Properties ────────────────────────────────────────────────────────────────────────────────────────────────────────


@given(SENTENCES | st.text(max_size=120))
@example("_")
def test_questions_stand_in_order_and_no_two_neighbours_ask_the_same(text: str) -> None:
    found = split(text)
    assert all(one.intent in TOPICS and text[one.start : one.end].strip() for one in found)
    assert all(before.end <= after.start for before, after in pairwise(found))
    assert all(before.intent != after.intent for before, after in pairwise(found))
    assert len(found) <= 12


@given(SENTENCES)
def test_what_is_cut_is_what_is_classified(text: str) -> None:
    """Every question holds a word of its own topic."""
    for one in split(text):
        stems = [stem for stem, intent in STEMS.items() if intent == one.intent]
        assert any(stem in text[one.start : one.end] for stem in stems)


@pytest.mark.parametrize("text", ["j'hésite entre le salaire et les études", "entre les horaires ou le salaire"])
def test_what_stands_between_is_one_thing(text: str) -> None:
    assert parts(text) == []


def test_the_plainer_of_two_pieces_about_one_topic_counts() -> None:
    faint, clear = reading({"ask_salary": 0.5}), reading({"ask_salary": 0.98})
    found = questions("l'argent ? le salaire ?", [], lambda text: clear if "salaire" in text else faint, clear, TOPICS)
    assert [(one.intent, one.confidence) for one in found] == [("ask_salary", pytest.approx(clear.of("ask_salary")))]
