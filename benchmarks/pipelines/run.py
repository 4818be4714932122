"""`python -m benchmarks.pipelines.run [--sample N] [NAME …]`: pipelines trained on the same phrases, then measured.

Every pipeline is trained and measured in a process of its own: seconds to train; accuracy in scope, off-topic recall and
in-scope phrases rejected (on tests/tuning, which no pipeline is trained on and no figure of the README comes from); seconds
from an empty process to the first parsed message; resident memory then; median milliseconds a message.
`--sample N` trains on N phrases, the same ones for all, since the stock pipeline takes hours on all of them.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from pathlib import Path
from typing import Any

from bot.checks.phrases import Phrase, test_phrases, training_phrases
from bot.evaluate import measure
from bot.paths import DATA, DOMAIN, ROOT
from bot.quiet import be_quiet

HERE = Path(__file__).parent
NAMES = ("stock_diet", "light_ngrams", "light_spacy", "declic")
SEED = 7


def main() -> None:
    """Train and measure the pipelines one after the other, and print a table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("names", nargs="*", default=NAMES)
    parser.add_argument("--sample", type=int, default=0, help="phrases to train on; 0 for all")
    parser.add_argument("--epochs", type=int, default=100, help="epochs of the stock pipeline")
    parser.add_argument("--child", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.child:
        print(json.dumps(_measure(Path(options.child))))
        return
    print("| pipeline | train (s) | accuracy | off-topic | rejected | first message (s) | memory (MB) | p50 (ms) |")
    print("| --- | --- | --- | --- | --- | --- | --- | --- |", flush=True)
    for name in options.names:
        row = _run(name, options.sample, options.epochs)
        shares = [f"{row[key]:.1%}" for key in ("accuracy", "off_topic", "rejected")]
        rest = [f"{row['cold']:.0f}", f"{row['memory']:.0f}", f"{row['p50']:.1f}"]
        print("| " + " | ".join([name, f"{row['train']:.0f}", *shares, *rest]) + " |", flush=True)


def _run(name: str, sample: int, epochs: int) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as folder:
        nlu = Path(folder) / "nlu.yml"
        nlu.write_text(_as_nlu(_sample(training_phrases(DATA / "nlu", []), sample)), encoding="utf-8")
        config = Path(folder) / "config.yml"
        text = (HERE / f"{name}.yml").read_text(encoding="utf-8")
        config.write_text(text.replace("epochs: 100", f"epochs: {epochs}"), encoding="utf-8")
        begun = time.monotonic()
        command = [sys.executable, "-m", "rasa", "train", "nlu", "--nlu", str(nlu), "--config", str(config)]
        command += ["--domain", str(DOMAIN), "--out", folder, "--fixed-model-name", "model"]
        subprocess.run(command, check=True, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        train = time.monotonic() - begun
        child = [sys.executable, "-m", "benchmarks.pipelines.run", "--child", f"{folder}/model.tar.gz"]
        output = subprocess.run(child, check=True, cwd=ROOT, capture_output=True, text=True).stdout
        return {"train": train, **json.loads(output.strip().splitlines()[-1])}


def _sample(phrases: list[Phrase], count: int) -> list[Phrase]:
    """`count` phrases in the proportions of the intents; all of them when `count` is 0."""
    if not count:
        return phrases
    shuffled = random.Random(SEED).sample(phrases, len(phrases))
    by_intent: dict[str, list[Phrase]] = defaultdict(list)
    for phrase in shuffled:
        by_intent[phrase.intent].append(phrase)
    share = count / len(phrases)
    return [phrase for group in by_intent.values() for phrase in group[: max(2, round(len(group) * share))]]


def _as_nlu(phrases: list[Phrase]) -> str:
    by_intent: dict[str, list[str]] = defaultdict(list)
    for phrase in phrases:
        by_intent[phrase.intent].append(phrase.text)
    blocks = ["- intent: {}\n  examples: |\n{}".format(k, "".join(f"    - {t}\n" for t in v)) for k, v in by_intent.items()]
    return 'version: "3.1"\nnlu:\n' + "".join(blocks)


def _measure(model: Path) -> dict[str, float]:
    import asyncio

    begun = time.monotonic()
    be_quiet()
    from bot.quiet import configure_structlog

    configure_structlog()
    from rasa.core.agent import Agent

    agent = Agent.load(model)
    phrases = test_phrases(ROOT / "tests" / "tuning", [])

    async def understand() -> tuple[list[tuple[str, float]], list[float], float]:
        await agent.parse_message("combien on gagne ?")
        cold = time.monotonic() - begun
        results, times = [], []
        for phrase in phrases:
            start = time.perf_counter()
            intent = (await agent.parse_message(phrase.text))["intent"]
            times.append((time.perf_counter() - start) * 1000)
            results.append((intent["name"] or "nlu_fallback", intent["confidence"]))
        return results, times, cold

    results, times, cold = asyncio.run(understand())
    report = measure(phrases, results)
    return {
        "accuracy": report.accuracy,
        "off_topic": report.off_topic_recall,
        "rejected": report.rejected,
        "cold": cold,
        "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "p50": statistics.median(times),
    }


if __name__ == "__main__":
    main()
