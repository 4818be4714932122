"""The line that a question is about comes first; the others keep their order."""

from __future__ import annotations

import pytest

from bot.knowledge.focus import by_relevance, stems

SCHOOLS = ["IAD, Louvain-la-Neuve", "INSAS, Bruxelles", "HEAJ, Namur", "HEPL, Liège", "HELHa, Mons", "INRACI, Bruxelles"]
TERMS = ["Horaires : variables", "Horaires : soirées et week-ends", "Permis : B, indispensable", "Stress : pression"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Quelles écoles à Liège ?", {"ecole", "liege"}),
        ("une école", {"ecole"}),
        ("études, étudier, étudiante", {"etude", "etudi"}),
        ("bonjour", set()),
        ("", set()),
    ],
)
def test_stems(text: str, expected: set[str]) -> None:
    assert stems(text) == expected


@pytest.mark.parametrize(
    ("lines", "question", "order"),
    [
        (SCHOOLS, "y a une école à Liège ?", [3, 0, 1, 2, 4, 5]),
        (SCHOOLS, "a liege stp", [3, 0, 1, 2, 4, 5]),
        (SCHOOLS, "Bruxelles", [1, 5, 0, 2, 3, 4]),
        (SCHOOLS, "Namur ou Mons ?", [2, 4, 0, 1, 3, 5]),
        (SCHOOLS, "l'INRACI à Bruxelles", [5, 1, 0, 2, 3, 4]),  # two words weigh more than one
        (SCHOOLS, "quelles écoles ?", [0, 1, 2, 3, 4, 5]),
        (SCHOOLS, "", [0, 1, 2, 3, 4, 5]),
        (TERMS, "il faut le permis ?", [2, 0, 1, 3]),
        (TERMS, "c'est stressant ?", [3, 0, 1, 2]),
        (TERMS, "on bosse le soir ?", [0, 1, 2, 3]),  # « soir » and « soirées » are cut differently
        (TERMS, "on bosse en soirée ?", [1, 0, 2, 3]),
        (TERMS, "quels horaires ?", [0, 1, 2, 3]),
        (["a b"], "a b", [0]),
        ([], "Liège", []),
    ],
)
def test_lines_that_match_come_first(lines: list[str], question: str, order: list[int]) -> None:
    assert by_relevance(lines, question) == order


def test_a_word_of_most_lines_says_nothing() -> None:
    lines = ["plateau", "studio à Genval", "studio à Mons", "studio à Namur"]
    assert by_relevance(lines, "un studio ?") == [0, 1, 2, 3]
    assert by_relevance(lines, "un studio à Namur ?") == [3, 0, 1, 2]


@pytest.mark.parametrize(
    ("topic", "question", "order"),
    [
        ("", "quelle école à Mons ?", [0, 2, 1]),
        ("Écoles", "quelle école à Mons ?", [2, 0, 1]),
        ("Écoles Quelles écoles ?", "quelles écoles ?", [0, 1, 2]),
    ],
)
def test_a_word_of_the_topic_says_nothing(topic: str, question: str, order: list[int]) -> None:
    assert by_relevance(["Haute École de la Province", "INSAS", "HELHa, Mons"], question, topic) == order
