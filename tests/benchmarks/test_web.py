"""The benchmark of the web channel measures what it says: first bubbles, new conversations and later turns, turn about."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from benchmarks.run import JOB, QUESTIONS
from benchmarks.web import LONGEST, Ask, Times, first_bubble, measure, percentile, table
from tests.conftest import Server
from tests.web_client import WebStudent, new_id


def recorder(name: str, said: list[tuple[str, int, str]], milliseconds: float) -> Callable[[int], Ask]:
    """Students who note what they are asked; each is told from the others by a number."""

    def student(_: int) -> Ask:
        number = student.count = student.count + 1  # type: ignore[attr-defined]

        def ask(text: str) -> float:
            said.append((name, number, text))
            return milliseconds

        return ask

    student.count = 0  # type: ignore[attr-defined]
    return student


def test_both_channels_get_the_same_questions_turn_about() -> None:
    said: list[tuple[str, int, str]] = []
    new, later = measure(0, 40, [recorder("rest", said, 2.0), recorder("web", said, 3.0)])
    assert (new.rest, new.web, later.rest, later.web) == ([2.0] * 40, [3.0] * 40, [2.0] * 40, [3.0] * 40)
    rest, web = ([(number, text) for one, number, text in said if one == name] for name in ("rest", "web"))
    assert rest == web and {text for _, text in rest} == set(QUESTIONS)
    by_conversation = [sum(number == one for one, _ in web) for number in {number for number, _ in web}]
    assert sorted(by_conversation)[:-2] == [1] * 40
    assert max(by_conversation) == LONGEST + 1 < 30
    pairs = list(zip(said[::2], said[1::2], strict=True))
    assert all({one[0], other[0]} == {"rest", "web"} for one, other in pairs)
    assert {one[0] for one, _ in pairs} == {"rest", "web"}, "neither is always the first"


def test_percentiles_and_the_bar() -> None:
    times = [float(number) for number in range(1, 101)]
    assert (percentile(times, 0.5), percentile(times[::-1], 0.95)) == (50.0, 95.0)
    slow, same = Times([10.0] * 20, [13.0] * 20), Times([10.0] * 20, [10.0] * 20)
    assert slow.ratio(0.95) == pytest.approx(1.3)
    assert list(table(same, same))[-1].endswith("kept.")
    assert list(table(slow, slow))[-1].endswith("missed.")
    assert "| 10.0 | 13.0 | 1.30 | 10.0 | 13.0 | 1.30 |" in list(table(slow, same))[2]


def test_a_real_server_is_measured_over_both_channels(server: Server) -> None:
    new, later = measure(server.port, 2)
    for times in (new, later):
        assert len(times.rest) == len(times.web) == 2
        assert all(0 < one < 60_000 for one in (*times.rest, *times.web))


def test_what_is_no_bubble_is_no_measurement(server: Server) -> None:
    web = WebStudent.open(server)
    path = f"/webhooks/web/conversations/{web.conversation}/messages"
    body = {"id": new_id(), "text": "on gagne combien ?", "metadata": {"job": JOB}}
    with pytest.raises(RuntimeError, match="404"):
        first_bubble(server.port, path, body, {"authorization": "Bearer wrong"})
