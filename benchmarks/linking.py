"""`python -m benchmarks.linking DIR`: how long finding jobs takes, without and with the imported register of occupations.

DIR is a release of the register, as `python -m bot import-rome DIR` takes it. It is imported into a copy of knowledge/. Each
linker reads the phrases of data/nlu and long messages put together from them, turn about, so that the figures can be
compared; `build_library` is timed in new processes. All times are those of the processor, so that other work does not count.
"""

from __future__ import annotations

import argparse
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from bot.checks.phrases import training_phrases
from bot.importer.rome import import_rome
from bot.knowledge.library import build_library
from bot.knowledge.linking import JobLinker
from bot.knowledge.register import REGISTER
from bot.paths import DATA, KNOWLEDGE, ROOT

PHRASES, LONG_MESSAGES, STARTS = 5000, 500, 5
SHORTEST, LONGEST = 30, 120
"""Words of a long message."""
START = "import sys, time, pathlib, bot.knowledge.library as l; t = time.thread_time()"
START += "; l.build_library(pathlib.Path(sys.argv[1])); print(time.thread_time() - t)"


def long_messages(phrases: Sequence[str]) -> list[str]:
    """Messages of many phrases one after the other, always the same."""
    chosen = random.Random(1)
    messages = []
    for _ in range(LONG_MESSAGES):
        words: list[str] = []
        wanted = chosen.randint(SHORTEST, LONGEST)
        while len(words) < wanted:
            words += chosen.choice(phrases).split()
        messages.append(" ".join(words[:wanted]))
    return messages


def measure(linkers: Sequence[JobLinker], texts: Sequence[str]) -> list[tuple[float, float]]:
    """(median, 95th percentile) of each linker."""
    times: list[list[float]] = [[] for _ in linkers]
    for text in texts:
        for linker, kept in zip(linkers, times, strict=True):
            begun = time.thread_time()
            linker.link(text)
            kept.append((time.thread_time() - begun) * 1000)
    return [(statistics.median(kept), sorted(kept)[int(0.95 * (len(kept) - 1))]) for kept in times]


def build_seconds(folder: Path) -> float:
    """Median seconds of `build_library` in a new process, imports not counted."""
    command = [sys.executable, "-c", START, str(folder)]
    runs = [subprocess.run(command, check=True, cwd=ROOT, capture_output=True, text=True).stdout for _ in range(STARTS)]
    return statistics.median(map(float, runs))


def main() -> None:
    """Measure, and print the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", metavar="DIR", type=Path)
    release = parser.parse_args().folder
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "knowledge"
        shutil.copytree(KNOWLEDGE, folder, ignore=shutil.ignore_patterns(REGISTER))
        ours, start = build_library(folder), build_seconds(folder)
        begun = time.thread_time()
        import_rome(release, folder / REGISTER)
        imported = time.thread_time() - begun
        register, start_with = build_library(folder), build_seconds(folder)
    phrases = [phrase.text for phrase in training_phrases(DATA / "nlu", [])]
    linkers = [ours.linker, register.linker]
    kinds = {
        "phrases of data/nlu": random.Random(1).sample(phrases, PHRASES),
        f"messages of {SHORTEST} to {LONGEST} words": long_messages(phrases),
    }
    print("| | ours | with the register |\n| --- | --- | --- |")
    for kind, texts in kinds.items():
        (median, worst), (median_with, worst_with) = measure(linkers, texts)
        print(f"| {kind}, p50 (ms) | {median:.2f} | {median_with:.2f} |")
        print(f"| {kind}, p95 (ms) | {worst:.2f} | {worst_with:.2f} |")
    print(f"| `build_library` in a new process (s) | {start:.2f} | {start_with:.2f} |")
    print(f"\n`import-rome`: {imported:.1f} s.")


if __name__ == "__main__":
    main()
