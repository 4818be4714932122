"""What the codes of the register mean: the schema of rome.yml, and the real file."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from bot.knowledge.rome import RomeMap
from bot.knowledge.topics import Topics
from bot.knowledge.yaml_source import read_yaml
from bot.paths import KNOWLEDGE

INTERESTS = {f"interest_{code}": code for code in range(1, 31)}
MAP: dict[str, Any] = {"criteria": {"nights": [300803], "outdoors": [300783, 5]}, "interests": INTERESTS}


@pytest.fixture(scope="module")
def real() -> RomeMap:
    return RomeMap.parse_obj(read_yaml(KNOWLEDGE / "rome.yml").data)


def test_codes_are_told_in_our_ids() -> None:
    mapping = RomeMap.parse_obj(MAP)
    assert mapping.criteria_of([5, 300803, 999]) == ["nights", "outdoors"]
    assert mapping.criteria_of([]) == []
    assert mapping.interests_of([27, 1]) == ["interest_27", "interest_1"]


@pytest.mark.parametrize(
    ("change", "place"),
    [
        ({"contexts": {}}, ("contexts",)),
        ({"criteria": {"nights": ["300803"]}}, ("criteria", "nights", 0)),
        ({"criteria": {"nights": [0]}}, ("criteria", "nights", 0)),
        ({"criteria": {"La nuit": [1]}}, ("criteria", "__key__")),
        ({"interests": {**INTERESTS, "more": 31}}, ("interests",)),
        ({"interests": {"only": 1}}, ("interests",)),
        ({"interests": {**INTERESTS, "interest_2": 1}}, ("interests",)),
        ({"names": {"everyday": [1]}}, ("names", "everyday", 0)),
        ({"names": {"quotidien": ["nez"]}}, ("names", "quotidien")),
    ],
)
def test_the_schema_is_closed(change: dict[str, Any], place: tuple[str | int, ...]) -> None:
    with pytest.raises(ValidationError) as refused:
        RomeMap.parse_obj({**MAP, **change})
    assert [error["loc"] for error in refused.value.errors()] == [place]


def test_the_thirty_interests_in_the_order_of_the_register(real: RomeMap) -> None:
    assert list(real.interests.values()) == list(range(1, 31))
    agreed = (
        "building leading business contact public_service detail drawing communication nature discovery law words sport"
        " manual numbers travel animals organising driving environment children care rescue teaching thrills backstage"
        " cooking cultures technology art"
    )
    assert list(real.interests) == agreed.split()


def test_criteria_of_the_file_are_those_of_topics(real: RomeMap) -> None:
    topics = Topics.parse_obj(read_yaml(KNOWLEDGE / "topics.yml").data)
    assert list(real.references({criterion.id for criterion in topics.criteria})) == []
    assert {"nights", "outdoors", "on_the_move", "evenings_weekends"} <= set(real.criteria)


def test_every_code_of_the_file_is_in_the_register(rome: Path, real: RomeMap) -> None:
    with (rome / "unix_referentiel_contexte_travail_v460_utf8.csv").open(encoding="utf-8", newline="") as file:
        labels = {int(row["code_ogr"]): row["libelle_cont_travail"] for row in csv.DictReader(file)}
    used = [code for codes in real.criteria.values() for code in codes]
    assert len(used) > 50
    assert [code for code in used if code not in labels] == []
    comments = (KNOWLEDGE / "rome.yml").read_text(encoding="utf-8")
    noted = [line for line in comments.splitlines() if line.strip().startswith("- ") and "#" in line]
    assert len(noted) == len(used)
    for line in noted:
        code, label = line.strip(" -").split("#")
        assert labels[int(code)].startswith(label.strip()), line


def test_everyday_words_are_single_and_written_once(real: RomeMap) -> None:
    words = real.names.everyday
    assert len(words) == len(set(words)) > 50
    assert [word for word in words if " " in word] == []
