"""The closed schema of a guide: what it accepts, and what it refuses with which words."""

from __future__ import annotations

import copy
from typing import Any

import pytest
from pydantic import ValidationError

from bot.knowledge.catalogue import Catalogue, CatalogueJob, ImportedJob
from bot.knowledge.schema import OPTIONAL_SECTIONS, Guide

Path = tuple[str | int, ...]

MINIMAL: dict[str, Any] = {
    "slug": "souffleur-de-verre",
    "title": {"masculine": "Souffleur", "feminine": "Souffleuse", "short": "Souffleur·euse", "of": "de souffleur"},
    "year": 2025,
    "source": {"title": "Le guide"},
    "pitch": "Tu souffles.",
    "skills": ["calme"],
    "introduction": ["Le verre est chaud."],
}
FULL: dict[str, Any] = {
    **MINIMAL,
    "aliases": ["verrier"],
    "source": {"title": "Le guide", "publisher": "Nous", "url": "https://example.org"},
    "studies": {
        "summary": "Trois ans.",
        "duration": {"text": "3 ans", "min_years": 3, "max_years": 3, "experience": True},
        "path": ["Un bachelier."],
        "notes": ["Ou rien."],
    },
    "schools": [{"name": "IAD", "full_name": "Institut", "city": "Louvain-la-Neuve", "programme": "Master"}],
    "training": ["Mediarte"],
    "salary": {
        "figures": [
            {
                "level": "junior",
                "status": "any",
                "min": 2200,
                "max": 2700,
                "currency": "EUR",
                "period": "month",
                "gross": True,
            },
            {"level": "any", "status": "freelance", "max": 5000, "currency": "EUR", "period": "day", "gross": None},
        ],
        "notes": ["Ça varie."],
    },
    "conditions": [{"about": "hours", "text": "Longs."}],
    "figures": {
        "area": "Belgique",
        "professionals": {"value": 200, "approximate": True},
        "average_age": 42,
        "women": {"value": 35, "of": "personnes"},
        "insertion": {"value": 70, "of": "personnes", "note": "réseau"},
        "growth": {"text": "en baisse", "percent": -5},
    },
    "missions": ["Souffler"],
    "tools": [{"family": "Feu", "names": ["four"]}],
    "day": [{"start": "06:00", "end": "09:00", "text": "Tôt."}, {"label": "Soir", "text": "Tard."}],
    "facts": [{"title": "Chaud", "text": "40 degrés", "figures": [{"values": [40], "unit": "hours", "of": "chaleur"}]}],
    "testimonials": [{"name": "Chloé", "who": "souffleuse", "text": "Elle aime."}],
    "workplaces": [{"kind": "Ateliers", "examples": ["Val"]}],
    "regions": [{"name": "Liège", "detail": "le Val", "main": True}],
    "pros": ["Beau"],
    "cons": ["Chaud"],
    "tips": ["Souffle"],
    "freelance": {"summary": "Oui.", "points": ["Souvent"]},
    "difference": [{"other": "Vitrier", "text": "Plat."}],
    "similar": [{"title": "Vitrier", "job": "vitrier", "why": "Verre."}],
    "criteria": [{"id": "hands_on", "why": "Mains."}],
    "faq": [{"topic": "salary", "question": "Combien ?", "answer": "Assez."}],
    "self_assessment": [
        {
            "key": "heat",
            "text": "La chaleur te fait peur ?",
            "trait": "chaleur",
            "favours": "no",
            "say": {"favourable": "Bien.", "neutral": "Bon.", "unfavourable": "Merci."},
        }
    ],
}


def changed(path: Path, value: Any) -> dict[str, Any]:
    """`FULL` with `value` at `path`."""
    data = copy.deepcopy(FULL)
    part: Any = data
    for step in path[:-1]:
        part = part[step]
    part[path[-1]] = value
    return data


def without(path: Path) -> dict[str, Any]:
    """`FULL` without what stands at `path`."""
    data = copy.deepcopy(FULL)
    part: Any = data
    for step in path[:-1]:
        part = part[step]
    del part[path[-1]]
    return data


def only_error(data: dict[str, Any]) -> tuple[Path, str]:
    """Where the one error of `data` is, and its message."""
    with pytest.raises(ValidationError) as refused:
        Guide.parse_obj(data)
    errors = refused.value.errors()
    assert len(errors) == 1, errors
    return tuple(part for part in errors[0]["loc"] if part != "__root__"), errors[0]["msg"]


@pytest.mark.parametrize("data", [MINIMAL, FULL], ids=["minimal", "full"])
def test_a_guide_is_accepted(data: dict[str, Any]) -> None:
    guide = Guide.parse_obj(data)
    assert guide.slug == "souffleur-de-verre"
    assert guide.dict(exclude_unset=True) == data


@pytest.mark.parametrize("name", sorted(MINIMAL))
def test_the_core_is_required(name: str) -> None:
    assert only_error(without((name,))) == ((name,), "field required")


@pytest.mark.parametrize("name", sorted(set(FULL) - set(MINIMAL)))
def test_the_rest_is_optional(name: str) -> None:
    assert not getattr(Guide.parse_obj(without((name,))), name)


def test_optional_sections_are_those_worth_a_warning() -> None:
    silent = {"aliases", "training", "self_assessment", "faq", "profile"}
    assert set(OPTIONAL_SECTIONS) == set(Guide.__fields__) - set(MINIMAL) - silent


# Every place where an author could misspell a key.
PLACES: list[Path] = [
    (),
    ("title",),
    ("source",),
    ("studies",),
    ("studies", "duration"),
    ("schools", 0),
    ("salary",),
    ("salary", "figures", 0),
    ("conditions", 0),
    ("figures",),
    ("figures", "women"),
    ("figures", "growth"),
    ("figures", "professionals"),
    ("tools", 0),
    ("day", 0),
    ("facts", 0),
    ("facts", 0, "figures", 0),
    ("testimonials", 0),
    ("workplaces", 0),
    ("regions", 0),
    ("freelance",),
    ("difference", 0),
    ("similar", 0),
    ("criteria", 0),
    ("faq", 0),
    ("self_assessment", 0),
    ("self_assessment", 0, "say"),
]


@pytest.mark.parametrize("place", PLACES, ids=lambda place: ".".join(map(str, place)) or "guide")
def test_every_part_is_closed(place: Path) -> None:
    assert only_error(changed((*place, "comentaire"), "x")) == ((*place, "comentaire"), "extra fields not permitted")


# (path, value that is refused, words of the message)
REFUSED: list[tuple[Path, Any, str]] = [
    (("slug",), "Souffleur", "does not match regex"),
    (("slug",), "souffleur_de_verre", "does not match regex"),
    (("slug",), "souffleur--verre", "does not match regex"),
    (("slug",), "-souffleur", "does not match regex"),
    (("slug",), "élève", "does not match regex"),
    (("slug",), "", "does not match regex"),
    (("slug",), "a" * 81, "at most 80"),
    (("pitch",), "", "at least 1"),
    (("pitch",), "   ", "at least 1"),
    (("pitch",), "x" * 501, "at most 500"),
    (("pitch",), 42, "str type expected"),
    (("pitch",), True, "str type expected"),
    (("pitch",), ["a"], "str type expected"),
    (("pitch",), None, "none is not an allowed value"),
    (("title", "short"), "x" * 41, "has 41 characters; a button shows at most 40"),
    (("title", "of"), None, "none is not an allowed value"),
    (("year",), 1989, "greater than or equal to 1990"),
    (("year",), 2101, "less than or equal to 2100"),
    (("year",), "2025", "not a valid integer"),
    (("skills",), "calme", "not a valid list"),
    (("skills", 0), 12, "str type expected"),
    (("introduction", 0), "", "at least 1"),
    (("studies", "path"), [], "at least 1 item"),
    (("studies", "duration", "min_years"), -1, "greater than or equal to 0"),
    (("studies", "duration", "experience"), "oui", "not a valid boolean"),
    (("salary", "figures"), [], "at least 1 item"),
    (("salary", "figures", 0, "min"), "2200", "not a valid integer"),
    (("salary", "figures", 0, "min"), 2200.5, "not a valid integer"),
    (("salary", "figures", 0, "min"), True, "not a valid integer"),
    (("salary", "figures", 0, "min"), -1, "greater than or equal to 0"),
    (("salary", "figures", 0, "level"), "débutant", "permitted: 'any', 'junior', 'experienced'"),
    (("salary", "figures", 0, "status"), "indépendant", "permitted: 'any', 'employee', 'freelance'"),
    (("salary", "figures", 0, "currency"), "USD", "permitted: 'EUR'"),
    (("salary", "figures", 0, "period"), "mois", "permitted: 'hour', 'day', 'week', 'month', 'year', 'project'"),
    (("salary", "figures", 0, "gross"), "brut", "not a valid boolean"),
    (("conditions", 0, "about"), "horaires", "permitted: 'hours', 'stress'"),
    (("figures", "average_age"), "42 ans", "not a valid integer"),
    (("figures", "women", "value"), "35%", "not a valid integer"),
    (("figures", "women", "value"), 1001, "less than or equal to 1000"),
    (("figures", "women", "at_least"), 1, "not a valid boolean"),
    (("figures", "women", "approximate"), "yes", "not a valid boolean"),
    (("figures", "professionals", "approximate"), "oui", "not a valid boolean"),
    (("salary", "figures", 0, "and_more"), 1, "not a valid boolean"),
    (("salary", "figures", 0, "approximate"), "true", "not a valid boolean"),
    (("regions", 0, "main"), "yes", "not a valid boolean"),
    (("figures", "growth", "percent"), -101, "greater than or equal to -100"),
    (("figures", "professionals", "value"), 1.8, "not a valid integer"),
    (("tools", 0, "names"), [], "at least 1 item"),
    (("day", 0, "start"), "6:00", "does not match regex"),
    (("day", 0, "start"), "06h00", "does not match regex"),
    (("day", 0, "start"), "24:00", "does not match regex"),
    (("day", 0, "end"), "12:60", "does not match regex"),
    (("day", 0, "end"), 750, "str type expected"),
    (("facts", 0, "figures", 0, "values"), [], "at least 1 item"),
    (("facts", 0, "figures", 0, "values"), ["40"], "not a valid integer"),
    (("facts", 0, "figures", 0, "unit"), "degrees", "permitted: 'percent', 'times', 'projects', 'year', 'people', 'hours'"),
    (("similar", 0, "job"), "Vitrier", "does not match regex"),
    (("criteria", 0, "id"), "hands-on", "does not match regex"),
    (("faq", 0, "topic"), "Salaire", "does not match regex"),
    (("self_assessment", 0, "key"), "12_hours", "does not match regex"),
    (("self_assessment", 0, "favours"), False, "permitted: 'yes', 'no'"),
    (("self_assessment", 0, "favours"), "non", "permitted: 'yes', 'no'"),
    (("self_assessment", 0, "again"), "", "at least 1"),
    (("self_assessment", 0, "strength"), "x" * 201, "at most 200"),
    (("self_assessment", 0, "watch"), "x" * 201, "at most 200"),
]


@pytest.mark.parametrize(("path", "value", "words"), REFUSED)
def test_a_wrong_value_is_refused_in_its_place(path: Path, value: Any, words: str) -> None:
    place, message = only_error(changed(path, value))
    assert place[: len(path)] == path
    assert words in message


@pytest.mark.parametrize(
    "path",
    [
        ("title", "feminine"),
        ("salary", "figures", 0, "gross"),  # to say that it is unknown, one writes null: it is never forgotten
        ("figures", "women", "of"),
        ("facts", 0, "figures", 0, "of"),
        ("self_assessment", 0, "say", "neutral"),
        ("similar", 0, "why"),
    ],
)
def test_what_a_part_needs(path: Path) -> None:
    assert only_error(without(path)) == (path, "field required")


def test_a_question_without_words_of_its_own_for_the_result_takes_those_of_its_reactions() -> None:
    (bare,) = Guide.parse_obj(FULL).self_assessment
    assert (bare.text_again, bare.strength_text, bare.watch_text) == (bare.text, "Bien.", "Merci.")
    words = {"again": "Encore ?", "strength": "Tu aimes la chaleur.", "watch": "Tu redoutes la chaleur."}
    (full,) = Guide.parse_obj(changed(("self_assessment", 0), {**FULL["self_assessment"][0], **words})).self_assessment
    assert {"again": full.text_again, "strength": full.strength_text, "watch": full.watch_text} == words


ORDER = "write the smaller one first, or correct one of them"
YEARS = f"min_years 5 is more than max_years 3; {ORDER}"
UNPLACED = "needs a label, or a start and an end; add what is missing"
NO_AMOUNT = "needs min, max or both; add one, or remove this amount"
# (path of the part, its value, the words of the message)
TOGETHER: list[tuple[Path, dict[str, Any], str]] = [
    (("studies", "duration"), {**FULL["studies"]["duration"], "min_years": 5, "max_years": 3}, YEARS),
    (("salary", "figures", 0), {**FULL["salary"]["figures"][0], "min": 3000}, f"min 3000 is more than max 2700; {ORDER}"),
    (("salary", "figures", 0), {**FULL["salary"]["figures"][0], "min": None, "max": None}, NO_AMOUNT),
    (("day", 0), {"text": "x"}, UNPLACED),
    (("day", 0), {"start": "06:00", "text": "x"}, UNPLACED),
    (("day", 0), {"label": "Matin", "end": "06:00", "text": "x"}, UNPLACED),
    (
        ("day", 0),
        {"label": "Matin", "start": "06:00", "end": "09:00", "text": "x"},
        "has a label and hours, and the hours alone would be shown; keep one of them",
    ),
    *(
        (
            ("day", 0),
            {"start": start, "end": end, "text": "x"},
            f"ends at {end}, before it starts at {start}; correct them, or write a label in their place",
        )
        for start, end in (("14:00", "09:00"), ("06:00", "06:00"), ("20:00", "08:01"), ("00:30", "00:00"))
    ),
]


@pytest.mark.parametrize(
    ("start", "end"), [("06:00", "09:00"), ("00:00", "23:59"), ("22:00", "06:00"), ("20:00", "08:00"), ("16:00", "00:00")]
)
def test_a_part_of_the_day_may_go_on_after_midnight(start: str, end: str) -> None:
    guide = Guide.parse_obj(changed(("day", 0), {"start": start, "end": end, "text": "x"}))
    assert (guide.day[0].start, guide.day[0].end) == (start, end)


@pytest.mark.parametrize(("path", "value", "message"), TOGETHER)
def test_values_that_contradict_one_another(path: Path, value: dict[str, Any], message: str) -> None:
    assert only_error(changed(path, value)) == (path, message)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("studies", "duration"), {"text": "x", "min_years": 3, "max_years": 3}),
        (("salary", "figures", 0, "min"), None),
        (("salary", "figures", 0, "max"), 2200),
        (("title", "short"), "x" * 40),
        (("pitch",), "x" * 500),
        (("day", 0, "start"), "23:59"),
        (("figures", "growth", "percent"), 0),
    ],
)
def test_the_limits_themselves_are_accepted(path: Path, value: Any) -> None:
    Guide.parse_obj(changed(path, value))


def test_spaces_around_a_text_are_dropped() -> None:
    assert Guide.parse_obj(changed(("pitch",), "  Tu souffles. \n")).pitch == "Tu souffles."


def test_a_guide_cannot_be_changed() -> None:
    guide = Guide.parse_obj(MINIMAL)
    with pytest.raises(TypeError, match="immutable"):
        setattr(guide, "pitch", "Autre")  # noqa: B010 - a checker refuses the plain assignment


ENTRY = {"slug": "vitrier", "title": {"masculine": "vitrier", "feminine": "vitrière"}, "aliases": ["poseur de vitres"]}


def test_a_job_of_the_catalogue_has_all_its_names() -> None:
    jobs = Catalogue.parse_obj({"jobs": [ENTRY]}).jobs
    assert [job.names() for job in jobs] == [["vitrier", "vitrière", "poseur de vitres"]]


@pytest.mark.parametrize(
    ("data", "place"),
    [
        ({"jobs": []}, ("jobs",)),
        ({}, ("jobs",)),
        ({"jobs": [{**ENTRY, "salary": 2000}]}, ("jobs", 0, "salary")),
        ({"jobs": [{**ENTRY, "slug": "Vitrier"}]}, ("jobs", 0, "slug")),
        ({"jobs": [{**ENTRY, "title": {"masculine": "vitrier"}}]}, ("jobs", 0, "title", "feminine")),
        ({"jobs": [{**ENTRY, "aliases": [12]}]}, ("jobs", 0, "aliases", 0)),
    ],
)
def test_the_catalogue_is_closed_too(data: dict[str, Any], place: Path) -> None:
    with pytest.raises(ValidationError) as refused:
        Catalogue.parse_obj(data)
    assert [error["loc"] for error in refused.value.errors()] == [place]


FACTS = {"profile": {"rome": "F1607", "riasec": ["R", "C"]}, "criteria": ["hands_on"], "near": ["menuisier"]}


def test_a_described_job_has_a_sentence_and_its_facts() -> None:
    CatalogueJob.parse_obj({**ENTRY, **FACTS, "summary": "Pose des vitres."})
    for wrong in ({**ENTRY, **FACTS}, {**ENTRY, "summary": "Pose des vitres."}, {**ENTRY, "near": ["menuisier"]}):
        with pytest.raises(ValidationError, match="'summary' and 'profile'"):
            CatalogueJob.parse_obj(wrong)


def test_an_imported_job_has_its_facts_and_no_sentence() -> None:
    job = ImportedJob.parse_obj({**ENTRY, **FACTS, "rome": "F1607"})
    assert job.profile is not None
    assert ImportedJob.parse_obj({**ENTRY, "rome": "F1607", "near": ["menuisier"]}).profile is None
    with pytest.raises(ValidationError, match="describe the job in catalogue"):
        ImportedJob.parse_obj({**ENTRY, **FACTS, "rome": "F1607", "summary": "Pose des vitres."})
