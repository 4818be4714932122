"""Whole conversations of students, over REST, with the trained model: topics, jobs and figures of every turn."""

from __future__ import annotations

import textwrap
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.knowledge.text import fold
from bot.paths import ROOT
from tests.conftest import Server, Student, Turn

FILES = sorted((ROOT / "tests" / "conversations").glob("*.yml"))
MOST_TAPS = 18
MIN_CONVERSATIONS = 40


def load(path: Path) -> dict[str, Any]:
    content: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return content


def cases() -> list[Any]:
    found = []
    for path in FILES:
        reason = load(path).get("known_failure")
        marks = [pytest.mark.xfail(strict=True, reason=reason)] if reason else []
        found.append(pytest.param(path, id=path.stem, marks=marks))
    return found


def missed(step: dict[str, Any], turn: Turn) -> list[str]:
    """What a turn was expected to give and did not."""
    found = []
    if "answers" in step:
        given = [f"{job or 'none'} {topic}" for job, topic in turn.topics]
        wanted = step["answers"]
        same = len(given) == len(wanted) and all(
            had.split()[-1] == want.split()[-1] and had.startswith(want.split()[0])
            for had, want in zip(given, wanted, strict=True)
        )
        found += [] if same else [f"answers {given}, not {wanted}"]
    if "kind" in step and step["kind"] not in turn.kinds:
        found.append(f"kinds {turn.kinds}, not {step['kind']}")
    if step.get("not_kind") in turn.kinds:
        found.append(f"kinds {turn.kinds}, {step['not_kind']} among them")
    asked = next((item["key"] for item in turn.custom if item["type"] == "question"), None)
    if "asks" in step and asked != step["asks"]:
        found.append(f"asks {asked}, not {step['asks']}")
    said = fold(turn.text)
    found += [f"does not say '{words}'" for words in step.get("says", []) if fold(str(words)) not in said]
    found += [f"says '{words}'" for words in step.get("never", []) if fold(str(words)) in said]
    return found


def shown(step: dict[str, Any], turn: Turn, problems: list[str]) -> str:
    """A turn as a reader of the transcript wants it."""
    lines = [f"> {step.get('student') or '[' + str(step.get('tap')) + ']'}"]
    lines += [textwrap.indent(message["text"], "    ") for message in turn.messages if message.get("text")]
    lines += [f"    [{title}]" for title in turn.buttons]
    for item in turn.custom:
        lines.append(f"    {{{item['type']}}} {item.get('job', '')} {item.get('topic', item.get('reason', ''))}")
    return "\n".join([*lines, *(f"!!! {problem}" for problem in problems)])


def finish(student: Student, offered: dict[str, str], titles: list[str]) -> Turn:
    """Tap quick replies in turn until a flow is over; the last answer."""
    for count in range(MOST_TAPS + 1):
        title = titles[count % len(titles)]
        assert title in offered, f"no quick reply '{title}' among {list(offered)}"
        turn = student.say(offered[title])
        if "question" not in turn.kinds:
            return turn
        offered = turn.buttons
    raise AssertionError(f"more than {MOST_TAPS} questions")


@pytest.mark.parametrize("path", cases())
def test_conversation(server: Server, path: Path) -> None:
    conversation, student = load(path), server.student()
    transcript, failed, offered = [], False, {}
    for step in conversation["turns"]:
        page = step.get("page_job") or conversation.get("page_job")
        if "finish" in step:
            turn = finish(student, offered, step["finish"])
            problems = missed(step, turn)
            failed, offered = failed or bool(problems), turn.buttons
            transcript.append(shown({"tap": f"{step['finish']} until the end"}, turn, problems))
            continue
        text = step.get("student")
        if text is None:
            payloads = [payload for title, payload in offered.items() if fold(step["tap"]) in fold(title)]
            if not payloads:
                pytest.fail("\n".join([path.name, *transcript, f"> tap {step['tap']}", "!!! no such quick reply"]))
            text = payloads[0]
        turn = student.say(text, **({"job": page} if page else {}))
        problems = missed(step, turn)
        problems += [] if any(message.get("text") for message in turn.messages) else ["says nothing"]
        failed, offered = failed or bool(problems), turn.buttons
        transcript.append(shown(step, turn, problems))
    assert not failed, f"{path.name}\n" + "\n".join(transcript)


def test_there_are_enough_of_them() -> None:
    assert len(FILES) >= MIN_CONVERSATIONS
