"""`python -m benchmarks.web [--rounds N]`: time to the first bubble over the web channel, beside the whole answer of REST.

One server, one run, the same questions turn about, each request on a connection of its own. REST shows nothing before the
whole answer is there, so that is its first bubble. New conversations are measured by their first question, opened
beforehand on the web channel; later turns by one conversation of each channel that goes on and on. The server runs on a
database of its own. Take the ratio, not the milliseconds.
"""

from __future__ import annotations

import argparse
import http.client
import json
import sys
import tempfile
import time
import uuid
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.run import JOB, OUT, QUESTIONS, Bot, running

PORT = 5107
ROUNDS, MOST_ROUNDS, WARM_UP = 200, 250, 5
"""An address may open 300 conversations an hour, and say 600 messages a minute."""
LONGEST = 25
"""Questions of one conversation; it may say 30 a minute, so that a new one follows."""
BAR = 1.3
_ROUTE = "/webhooks/web/conversations"
_JSON = {"content-type": "application/json"}
Ask = Callable[[str], float]


@dataclass
class Times:
    """Milliseconds to the first bubble, of both channels."""

    rest: list[float] = field(default_factory=list)
    web: list[float] = field(default_factory=list)

    def row(self, label: str) -> str:
        """A line of the table."""
        cells = [f"{percentile(times, share):.1f}" for share in (0.5, 0.95) for times in (self.rest, self.web)]
        ratios = [f"{self.ratio(share):.2f}" for share in (0.5, 0.95)]
        return f"| {label} | {' | '.join([*cells[:2], ratios[0], *cells[2:], ratios[1]])} |"

    def ratio(self, share: float) -> float:
        """The web channel over REST, at a percentile."""
        return percentile(self.web, share) / percentile(self.rest, share)


def percentile(times: Sequence[float], share: float) -> float:
    """The time that this share of the requests did not exceed."""
    return sorted(times)[int(share * (len(times) - 1))]


def first_bubble(port: int, path: str, body: Mapping[str, object], headers: Mapping[str, str]) -> float:
    """Milliseconds from the request to the first bubble."""
    with closing(http.client.HTTPConnection("localhost", port, timeout=60)) as connection:
        content = json.dumps(body)
        begun = time.perf_counter()
        connection.request("POST", path, content, {**_JSON, **headers})
        response = connection.getresponse()
        if response.status != 200:
            raise RuntimeError(f"{path} gave {response.status} instead of a bubble")
        if response.getheader("content-type") != "application/x-ndjson":
            response.read()
            return (time.perf_counter() - begun) * 1000
        while json.loads(response.readline())["type"] != "message":
            pass
        elapsed = (time.perf_counter() - begun) * 1000
        response.read()
    return elapsed


def rest_student(port: int) -> Ask:
    """A new conversation over REST."""
    sender = uuid.uuid4().hex
    page = {"job": JOB}
    return lambda text: first_bubble(
        port, "/webhooks/rest/webhook", {"sender": sender, "message": text, "metadata": page}, {}
    )


def web_student(port: int) -> Ask:
    """A new conversation over the web channel, opened."""
    with closing(http.client.HTTPConnection("localhost", port, timeout=60)) as connection:
        connection.request("POST", _ROUTE)
        key = json.loads(connection.getresponse().read())
    path, headers = f"{_ROUTE}/{key['conversation']}/messages", {"authorization": f"Bearer {key['token']}"}
    page = {"job": JOB}
    return lambda text: first_bubble(port, path, {"id": str(uuid.uuid4()), "text": text, "metadata": page}, headers)


def measure(
    port: int, rounds: int, students: Sequence[Callable[[int], Ask]] = (rest_student, web_student)
) -> tuple[Times, Times]:
    """Times of first questions, and of later turns."""
    new, later = Times(), Times()
    asks: list[Ask] = []
    for number in range(rounds):
        question = QUESTIONS[number % len(QUESTIONS)]
        kept = [new.rest, new.web]
        order = (0, 1) if number % 2 else (1, 0)
        for place in order:
            kept[place].append(students[place](port)(question))
        if number % LONGEST == 0:
            asks = [student(port) for student in students]
            for ask in asks:
                ask(QUESTIONS[0])
        for place in order:
            (later.rest, later.web)[place].append(asks[place](question))
    return new, later


def table(new: Times, later: Times) -> Iterator[str]:
    """The results as Markdown."""
    yield "| | REST, p50 (ms) | web, p50 (ms) | web / REST | REST, p95 (ms) | web, p95 (ms) | web / REST |"
    yield "| --- | --- | --- | --- | --- | --- | --- |"
    yield new.row("first question")
    yield later.row("later turns")
    both = Times([*new.rest, *later.rest], [*new.web, *later.web])
    yield both.row("all")
    kept = "kept" if both.ratio(0.95) < BAR else "missed"
    yield ""
    yield f"{len(both.web)} questions a channel. The bar, p95 under {BAR} times REST's: {kept}."


def main() -> None:
    """Measure, and print the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=ROUNDS, choices=range(2, MOST_ROUNDS + 1), metavar="N")
    rounds = parser.parse_args().rounds
    OUT.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "bot", "serve", "--port", str(PORT)]
        bot = Bot("web", PORT, [command], {"DECLIC_DATABASE_URL": f"sqlite:///{Path(folder) / 'web.db'}"})
        with running([bot]):
            measure(PORT, WARM_UP)
            print("\n".join(table(*measure(PORT, rounds))))


if __name__ == "__main__":
    main()
