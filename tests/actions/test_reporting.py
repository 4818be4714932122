"""The page and the picture of a result: made, linked, deleted with the conversation."""

from __future__ import annotations

import re
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from actions.answers import ActionAffirm, ActionFallback, ActionStartSelfAssessment
from actions.conversation import ActionEraseMyData
from bot.results.files import FileStore
from bot.settings import Settings

if TYPE_CHECKING:
    from tests.actions.conftest import Conversation

ASSISTANT = "assistant-de-production-audiovisuelle"
LINK = re.compile(r"/files/([A-Za-z0-9_-]{43})$")


def entities(**values: str) -> list[dict[str, Any]]:
    return [{"entity": name, "value": value} for name, value in values.items()]


def begin(conversation: Conversation) -> None:
    text, intent = "/start_self_assessment", "start_self_assessment"
    conversation.send(ActionStartSelfAssessment(), text, intent, entities(job=ASSISTANT))


def names(conversation: Conversation) -> list[str]:
    return list(conversation.slots["files"] or [])


def stored(name: str) -> Any:
    return FileStore.from_settings(Settings.from_environment()).read(name, time.time())


@pytest.fixture
def done(conversation: Conversation) -> Conversation:
    """A conversation with a result."""
    begin(conversation)
    for _ in range(6):
        key = conversation.slots["flow"]["asked"]
        conversation.send(ActionAffirm(), "/affirm", "affirm", entities(step=key, answer="yes"))
    assert conversation.slots["flow"] is None and conversation.slots["finished"]["answers"]
    return conversation


def test_the_page_is_made_and_its_link_sent(done: Conversation) -> None:
    turn = done.send(ActionFallback(), "envoie-moi le bilan", "nlu_fallback")
    assert turn.responses == ["utter_report"]
    message = next(message for message in turn.messages if message["response"] == "utter_report")
    found = LINK.search(message["link"])
    assert found and names(done) == [found[1]]
    file = stored(found[1])
    assert file.kind == "pdf" and file.content.startswith(b"%PDF")
    assert message["hours"] == "24"


def test_each_page_has_a_link_of_its_own(done: Conversation) -> None:
    for _ in range(2):
        done.send(ActionAffirm(), "/affirm", "affirm", entities(flow="report"))
    assert len(set(names(done))) == 2


def test_a_page_that_cannot_be_made_is_told_calmly(done: Conversation, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: Any) -> str:
        raise OSError("disk full")

    monkeypatch.setattr(FileStore, "save", fails)
    turn = done.send(ActionFallback(), "envoie-moi le bilan", "nlu_fallback")
    assert turn.responses == ["utter_report_failed"]
    assert done.slots["finished"]["answers"], "nothing is lost"


def test_erasing_deletes_the_files(done: Conversation) -> None:
    done.send(ActionAffirm(), "/affirm", "affirm", entities(flow="report"))
    (name,) = names(done)
    assert stored(name) is not None
    done.send(ActionEraseMyData(), "efface mes données", "erase_my_data")
    assert stored(name) is None


def test_a_file_whose_name_would_be_forgotten_is_deleted(done: Conversation, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("actions.reporting.MOST_FILES", 2)
    made = []
    for _ in range(3):
        done.send(ActionAffirm(), "/affirm", "affirm", entities(flow="report"))
        made.append(names(done)[-1])
    assert names(done) == made[1:]
    assert stored(made[0]) is None
    assert all(stored(name) is not None for name in made[1:])


def test_a_channel_that_shows_pictures_gets_one_with_the_same_in_words(conversation: Conversation) -> None:
    conversation.channel = "telegram"
    begin(conversation)
    for _ in range(6):
        key = conversation.slots["flow"]["asked"]
        turn = conversation.send(ActionAffirm(), "/affirm", "affirm", entities(step=key, answer="rather_yes"))
    (picture,) = [message for message in turn.messages if message.get("image")]
    found = LINK.search(picture["image"])
    assert found and stored(found[1]).content.startswith(b"\x89PNG")
    assert "75 sur 100" in picture["text"] and "débrouillardise" in picture["text"]
    assert turn.custom == []


@pytest.mark.parametrize("channel", ["rest", "web", "cmdline"])
def test_other_channels_get_no_picture(conversation: Conversation, channel: str) -> None:
    conversation.channel = channel
    begin(conversation)
    for _ in range(6):
        key = conversation.slots["flow"]["asked"]
        turn = conversation.send(ActionAffirm(), "/affirm", "affirm", entities(step=key, answer="no"))
    assert not any(message.get("image") for message in turn.messages)
    assert not (Path(Settings.from_environment().database_url.removeprefix("sqlite:///")).parent / "results").exists()
