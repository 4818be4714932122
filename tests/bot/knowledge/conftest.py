"""Shared by the tests of bot.knowledge."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from bot.knowledge.register import REGISTER
from bot.paths import KNOWLEDGE
from tests.advice import every_problem_says_what_to_do

__all__ = ["every_problem_says_what_to_do"]


@pytest.fixture
def register_folder(tmp_path: Path) -> Path:
    """A copy of knowledge/ into which a register can be put."""
    folder = tmp_path / "knowledge"
    shutil.copytree(KNOWLEDGE, folder, ignore=shutil.ignore_patterns("README*", REGISTER))
    return folder
