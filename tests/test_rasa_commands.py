"""The commands that trainers know from Rasa work on this project: data validate, test."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from bot.paths import ROOT

STORIES = ROOT / "tests" / "stories"
QUIET = {"RASA_TELEMETRY_ENABLED": "false", "TF_CPP_MIN_LOG_LEVEL": "3", "SQLALCHEMY_SILENCE_UBER_WARNING": "1"}


def rasa(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run `rasa …` in the project."""
    command = [sys.executable, "-W", "ignore", "-m", "rasa", *arguments]
    return subprocess.run(
        command, check=False, cwd=ROOT, env={**os.environ, **QUIET}, capture_output=True, text=True, timeout=600
    )


def test_data_validate_finds_nothing() -> None:
    result = rasa("data", "validate", "--fail-on-warnings")
    assert result.returncode == 0, (result.stdout + result.stderr)[-3000:]


def test_the_test_stories_pass(model: Path, tmp_path: Path) -> None:
    stories = sorted(STORIES.glob("test_*.yml"))
    assert len(stories) >= 5
    result = rasa(
        "test",
        "core",
        "--model",
        str(model),
        "--stories",
        str(STORIES),
        "--out",
        str(tmp_path),
        "--e2e",
        "--fail-on-prediction-errors",
    )
    assert result.returncode == 0, (result.stdout + result.stderr)[-3000:]
    failed = tmp_path / "failed_test_stories.yml"
    assert not failed.exists() or "None of the test stories failed" in failed.read_text(encoding="utf-8")
