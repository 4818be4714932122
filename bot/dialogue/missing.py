"""When no topic answers: search the guides, then say honestly that it is not known, then offer the menu, then a human."""

from __future__ import annotations

from dataclasses import replace

from bot.dialogue.cards import answer_card, fallback
from bot.dialogue.follow_up import spoken_of
from bot.dialogue.joining import MAX_BUTTONS
from bot.dialogue.quick_replies import job_buttons, quick_replies, quiz_button
from bot.dialogue.state import Button, Memory, Message, Reply, Request
from bot.dialogue.subject import about_the_named, with_page
from bot.dialogue.unguided import no_guide
from bot.knowledge.bubbles import pack
from bot.knowledge.library import Library
from bot.knowledge.text import says, words

TOO_LONG = 1000
"""Characters above which the student is asked for one short question."""


def not_understood(library: Library, request: Request, memory: Memory) -> Reply:
    """Answer a message that no topic covers; `memory.misses` counts those that follow one another."""
    asked_about = library.guided((*request.jobs, *request.doubtful))
    off_topic = request.intent == "out_of_scope" and not asked_about  # « l'assistant, il peut amener son chien ? »
    misses = (memory.misses if request.missed_before else 0) + (not off_topic)  # what is understood is no miss
    memory = replace(with_page(request, memory), misses=misses)
    memory = about_the_named(library, request, memory)
    if len(request.text) > TOO_LONG:
        return _miss("utter_too_long", "too_long", library, memory)
    if not words(request.text):
        return _miss("utter_empty", "empty", library, memory)
    found = None if request.tapped else library.index.search(request.text, memory.job)
    if found is not None:
        return _passage(library, found.passage.job, found.passage.topic, found.passage.text, replace(memory, misses=0))
    unguided = [job for job in request.jobs if not library.guide(job)]
    if unguided and not off_topic:
        return no_guide(library, unguided[0], memory)
    if wishes(library, request):
        return to_a_wish(library, memory)
    memory = replace(memory, told=_spoken_of(library, request))
    if off_topic:
        return _miss("utter_out_of_scope", "no_topic", library, memory, "out_of_scope")
    if misses >= 3:
        return Reply([Message(response="utter_human_after_misses"), fallback("misses", "handoff")], memory)
    if misses == 2:
        return _miss("utter_second_miss", "menu", library, memory)
    return _miss("utter_do_not_know", "no_topic", library, memory)


def wishes(library: Library, request: Request) -> bool:
    """« Jveux faire des films »: a wish for later, of which no topic speaks."""
    talk = library.knowledge.talk
    return not request.tapped and says(request.text, talk.wishes) and says(request.text, talk.doing)


def to_a_wish(library: Library, memory: Memory) -> Reply:
    """The jobs and the quiz, whatever job is talked about."""
    message = Message(response="utter_wish", buttons=menu(library, replace(memory, job=None)))
    return Reply([message, fallback("wish")], replace(memory, misses=0))


def _spoken_of(library: Library, request: Request) -> str | None:
    """The one topic that a message which asks nothing speaks of (« je viens d'avoir mon permis »)."""
    topic = None if request.tapped else spoken_of(library, request.text)
    return topic.id if topic else None


def _passage(library: Library, job: str, topic_id: str, text: str, memory: Memory) -> Reply:
    guide, topic = library.knowledge.guides[job], library.knowledge.topics.by_id(topic_id)
    if topic is None:
        raise LookupError(f"the passages of search.py name an unknown topic '{topic_id}'")
    messages = [Message(text=bubble) for bubble in pack([text])]
    values = {"job": guide.title.short, "section": topic.section, "year": str(guide.year)}
    buttons = quick_replies(library, topic, guide, memory)
    messages.append(Message(response="utter_passage_source", values=values, buttons=buttons))
    return Reply([*messages, Message(custom=answer_card(topic, guide))], memory)


def _miss(response: str, reason: str, library: Library, memory: Memory, kind: str = "fallback") -> Reply:
    return Reply([Message(response=response, buttons=menu(library, memory)), fallback(reason, kind)], memory)


def go_on(library: Library, request: Request, memory: Memory) -> Reply:
    """Greet, help, take a yes or a no: the response named after the intent, and what can be asked now.

    Whatever was meant, the job that was named is the one talked about. Right after the help lines nothing is offered.
    """
    if request.gentle:
        return Reply([Message(response="utter_still_here")], memory)
    memory = replace(with_page(request, memory), offered_job=None)
    memory = about_the_named(library, request, memory)
    return Reply([Message(response=f"utter_{request.intent or 'help'}", buttons=menu(library, memory))], memory)


def menu(library: Library, memory: Memory) -> list[Button]:
    """What can be asked: topics of the job talked about, or the jobs and the quiz."""
    guide = library.guide(memory.job)
    if guide is not None:
        return quick_replies(library, None, guide, memory)
    return [*job_buttons(library, list(library.knowledge.guides)[: MAX_BUTTONS - 1]), quiz_button(library)]
