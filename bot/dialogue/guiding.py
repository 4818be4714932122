"""Walk through a guided flow: take answers, answer a question in the middle, go back, stop, come back later.

A flow is a conversation, not a form that traps. Whatever is asked in the middle is answered, and then the same question is
asked again; nothing that was answered is ever lost. docs/flows.md draws it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from bot.dialogue.answering import about, ask_which_job, no_guide, payload, with_page
from bot.dialogue.aside import aside
from bot.dialogue.assessing import Assessment
from bot.dialogue.discovering import Discovery
from bot.dialogue.flow import STEPS, Flow
from bot.dialogue.follow_up import in_context
from bot.dialogue.guided import Guided, question
from bot.dialogue.joining import asks
from bot.dialogue.missing import menu
from bot.dialogue.state import MAX_KEPT, Button, Memory, Message, Reply, Request
from bot.guidance.answers import Answer
from bot.knowledge.focus import stems
from bot.knowledge.library import Library
from bot.knowledge.text import says
from bot.knowledge.text import words as words_of

Respond = Callable[[Library, Request, Memory], Reply]

SURE = 0.5
"""Probability from which a message means something else than an answer to the question."""
CLEAR = 0.8
"""Probability from which a wish for another flow counts, though the message could be read as an answer."""
DISTRESS_IS_CLEAR = 0.9
LONGEST_ORDER = 5
"""Words; in a longer clause « retour » or « stop » may be said of something else, and the intent decides."""
_CLAUSE = re.compile(r"[,;:.!?…\n]+")
LONGEST_WISH = 20
"""Words of a wish to change an answer."""
LONGEST_ANSWER = 200
"""Characters; a longer message is no answer to such a question."""
MOST_UNREAD = 2
"""Messages that may be unreadable, one after the other, before the question is skipped."""

_SOCIAL = frozenset(
    """
    greet thank goodbye help bot_challenge ask_privacy insult list_jobs compare_jobs compute_pay tell_more explain_why
    speak_english speak_dutch
    """.split()
)
"""What is said in the middle of a flow without leaving it, beside questions about jobs."""
_FIRM = frozenset("insult bot_challenge ask_privacy help speak_english speak_dutch".split())
"""Of these, those that no answer looks like when they are sure."""
_STARTS = frozenset({"choose_job", "start_self_assessment", "start_quiz"})


# ── Starting ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def start_assessment(library: Library, request: Request, memory: Memory) -> Reply:
    """« Ce métier est fait pour moi ? »: begin the self-assessment of the job that is meant, or offer to resume it."""
    memory = with_page(request, memory)
    named = [job for job in request.jobs if library.guide(job)]
    if not named and request.jobs:
        return no_guide(library, request.jobs[0], memory)
    if not named and request.doubtful and memory.job not in request.doubtful:
        return ask_which_job(library, request.doubtful, memory, intent="start_self_assessment")
    guide = library.guide(named[0] if named else memory.job)
    if guide is None:
        return ask_which_job(library, tuple(library.knowledge.guides), memory, intent="start_self_assessment")
    if not guide.self_assessment:
        values = {"job": str(guide.title.short)}
        return Reply([Message(response="utter_no_assessment", values=values, buttons=menu(library, memory))], memory)
    return _start(library, Assessment(library, guide), request, about(memory, guide.slug), guide.slug)


def start_quiz(library: Library, request: Request, memory: Memory) -> Reply:
    """« Je ne sais pas quoi faire plus tard »: begin the discovery quiz, or offer to resume it."""
    return _start(library, Discovery(library), request, with_page(request, memory), None)


def _start(library: Library, guided: Guided, request: Request, memory: Memory, job: str | None) -> Reply:
    same = [flow for flow in memory.kept if (flow.kind, flow.job) == (guided.kind, job)]
    if same and request.choice != "restart":
        return _offer(library, guided, same[-1], memory)
    return _ask(library, guided, Flow(guided.kind, job), _alone(memory, guided.kind, job), guided.intro())


# ── In the middle ─────────────────────────────────────────────────────────────────────────────────────────────────────


def in_flow(library: Library, request: Request, memory: Memory, otherwise: Respond) -> Reply | None:
    """The reply to a message that belongs to a guided flow; None when it does not.

    Args:
        otherwise: what replies to a message outside of a flow.
    """
    if request.step is not None or request.choice is not None:
        return _tapped(library, request, memory, otherwise)
    flow = memory.flow
    guided = guided_of(library, flow)
    if flow is None or guided is None:
        return _resumed_by_words(library, request, memory) or _corrected_by_words(library, request, memory)
    if flow.paused:
        return _offered(library, guided, flow, request, memory, otherwise)
    if request.gentle:  # right after the help lines nothing is asked, but what is ordered is done
        return _steered(library, guided, flow, request, memory)
    if guided.text(flow.asked or "") is None:  # it was edited away while the student thought
        return _ask(library, guided, replace(flow, asked=None, unread=0), memory, [])
    steered = _steered(library, guided, flow, request, memory)
    if steered is not None:
        return steered
    if request.intent in _STARTS and _sure(request, CLEAR) and _leaves(library, flow, request, memory):
        return _which(library, guided, flow, request, memory)
    if request.intent in _FIRM and _sure(request, CLEAR):
        return _interrupted(library, guided, flow, request, memory, otherwise)
    answer, key = _read(library, request), flow.asked or ""
    questioning = _questions(library, request, memory)
    if answer is not None and not (questioning or ("?" in request.text and _asks(request))):
        value = answer.value(reversed_question=guided.is_reversed(key))
        return _answered(library, guided, flow, key, value, memory)
    if request.intent in _STARTS and _leaves(library, flow, request, memory):
        return _which(library, guided, flow, request, memory)
    if request.intent == "greet" or (request.away and not _asks(request)):
        return _offer(library, guided, flow, memory)
    if questioning or _asks(request):
        return _interrupted(library, guided, flow, request, memory, otherwise)
    return _unread(library, guided, flow, memory)


def _order(request: Request) -> str:
    """The clauses of a typed message that are short enough to be an order (« attends retour, 12 h c'est trop »)."""
    if request.tapped:
        return ""
    return ", ".join(clause for clause in _CLAUSE.split(request.text) if len(words_of(clause)) <= LONGEST_ORDER)


def is_mere_answer(library: Library, request: Request, memory: Memory, chance: float) -> bool:
    """Whether a message that sounds like distress is a mere answer to a question of a flow (« non, ça me ferait pas peur »).

    Args:
        chance: of distress, as the model sees it; from `DISTRESS_IS_CLEAR` on it is heard, whatever is asked.
    """
    flow = memory.flow
    if flow is None or flow.paused or guided_of(library, flow) is None or chance >= DISTRESS_IS_CLEAR:
        return False
    return not says(request.text, library.knowledge.flows.words.grave) and _read(library, request) is not None


def guided_of(library: Library, flow: Flow | None) -> Guided | None:
    """The questions of a flow; None when its guide is no longer there."""
    if flow is None:
        return None
    if flow.kind == "quiz":
        return Discovery(library)
    guide = library.guide(flow.job)
    return Assessment(library, guide) if guide is not None and guide.self_assessment else None


def _steered(library: Library, guided: Guided, flow: Flow, request: Request, memory: Memory) -> Reply | None:
    """« Stop », « retour », « recommencer »: by a word, or by the intent when it is sure."""
    words, sure = library.knowledge.flows.words, _sure(request)
    order = _order(request)
    if says(order, words.progress):
        left = {"left": str(max(1, guided.total() - len(flow.answers)))}
        return _ask(library, guided, flow, memory, [Message(response="utter_flow_progress", values=left)])
    if says(order, words.resume):
        return _ask(library, guided, flow, memory, [])
    if says(order, words.restart):
        return _start_anew(library, guided, flow, memory)
    if says(order, words.back) or (request.intent == "go_back" and sure):
        if not flow.answers:
            return _ask(library, guided, flow, memory, [Message(response="utter_flow_first_question")])
        return _ask(library, guided, flow.back(), memory, [Message(response="utter_flow_back")])
    if says(order, words.stop) or (request.intent == "stop" and sure):
        return _stopped(library, guided, flow, memory)
    return None


def _read(library: Library, request: Request) -> Answer | None:
    """The answer that a typed message gives to a question; None when it gives none."""
    if request.tapped or len(request.text) > LONGEST_ANSWER:
        return None
    return library.reader.read(request.text)


def _answered(library: Library, guided: Guided, flow: Flow, key: str, value: float | None, memory: Memory) -> Reply:
    """Note an answer, say what there is to say of it, and go on."""
    said = guided.reaction(key, value)
    before = [Message(text=said)] if said else []
    if value is None:
        before = [Message(response="utter_flow_skipped")]
    return _ask(library, guided, flow.answered(key, value), memory, before)


def _ask(library: Library, guided: Guided, flow: Flow, memory: Memory, before: list[Message]) -> Reply:
    """Ask the question that waits, else the next one; the result when there is none."""
    waiting = flow.asked if flow.asked and guided.text(flow.asked) else guided.next_key(flow.given)
    flow = replace(flow, asked=waiting, paused=False)
    if waiting is None:
        reply = guided.result(flow, replace(_without(memory, flow.kind, flow.job), flow=None))
        return replace(reply, messages=[*before, *reply.messages])
    memory = replace(memory, flow=flow, misses=0, offered_job=None)
    return Reply([*before, *question(library, guided, flow)], memory)


def _unread(library: Library, guided: Guided, flow: Flow, memory: Memory) -> Reply:
    """Ask again in other words, twice at most; then go on without an answer."""
    key = flow.asked or ""
    flow = replace(flow, unread=flow.unread + 1)
    if flow.unread > MOST_UNREAD:
        return _answered(library, guided, flow, key, None, memory)
    response = "utter_flow_unread" if flow.unread == 1 else "utter_flow_unread_again"
    messages = [Message(response=response), *question(library, guided, flow, guided.again(key))]
    return Reply(messages, replace(memory, flow=flow))


def _interrupted(
    library: Library, guided: Guided, flow: Flow, request: Request, memory: Memory, otherwise: Respond
) -> Reply:
    """Answer what is asked in the middle, then ask the same question again."""
    if request.intent == "explain_why" and not request.jobs:
        reply = Reply([guided.why(flow.asked or "")], memory)
    else:
        reply = otherwise(library, request, memory)
    memory = replace(reply.memory, flow=flow)
    if flow.job is not None:
        memory = about(memory, flow.job)
    if asks(reply):  # it needs an answer of its own first
        return replace(reply, memory=replace(reply.memory, flow=flow))
    for message in reply.messages:
        message.buttons = []
    again = [Message(response="utter_flow_go_on"), *question(library, guided, flow)]
    return replace(reply, messages=[*reply.messages, *again], memory=memory)


def _asks(request: Request) -> bool:
    """Whether a message asks or says something else than an answer."""
    topical = request.intent.startswith("ask_") or request.intent in _SOCIAL or request.intent == "choose_job"
    return bool(request.parts) or request.tapped or (topical and _sure(request))


def _questions(library: Library, request: Request, memory: Memory) -> bool:
    """Whether a message asks, though no question mark says so."""
    words = library.knowledge.flows.words
    topical = request.intent.startswith("ask_") and _sure(request, CLEAR) and says(request.text, words.forms)
    if "?" in request.text and in_context(library, request, memory).narrows:
        return True  # « et à Namur ? », after an answer in the middle
    return says(request.text, words.asks) or topical or aside(library, request, memory) is not None


def _sure(request: Request, least: float = SURE) -> bool:
    if request.tapped or not request.ranking:
        return True
    return dict(request.ranking).get(request.intent, 0.0) >= least


# ── Leaving and coming back ───────────────────────────────────────────────────────────────────────────────────────────


def _tapped(library: Library, request: Request, memory: Memory, otherwise: Respond) -> Reply | None:
    """A button of a flow: an answer, or what to do with the flow."""
    if request.choice == "correct":
        return _corrected(library, request, memory)
    if request.step is not None:
        return _tapped_answer(library, request, memory)
    flow = memory.flow or (memory.kept[-1] if memory.kept else None)
    guided = guided_of(library, flow)
    if request.choice == "change" and memory.flow is not None:
        memory = _keep(memory, memory.flow)
        return None if request.intent not in _STARTS else otherwise(library, replace(request, choice=None), memory)
    if flow is None or guided is None or request.choice not in ("resume", "restart", "drop"):
        return None
    if request.choice == "resume":
        return _ask(library, guided, flow, _without(memory, flow.kind, flow.job), [])
    if request.choice == "restart" and request.intent not in _STARTS:
        return _start_anew(library, guided, flow, memory)
    if request.choice == "drop":
        memory = replace(_without(memory, flow.kind, flow.job), flow=None)
        return Reply([Message(response="utter_flow_dropped", buttons=menu(library, memory))], memory)
    return None


def _tapped_answer(library: Library, request: Request, memory: Memory) -> Reply:
    """An answer by quick reply; an old button changes the answer given then, and the question that waits is asked again."""
    key, name = request.step or "", request.answer or ""
    waiting = [flow for flow in (memory.flow, *reversed(memory.kept)) if flow and key in (flow.asked, *flow.given)]
    flow = waiting[0] if waiting else memory.flow
    guided = guided_of(library, flow)
    if flow is None or guided is None:
        again = Button(library.knowledge.flows.buttons.quiz, payload("start_quiz"))
        return Reply([Message(response="utter_flow_over", buttons=[again, *menu(library, memory)][:3])], memory)
    memory = _alone(memory, flow.kind, flow.job)
    if name not in STEPS or not waiting:
        return _ask(library, guided, flow, memory, [])
    if key != flow.asked:
        changed = replace(flow.answered(key, STEPS[name]), asked=flow.asked)
        return _ask(library, guided, changed, memory, [])
    return _answered(library, guided, flow, key, STEPS[name], memory)


def _stopped(library: Library, guided: Guided, flow: Flow, memory: Memory) -> Reply:
    memory = _keep(memory, flow)
    resume = Button(library.knowledge.flows.buttons.resume, payload("affirm", flow="resume"))
    values = {"title": guided.title, "done": str(len(flow.answers))}
    buttons = [resume, *menu(library, memory)][:3]
    return Reply([Message(response="utter_flow_stopped", values=values, buttons=buttons)], memory)


def _offer(library: Library, guided: Guided, flow: Flow, memory: Memory) -> Reply:
    """Offer to resume a flow; « oui » does it."""
    memory = replace(_without(memory, flow.kind, flow.job), flow=replace(flow, paused=True))
    step, total = len(flow.answers) + 1, max(guided.total(), len(flow.answers) + 1)
    values = {"title": guided.title, "step": str(step), "total": str(total)}
    titles = library.knowledge.flows.buttons
    choices = {"resume": titles.resume, "restart": titles.restart, "drop": titles.drop}
    buttons = [Button(title, payload("affirm", flow=choice)) for choice, title in choices.items()]
    return Reply([Message(response="utter_flow_offer", values=values, buttons=buttons)], memory)


def _offered(
    library: Library, guided: Guided, flow: Flow, request: Request, memory: Memory, otherwise: Respond
) -> Reply | None:
    """The answer to an offer to resume; anything else is replied to, and the flow kept."""
    words = library.knowledge.flows.words
    if says(request.text, words.restart):
        return _start_anew(library, guided, flow, memory)
    if request.intent == "affirm" or says(request.text, words.resume):
        return _ask(library, guided, flow, memory, [])
    return otherwise(library, request, _keep(memory, flow))


def _start_anew(library: Library, guided: Guided, flow: Flow, memory: Memory) -> Reply:
    memory = _without(memory, flow.kind, flow.job)
    return _ask(library, guided, Flow(flow.kind, flow.job), memory, [Message(response="utter_flow_restarted")])


def _corrected_by_words(library: Library, request: Request, memory: Memory) -> Reply | None:
    """« Je veux changer une réponse », once the result is there: which one, by buttons; of the quiz, the last one."""
    flow, words = memory.finished, library.knowledge.flows.words
    guided = guided_of(library, flow)
    wanted = says(_order(request), words.back) or says(request.text, words.correct) or request.intent == "go_back"
    if flow is None or guided is None or request.tapped or not wanted or len(words_of(request.text)) > LONGEST_WISH:
        return None
    titles = guided.names()
    meant = _meant(guided, request, titles)
    if meant is not None:
        return _corrected(library, replace(request, step=meant), memory)
    if not titles:
        return _ask(library, guided, flow.back(), memory, [Message(response="utter_flow_back")])
    buttons = [Button(title, payload("affirm", step=key, flow="correct")) for key, title in titles.items()]
    return Reply([Message(response="utter_flow_which_answer", buttons=buttons)], memory)


def _meant(guided: Guided, request: Request, titles: dict[str, str]) -> str | None:
    """The key of the one question that a wish to change an answer names by a word of its own (« pour Excel »)."""
    said = stems(request.text)
    shared = {key: said & stems(f"{title} {guided.text(key)}") for key, title in titles.items()}
    named = [key for key, words in shared.items() if words]
    return named[0] if len(named) == 1 else None


def _corrected(library: Library, request: Request, memory: Memory) -> Reply | None:
    """Ask one question of a finished flow again, and then its result."""
    flow, key = memory.finished, request.step or ""
    guided = guided_of(library, flow)
    if flow is None or guided is None or guided.text(key) is None:
        return None
    left = tuple((one, value) for one, value in flow.answers if one != key)
    return _ask(library, guided, replace(flow, answers=left, asked=key, unread=0), _alone(memory, flow.kind, flow.job), [])


def _resumed_by_words(library: Library, request: Request, memory: Memory) -> Reply | None:
    """« Reprendre » after a stop; a greeting after one is an occasion to offer it."""
    flow = memory.kept[-1] if memory.kept else None
    guided = guided_of(library, flow)
    if flow is None or guided is None or request.tapped:
        return None
    words = library.knowledge.flows.words
    if len(request.text) <= LONGEST_ANSWER and says(request.text, words.resume):
        return _ask(library, guided, flow, _without(memory, flow.kind, flow.job), [])
    offers = request.intent == "greet" and not request.gentle
    return _offer(library, guided, flow, memory) if offers else None


def _leaves(library: Library, flow: Flow, request: Request, memory: Memory) -> bool:
    """Whether a message wants another job or another flow than the one that is under way."""
    if request.intent == "start_quiz":
        return flow.kind != "quiz"
    if memory.pending_topics:
        return False  # the answer to « quel métier ? »
    if request.intent == "start_self_assessment" and flow.kind == "quiz":
        return True
    other = [job for job in (*request.jobs, *request.doubtful) if job != flow.job]
    return flow.kind == "self_assessment" and bool(other)


def _which(library: Library, guided: Guided, flow: Flow, request: Request, memory: Memory) -> Reply:
    """Ask which to go on with: the flow, or what was just wanted."""
    titles = library.knowledge.flows.buttons
    jobs = [job for job in (*request.jobs, *request.doubtful) if job != flow.job]
    wanted = {"start_quiz": titles.quiz}.get(request.intent) or (library.title(jobs[0]) if jobs else titles.assess)
    entities = {"job": jobs[0]} if jobs else {}
    buttons = [
        Button(f"{titles.keep} : {guided.title}"[:80], payload("affirm", flow="resume")),
        Button(wanted, payload(request.intent, **entities, flow="change")),
    ]
    values = {"title": guided.title, "wanted": wanted}
    choice = {"type": "choice", "reason": "which_flow", "options": [flow.job or flow.kind, *jobs[:1]]}
    return Reply([Message(response="utter_flow_which", values=values, buttons=buttons), Message(custom=choice)], memory)


def _keep(memory: Memory, flow: Flow) -> Memory:
    """Stop a flow and keep it."""
    memory = _without(memory, flow.kind, flow.job)
    return replace(memory, flow=None, kept=(*memory.kept, replace(flow, paused=True))[-MAX_KEPT:])


def _alone(memory: Memory, kind: str, job: str | None) -> Memory:
    """The memory for asking that flow: it is no longer among the kept ones, and another one that is under way is."""
    memory, other = _without(memory, kind, job), memory.flow
    return _keep(memory, other) if other is not None and (other.kind, other.job) != (kind, job) else memory


def _without(memory: Memory, kind: str, job: str | None) -> Memory:
    """The memory without a kept flow of that kind and job."""
    return replace(memory, kept=tuple(flow for flow in memory.kept if (flow.kind, flow.job) != (kind, job)))
