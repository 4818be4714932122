"""Shared by the tests of bot.checks: small files in a folder of their own."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from bot.checks.domain import Domain
from bot.problems import Problem
from tests.advice import every_problem_says_what_to_do

__all__ = ["every_problem_says_what_to_do"]

DOMAIN = """\
intents:
  - ask_salary: {use_entities: []}
  - greet
  - thank
entities:
  - job
  - topic
actions:
  - action_answer
  - action_menu
responses:
  utter_greet:
    - text: "Salut !"
  utter_job:
    - text: "Le métier : {job}."
"""

Write = Callable[[str, str], Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write a file below the folder of the test."""

    def write_file(name: str, text: str) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    return write_file


@pytest.fixture
def domain(write: Write) -> Domain:
    """A small domain without mistakes."""
    problems: list[Problem] = []
    domain = Domain.read(write("domain.yml", DOMAIN), problems)
    assert problems == []
    return domain
