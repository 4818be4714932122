"""`python -m benchmarks.run [--stock-epochs N]`: Déclic and the same data under Rasa's stock configuration, side by side.

Both are trained, started and asked the same questions over REST in one run, turn about, so that the ratios mean something
whatever the machine is doing. The stock bot is what a user would have without this project: the pipeline and policies of
`rasa init`, an action server over HTTP, conversations in memory. Its training takes hours with the full 100 epochs on all
phrases; `--stock-epochs` trains it less, which changes how well it understands but not how fast it answers. The page's
metadata names the job, so that both give the same answer. Results go to results/benchmark.md.
"""

from __future__ import annotations

import argparse
import http.client
import json
import os
import shutil
import statistics
import subprocess
import sys
import threading
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import psutil

from bot.paths import DATA, DOMAIN, ROOT

HERE = Path(__file__).parent
OUT = ROOT / "results"
JOB = "assistant-de-production-audiovisuelle"
QUESTIONS = (
    "combien on gagne ?",
    "et les études ?",
    "faut-il être indépendant ?",
    "quels sont les avantages",
    "et les inconvénients",
    "c'est quoi les horaires",
    "des conseils pour commencer ?",
    "une journée type ?",
)
TURNS = (1, 50, 200)
WINDOW, CONVERSATIONS, NEW_CONVERSATIONS = 10, 2, 40
ONE_QUESTION = ("combien on gagne ?", "c'est quoi les études ?")
TWO_QUESTIONS = ("combien on gagne et c'est quoi les études ?", "c'est quoi les études et combien on gagne ?")
QUESTION_ROUNDS = 30
CLIENTS, CLIENT_SECONDS = 8, 15.0
ENVIRONMENT = {**os.environ, "RASA_TELEMETRY_ENABLED": "false", "TF_CPP_MIN_LOG_LEVEL": "3", "PYTHONWARNINGS": "ignore"}


@dataclass
class Bot:
    """A bot under measurement."""

    name: str
    port: int
    commands: list[list[str]]
    environment: dict[str, str] = field(default_factory=dict)
    processes: list[psutil.Popen] = field(default_factory=list)
    train_seconds: float = 0.0
    cold_seconds: float = 0.0
    memory_mb: float = 0.0
    two_questions: float = 0.0
    """Time of a message with two questions over that of one."""
    turns: dict[int, list[float]] = field(default_factory=dict)
    throughput: float = 0.0

    def start(self) -> None:
        """Start every process and wait for the first answer."""
        begun = time.monotonic()
        log = (OUT / f"{self.name}.log").open("w")
        for command in self.commands:
            environment = {**ENVIRONMENT, **self.environment}
            self.processes.append(psutil.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=log))
        while True:
            try:
                if len(ask(self.port, uuid.uuid4().hex, QUESTIONS[0])[1]) > 1:
                    break
            except OSError:
                pass
            if time.monotonic() - begun > 900:
                raise TimeoutError(f"{self.name} gave no answer; see results/{self.name}.log")
            time.sleep(0.2)
        self.cold_seconds = time.monotonic() - begun

    def stop(self) -> None:
        """Stop every process, its children included."""
        for process in self.processes:
            for child in [*process.children(recursive=True), process]:
                child.kill()


def ask(port: int, sender: str, text: str) -> tuple[float, list[dict[str, object]]]:
    """(milliseconds, messages) of one question."""
    connection = http.client.HTTPConnection("localhost", port, timeout=120)
    body = json.dumps({"sender": sender, "message": text, "metadata": {"job": JOB}})
    begun = time.perf_counter()
    connection.request("POST", "/webhooks/rest/webhook", body, {"content-type": "application/json"})
    answer = connection.getresponse().read()
    elapsed = (time.perf_counter() - begun) * 1000
    connection.close()
    return elapsed, json.loads(answer)


def run(command: list[str]) -> float:
    """Seconds that a command takes."""
    begun = time.monotonic()
    subprocess.run(command, check=True, cwd=ROOT, env=ENVIRONMENT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return time.monotonic() - begun


def measure_turns(bots: list[Bot]) -> None:
    """Response times at turns 1, 50 and 200, the bots asked turn about."""
    for bot in bots:
        bot.turns = {turn: [] for turn in TURNS}
    for _ in range(NEW_CONVERSATIONS):
        for bot in bots:
            bot.turns[1].append(ask(bot.port, uuid.uuid4().hex, QUESTIONS[0])[0])
    for _ in range(CONVERSATIONS):
        senders = {bot.name: uuid.uuid4().hex for bot in bots}
        for turn in range(1, max(TURNS) + WINDOW // 2 + 1):
            for bot in bots:
                elapsed, messages = ask(bot.port, senders[bot.name], QUESTIONS[turn % len(QUESTIONS)])
                if not messages:
                    raise RuntimeError(f"{bot.name} gave no answer at turn {turn}")
                for target in TURNS[1:]:
                    if abs(turn - target) <= WINDOW // 2:
                        bot.turns[target].append(elapsed)


def measure_two_questions(bot: Bot) -> float:
    """Median time of a message with two questions over that of one with a single question, asked turn about."""
    sender = uuid.uuid4().hex
    times: tuple[list[float], list[float]] = ([], [])
    for _ in range(QUESTION_ROUNDS):
        for texts in zip(ONE_QUESTION, TWO_QUESTIONS, strict=True):
            for kind, text in zip(times, texts, strict=True):
                kind.append(ask(bot.port, sender, text)[0])
    return statistics.median(times[1]) / statistics.median(times[0])


def measure_throughput(bot: Bot) -> None:
    """Answers a second with several clients, each in a conversation of its own."""
    counts = [0] * CLIENTS
    until = time.monotonic() + CLIENT_SECONDS

    def client(index: int) -> None:
        sender = uuid.uuid4().hex
        while time.monotonic() < until:
            ask(bot.port, sender, QUESTIONS[counts[index] % len(QUESTIONS)])
            counts[index] += 1

    threads = [threading.Thread(target=client, args=(index,)) for index in range(CLIENTS)]
    begun = time.monotonic()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    bot.throughput = sum(counts) / (time.monotonic() - begun)


def memory(bot: Bot) -> float:
    """Resident memory of all its processes, in MB."""
    processes = [child for process in bot.processes for child in [process, *process.children(recursive=True)]]
    return sum(process.memory_info().rss for process in processes) / 1e6


def build(epochs: int, reuse: bool) -> tuple[Bot, Bot]:
    """Both bots, trained; `reuse` keeps a stock model of an earlier run."""
    python, models = sys.executable, OUT / "models"
    models.mkdir(parents=True, exist_ok=True)
    config = OUT / "stock.yml"
    config.write_text(
        (HERE / "stock" / "config.yml").read_text(encoding="utf-8").replace("epochs: 100", f"epochs: {epochs}")
    )
    rasa = [python, "-m", "rasa"]
    serve = [*rasa, "run", "--port", "5105", "--model", str(models / "stock.tar.gz")]
    for name in ("endpoints", "credentials"):
        serve += [f"--{name}", str(HERE / "stock" / f"{name}.yml")]
    stock = Bot("stock", 5105, [[*rasa, "run", "actions", "--port", "5055"], serve])
    train = ["train", "--config", str(config), "--domain", str(DOMAIN), "--data", str(DATA), "--out", str(models)]
    if reuse and (models / "stock.tar.gz").exists():
        stock.train_seconds = float("nan")
    else:
        stock.train_seconds = run([*rasa, *train, "--fixed-model-name", "stock", "--force"])
    database = OUT / "benchmark.db"
    database.unlink(missing_ok=True)
    declic = Bot("declic", 5106, [[python, "-m", "bot", "serve", "--port", "5106"]])
    declic.environment = {"DECLIC_DATABASE_URL": f"sqlite:///{database}"}
    declic.train_seconds = run([python, "-m", "bot", "train"])
    return stock, declic


def table(stock: Bot, declic: Bot, epochs: int, floor: float) -> str:
    """The results as Markdown."""
    rows = [("training (s)", stock.train_seconds, declic.train_seconds)]
    rows.append(("cold start to first answer (s)", stock.cold_seconds, declic.cold_seconds))
    rows.append(("memory (MB)", stock.memory_mb, declic.memory_mb))
    for turn in TURNS:
        for label, share in (("p50", 0.5), ("p95", 0.95)):
            values = [sorted(bot.turns[turn])[int(share * (len(bot.turns[turn]) - 1))] for bot in (stock, declic)]
            rows.append((f"turn {turn}, {label} (ms)", *values))
    rows.append((f"answers a second, {CLIENTS} clients", stock.throughput, declic.throughput))
    lines = ["| | stock | Déclic | Déclic / stock |", "| --- | --- | --- | --- |"]
    lines += [f"| {name} | {left:.1f} | {right:.1f} | {right / left:.3f} |" for name, left, right in rows]
    first, last = (statistics.median(declic.turns[turn]) for turn in (1, 200))
    lines += [
        "",
        f"Déclic, turn 200 / turn 1: {last / first:.2f}. Déclic, cold start / `import rasa.core.agent` ({floor:.1f} s):"
        f" {declic.cold_seconds / floor:.2f}. Two questions in a message / one: {declic.two_questions:.2f}."
        f" Stock trained for {epochs} epoch(s) of its 100.",
    ]
    return "\n".join(lines)


@contextmanager
def running(bots: list[Bot]) -> Iterator[None]:
    """Both bots started, one after the other; stopped in any case."""
    try:
        for bot in bots:
            bot.start()
        yield
    finally:
        for bot in bots:
            bot.stop()


def main() -> None:
    """Measure and write the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--stock-epochs", type=int, default=100)
    parser.add_argument("--reuse-stock", action="store_true", help="keep the stock model of an earlier run")
    options = parser.parse_args()
    if not options.reuse_stock:
        shutil.rmtree(OUT, ignore_errors=True)
    OUT.mkdir(exist_ok=True)
    stock, declic = build(options.stock_epochs, options.reuse_stock)
    imports = [run([sys.executable, "-c", "import rasa.core.agent"]) for _ in range(2)]
    with running([stock, declic]):
        measure_turns([stock, declic])
        declic.two_questions = measure_two_questions(declic)
        for bot in (stock, declic):
            measure_throughput(bot)
            bot.memory_mb = memory(bot)
    text = table(stock, declic, options.stock_epochs, min(imports))
    (OUT / "benchmark.md").write_text(text + "\n", encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()
