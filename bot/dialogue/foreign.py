"""A message in English or Dutch: one sentence in that language, then the answer in French when the topic is clear."""

from __future__ import annotations

from typing import Literal

from bot.dialogue.answering import answer_topic
from bot.dialogue.cards import fallback
from bot.dialogue.joining import joined
from bot.dialogue.state import Memory, Message, Reply, Request
from bot.knowledge.library import Library
from bot.knowledge.text import words
from bot.knowledge.topics import Topic

Language = Literal["en", "nl"]
_SHORT = 4
_LANGUAGES: dict[str, Language] = {"speak_english": "en", "speak_dutch": "nl"}


def in_another_language(library: Library, request: Request, memory: Memory) -> Reply:
    """Say what Déclic speaks and does; the job and the topic are answered below it."""
    language = _LANGUAGES[request.intent]
    said = Reply([Message(response=f"utter_{request.intent}"), fallback("language")], memory)
    topic = _topic(library, language, request.text)
    if topic is None:
        return said
    return joined([said, answer_topic(library, topic, request, memory)])


def _topic(library: Library, language: Language, text: str) -> Topic | None:
    """The topic whose words come first in the message; of two at one place, the longer words."""
    said = words(text)
    found: list[tuple[int, int, Topic]] = []
    for topic in library.knowledge.topics.topics:
        for phrase in topic.words.get(language, []):
            place = _place(said, words(phrase))
            if place is not None:
                found.append((place, -len(phrase), topic))
    return min(found, key=lambda item: item[:2])[2] if found else None


def _place(said: list[str], phrase: list[str]) -> int | None:
    """Where `phrase` stands among the words said, its last word as a beginning; None when it does not.

    « verdien » stands for « verdienen », « cons » not for « consider »: an ending has four letters, one for a short word.
    """
    *first, last = phrase
    longest = len(last) + (4 if len(last) > _SHORT else 1)
    for place in range(len(said) - len(first)):
        word = said[place + len(first)]
        if said[place : place + len(first)] == first and word.startswith(last) and len(word) <= longest:
            return place
    return None
