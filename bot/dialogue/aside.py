"""What students ask about Déclic itself: where answers come from, what a result is worth, artificial intelligence."""

from __future__ import annotations

from bot.dialogue.missing import menu
from bot.dialogue.quick_replies import payload
from bot.dialogue.state import Button, Memory, Message, Reply, Request
from bot.knowledge.library import Library
from bot.knowledge.text import says, words
from bot.knowledge.typography import quoted_apart

LONGEST = 30
"""Words; a longer message is about more than that."""
SURE_OF_A_TOPIC = 0.7
"""Probability from which a question about a job is one, though it holds a word of doubt."""


def aside(library: Library, request: Request, memory: Memory) -> Reply | None:
    """The reply to a message about Déclic itself; None when it is not about that."""
    if request.tapped or len(words(request.text)) > LONGEST:
        return None
    talk, flows = library.knowledge.talk, library.knowledge.flows.words
    if request.gentle and says(request.text, talk.fine) and not request.parts and not _asks_a_topic(request):
        return Reply([Message(response="utter_glad", buttons=_resume(library, memory))], memory)
    if says(request.text, talk.machines) and request.intent != "bot_challenge":  # « t'es une IA ? » is about Déclic
        return _with_menu("utter_machines", library, memory)
    if says(request.text, talk.source):
        return _source(library, request, memory)
    doubts = says(request.text, flows.doubt) and not _asks_a_topic(request)
    if memory.finished is not None and memory.flow is None and doubts:
        response = "utter_about_quiz" if memory.finished.kind == "quiz" else "utter_about_result"
        return _with_menu(response, library, memory)
    return None


def _asks_a_topic(request: Request) -> bool:
    chance = dict(request.ranking).get(request.intent, 0.0)
    return request.intent.startswith("ask_") and request.intent != "ask_privacy" and chance >= SURE_OF_A_TOPIC


def _source(library: Library, request: Request, memory: Memory) -> Reply:
    """The guides, the section and the year of the last answer; without one, where answers come from at all."""
    found = [library.guide(job) for job in request.jobs or memory.compared or (memory.job,)]
    guides, topic = [guide for guide in found if guide is not None], library.knowledge.topics.by_id(memory.topic or "")
    if not guides or topic is None:
        return _with_menu("utter_source_general", library, memory)
    titles = quoted_apart(guide.source.title for guide in guides)
    values = {"guide": titles, "section": topic.section, "year": str(guides[0].year)}
    message = Message(response="utter_source", values=values, buttons=menu(library, memory))
    return Reply([message], memory)


def _with_menu(response: str, library: Library, memory: Memory) -> Reply:
    return Reply([Message(response=response, buttons=menu(library, memory))], memory)


def _resume(library: Library, memory: Memory) -> list[Button]:
    """A way back into a flow, when there is one to go back to."""
    if memory.flow is None and not memory.kept:
        return []
    return [Button(library.knowledge.flows.buttons.resume, payload("affirm", flow="resume"))]
