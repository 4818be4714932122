"""The intent model on small data: it learns, saves, loads, doubts, and puts distress first."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from bot.knowledge.linking import Mention
from bot.nlu.masking import MASK, masked
from bot.nlu.model import IntentModel, Reading, Settings, classify, decide
from bot.nlu.storage import load_model, save_model
from bot.nlu.vectors import WordVectors

INTENTS = ["ask_salary", "distress", "greet"]
SURE = Settings(fallback=0.4, distress=0.2, distress_chance=0.05)


@pytest.fixture(scope="module")
def vectors() -> WordVectors:
    return WordVectors.from_spacy()


@pytest.fixture(scope="module")
def trained(vectors: WordVectors) -> IntentModel:
    salary = ["combien on gagne", "quel salaire", "ca paie bien", "c'est paye combien", "le salaire par mois", "la paie"]
    greet = ["salut", "bonjour", "coucou toi", "hello", "bonjour a tous", "salut la"]
    distress = [
        "je veux mourir",
        "j'ai envie d'en finir",
        "je me fais du mal",
        "plus envie de vivre",
        "je souffre",
        "a l'aide",
    ]
    texts = (salary + greet + distress) * 2
    labels = (["ask_salary"] * 6 + ["greet"] * 6 + ["distress"] * 6) * 2
    return IntentModel.train(texts, labels, vectors)


@pytest.mark.parametrize(("word", "accented"), [("etudes", "études"), ("metier", "métier"), ("ecole", "école")])
def test_a_word_without_accents_has_a_vector_near_its_family(vectors: WordVectors, word: str, accented: str) -> None:
    here, family, stranger = vectors.get(word), vectors.get("formation"), vectors.get("banane")
    assert here is not None, accented
    assert family is not None
    assert stranger is not None
    assert float(here @ family) > float(here @ stranger)


def test_unknown_words_have_no_vector(vectors: WordVectors) -> None:
    assert vectors.get("zblorgkwak") is None


def test_it_understands_what_it_did_not_read(trained: IntentModel) -> None:
    chances = trained.probabilities(["quelle remuneration par mois", "bonjour toi", "envie de mourir"])
    assert [trained.intents[at] for at in chances.argmax(axis=1)] == ["ask_salary", "greet", "distress"]
    assert np.allclose(chances.sum(axis=1), 1)


@pytest.mark.parametrize("text", ["combien on gagne gagne ?", "salut", "", "🍕", "zblorg", "je veux mourir " * 40])
def test_a_message_is_projected_as_scikit_learn_would(trained: IntentModel, text: str) -> None:
    quick = trained.features.project(text, trained.weights)
    assert np.allclose(quick, trained.features.transform([text]).toarray()[0] @ trained.weights, atol=1e-5)


def test_saved_and_loaded_it_says_the_same(trained: IntentModel, tmp_path: Path) -> None:
    save_model(trained, tmp_path)
    texts = ["combien on gagne ?", "salut", "", "🍕", "zblorg"]
    assert np.allclose(load_model(tmp_path).probabilities(texts), trained.probabilities(texts), atol=1e-5)


def test_no_pickle_in_a_saved_model(trained: IntentModel, tmp_path: Path) -> None:
    save_model(trained, tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["arrays.npz", "features.json", "model.json"]


@pytest.mark.parametrize(
    ("chances", "expected"),
    [
        ([0.9, 0.05, 0.05], "ask_salary"),
        ([0.34, 0.1, 0.33], "nlu_fallback"),
        ([0.75, 0.25, 0.0], "distress"),
        ([0.1, 0.1, 0.8], "greet"),
    ],
)
def test_decide(chances: list[float], expected: str) -> None:
    """Distress counts from a margin on; here every margin is the probability itself."""
    reading = Reading(INTENTS, np.array(chances), np.array(chances))
    assert decide(reading, SURE)[0] == expected


@pytest.mark.parametrize(("margin", "chance", "alarmed"), [(0.3, 0.3, True), (0.1, 0.3, False), (0.3, 0.05, False)])
def test_distress_needs_its_margin_and_its_chance(margin: float, chance: float, alarmed: bool) -> None:
    reading = Reading(INTENTS, np.array([0.0, margin, 0.0]), np.array([1 - chance, chance, 0.0]))
    assert reading.is_distress(Settings(distress=0.2, distress_chance=0.1)) is alarmed


def test_a_very_long_text_is_not_understood_but_distress_in_it_is(trained: IntentModel) -> None:
    long = "bonjour " * 200
    assert classify(trained, masked(long, []), long, SURE)[0] == "nlu_fallback"
    hidden = long + "j'ai envie d'en finir, plus envie de vivre, je veux mourir, je me fais du mal " * 14
    assert classify(trained, masked(hidden, []), hidden, SURE)[0] == "distress"


def test_masking_hides_jobs_whether_sure_or_not() -> None:
    text = "Études d'un Directeur de postprod ?"
    at = text.index("Directeur")
    mention = Mention(at, at + len("Directeur de postprod"), ("x",), 1.0, sure=True)
    assert masked(text, [mention]) == f"etudes d'un {MASK} ?"
    assert masked(text, [Mention(at, at + 9, ("x", "y"), 0.5, sure=False)]) == f"etudes d'un {MASK} de postprod ?"
