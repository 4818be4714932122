"""What to say to a message: each of its questions, in context, by the function for what it means."""

from __future__ import annotations

from dataclasses import replace

from bot.dialogue.answering import answer_topic
from bot.dialogue.aside import aside
from bot.dialogue.choosing import affirm, choose_job, list_jobs
from bot.dialogue.clarifying import ask_which_topic
from bot.dialogue.comparing import compare_jobs
from bot.dialogue.computing import compute_pay
from bot.dialogue.criteria import names_a_criterion
from bot.dialogue.elaborating import more, why
from bot.dialogue.follow_up import in_context, rather_a_topic, with_jobs_in_context, with_net
from bot.dialogue.foreign import in_another_language
from bot.dialogue.guiding import in_flow
from bot.dialogue.joining import asks, joined
from bot.dialogue.missing import go_on, not_understood, to_a_wish, wishes
from bot.dialogue.proposed import why_not, with_proposed
from bot.dialogue.reporting import send_report
from bot.dialogue.starting import start_assessment, start_quiz
from bot.dialogue.state import Memory, Reply, Request, Respond
from bot.dialogue.subject import topic_of
from bot.knowledge.library import Library
from bot.knowledge.topics import Topic

DOUBT = 0.45
"""Probability of the likeliest topic from which there is no doubt; tuned on tests/tuning (docs/understanding.md)."""
CLOSE = 0.5
"""Share of the likeliest topic's probability from which another one is worth asking about."""
MAX_TOPICS = 3
SURE_TO_CHANGE = 0.6
"""Probability from which a message without a job's name means the other one (« et pour l'autre ? »)."""

_BY_INTENT: dict[str, Respond] = {
    **dict.fromkeys("greet thank deny unsure help bot_challenge insult stop go_back goodbye ask_privacy".split(), go_on),
    "affirm": affirm,
    "tell_more": more,
    "explain_why": why,
    "choose_job": choose_job,
    "compare_jobs": compare_jobs,
    "compute_pay": compute_pay,
    "list_jobs": lambda library, _, memory: list_jobs(library, memory),
    "speak_dutch": in_another_language,
    "speak_english": in_another_language,
    "start_quiz": start_quiz,
    "start_self_assessment": start_assessment,
}


def respond(library: Library, request: Request, memory: Memory) -> Reply:
    """The reply to a message: that of the guided flow it belongs to, else an answer to each of its questions, in order."""
    request = rather_a_topic(library, replace(request, told=memory.told))
    memory = replace(memory, told=None)  # it counts in the next message only
    return (
        _taken_back(library, request, memory)
        or send_report(library, request, memory)
        or in_flow(library, request, memory, respond_outside)
        or respond_outside(library, request, memory)
    )


def _taken_back(library: Library, request: Request, memory: Memory) -> Reply | None:
    """« Je rigolais », right after the help lines: before anything else, since a flow asks nothing then."""
    return aside(library, request, memory) if request.gentle else None


def respond_outside(library: Library, request: Request, memory: Memory) -> Reply:
    """The reply to a message about jobs, or about Déclic itself, outside of any guided flow."""
    about_itself = aside(library, request, memory)
    if about_itself is not None:
        return about_itself
    replies: list[Reply] = []
    parts = with_net(library, request)
    for part in parts or (request,):
        reply = _respond(library, part, memory, alone=not parts)
        waiting = (*memory.pending_topics, *reply.memory.pending_topics) if replies else reply.memory.pending_topics
        memory = replace(reply.memory, pending_topics=tuple(dict.fromkeys(waiting)))
        replies.append(replace(reply, memory=memory))
    offered = next((reply.memory.offered_job for reply in reversed(replies) if asks(reply)), None)
    if offered and len(replies) > 1:  # what is asked at the end is what a « oui » answers
        replies[-1] = replace(replies[-1], memory=replace(replies[-1].memory, offered_job=offered))
    return joined(replies)


def _respond(library: Library, request: Request, memory: Memory, *, alone: bool) -> Reply:
    request = with_proposed(library, request, memory)
    explained = why_not(library, request, memory)
    if explained is not None:
        return explained
    request = (in_context if alone else with_jobs_in_context)(library, request, memory)
    topic = topic_of(library, request.intent)
    if request.intent == "ask_criteria" and wishes(library, request) and not names_a_criterion(library, request):
        return to_a_wish(library, memory)
    if request.intent == "choose_job" and _names_none(request):
        return not_understood(library, request, memory)
    if topic is not None:
        close = _close(library, request) if alone and not request.narrows else []
        reply = ask_which_topic(library, close, request, memory) if close else answer_topic(library, topic, request, memory)
    elif request.intent in _BY_INTENT:
        reply = _BY_INTENT[request.intent](library, request, memory)
    else:
        return not_understood(library, request, memory)
    return replace(reply, memory=replace(reply.memory, misses=0))


def _names_none(request: Request) -> bool:
    """A change of job that names none and is not sure to be one."""
    sure = not request.ranking or request.ranking[0][1] >= SURE_TO_CHANGE or request.ranking[0][0] != "choose_job"
    return not (request.tapped or request.jobs or request.doubtful or sure)


def _close(library: Library, request: Request) -> list[Topic]:
    """The topics that a message may be about when the likeliest one is not likely enough; none when there is no doubt."""
    if request.tapped or not request.ranking or request.ranking[0][0] != request.intent or request.ranking[0][1] >= DOUBT:
        return []
    best = request.ranking[0][1]
    near = [topic_of(library, intent) for intent, chance in request.ranking if chance >= CLOSE * best]
    topics = [topic for topic in near if topic is not None][:MAX_TOPICS]
    return topics if len(topics) > 1 and near[1] is not None else []
