"""The job talked about, and how a page or a message moves it."""

from __future__ import annotations

import pytest

from bot.dialogue.state import Memory, Request
from bot.dialogue.subject import about, with_page


def test_about_another_job_remembers_the_one_before() -> None:
    assert about(Memory(job="a", previous_job="z"), "b") == Memory(job="b", previous_job="a")


def test_about_the_same_job_changes_nothing() -> None:
    assert about(Memory(job="a", previous_job="z"), "a") == Memory(job="a", previous_job="z")


@pytest.mark.parametrize(
    ("page", "before", "after"),
    [
        (None, Memory(job="a"), Memory(job="a")),
        ("b", Memory(), Memory(job="b", page_job="b")),
        ("b", Memory(job="a", page_job="a"), Memory(job="b", previous_job="a", page_job="b")),
        ("b", Memory(job="a", page_job="b"), Memory(job="a", page_job="b")),  # the student named another job on this page
        ("b", Memory(job="b", page_job="a"), Memory(job="b", page_job="b")),
    ],
)
def test_the_page_moves_the_job_when_it_changes(page: str | None, before: Memory, after: Memory) -> None:
    assert with_page(Request(page_job=page), before) == after
