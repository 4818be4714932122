"""Sums that a student does with pay: another period, an amount of their own, net."""

from __future__ import annotations

from dataclasses import replace

from bot.dialogue.answering import answer_topic
from bot.dialogue.cards import answer_card
from bot.dialogue.clarifying import ask_which_job
from bot.dialogue.joining import MAX_BUTTONS
from bot.dialogue.quick_replies import job_buttons, quick_replies
from bot.dialogue.state import Memory, Message, Reply, Request
from bot.dialogue.subject import about, with_page
from bot.dialogue.unguided import no_guide
from bot.guidance.pay import Amount, convert, convert_pay, put_beside, read_amount, wanted_period
from bot.knowledge.bubbles import pack
from bot.knowledge.library import Library
from bot.knowledge.schema import Guide
from bot.knowledge.talk import PayTalk, Period
from bot.knowledge.text import says
from bot.knowledge.topics import Topic


def compute_pay(library: Library, request: Request, memory: Memory) -> Reply:
    """Answer with the typed figures of the guide, the assumption stated; never with a net amount."""
    memory = with_page(request, memory)
    talk, topic = library.knowledge.talk.pay, library.knowledge.topics.by_id("salary")
    amount = read_amount(request.question, talk.periods)
    named = library.guided(request.jobs)
    unguided = [job for job in request.jobs if not library.guide(job)]
    if unguided and not named and amount is None:
        return no_guide(library, unguided[0], memory)
    named = named or [job for job in request.doubtful if memory.knows(job)]
    known = named or list(memory.compared) or [job for job in [memory.job] if job]
    guides = [guide for guide in map(library.guide, known) if guide and guide.salary]
    if known and topic is not None and not guides and amount is None:
        return answer_topic(library, topic, replace(request, jobs=tuple(named)), memory)  # says that the guide has none
    if not guides and amount is None and not _asks_net(talk, request):
        guides_with_pay = tuple(job for job, guide in library.knowledge.guides.items() if guide.salary)
        return ask_which_job(library, named or guides_with_pay, replace(memory, pending_topics=("salary",)))
    messages = _sums(library, talk, request, amount, guides)
    for guide in guides[-1:]:
        memory = memory if memory.compared and not named else replace(about(memory, guide.slug), compared=())
        memory = replace(memory, topic="salary", pending_topics=(), rest=())
        messages[-1].buttons = quick_replies(library, topic, guide, memory)
    if not guides:
        offered = list(library.knowledge.guides)[:MAX_BUTTONS]
        messages[-1].buttons = job_buttons(library, offered, "ask_salary")
    return Reply([*messages, *_cards(topic, guides)], memory)


def _sums(library: Library, talk: PayTalk, request: Request, amount: Amount | None, guides: list[Guide]) -> list[Message]:
    """What is worked out: never a net amount; an amount of the student's own, else what the guides give."""
    if _asks_net(talk, request):
        return [Message(response="utter_net")]
    wanted = wanted_period(request.question, talk.periods, amount)
    if amount is not None:
        bubbles = _own(library, talk, amount, wanted, guides, compares=_compares(talk, request))
    else:
        bubbles = [bubble for guide in guides for bubble in _converted(library, talk, guide, wanted or "year")]
    return [Message(text=bubble) for bubble in pack(bubbles)]


def _own(
    library: Library, talk: PayTalk, amount: Amount, wanted: Period | None, guides: list[Guide], *, compares: bool
) -> list[str]:
    """An amount of the student's: in the other period, and beside the figures of the guides."""
    writer, bubbles = library.writer, []
    wanted = wanted or ("month" if amount.period == "year" else "year")
    converted = convert(amount.value, amount.period, wanted)
    given = {"value": _whole(amount.value), "period": amount.period}
    if converted is not None and wanted != amount.period and not compares:
        bubbles.append(writer.render(talk.own, **given, wanted=wanted, converted=round(converted)))
        bubbles.append(talk.assumption.get(wanted, ""))
    if converted is None and not compares:
        bubbles.append(writer.render(talk.not_converted_head))
    for guide in guides:
        beside = put_beside(amount, guide.salary.figures if guide.salary else [])
        items = [{"pay": item.pay, "side": item.side, "gap": item.gap} for item in beside]
        if not items:
            continue
        head = writer.render(talk.compared_head, **given, guide=guide)
        bubbles.append(f"{head}\n{writer.render(talk.compared, items=items)}")
        if all(item.pay.gross for item in beside):
            bubbles.append(talk.gross)
    if not bubbles:
        bubbles.append(writer.render(talk.not_converted_head))
    return list(dict.fromkeys(bubbles))


def _converted(library: Library, talk: PayTalk, guide: Guide, wanted: Period) -> list[str]:
    """The guide's figures in another period, then those that cannot be turned into it."""
    writer = library.writer
    figures = guide.salary.figures if guide.salary else []
    pairs = [(pay, convert_pay(pay, wanted)) for pay in figures]
    items = [{"pay": pay, "converted": converted} for pay, converted in pairs if converted is not None]
    left = [pay for pay, converted in pairs if converted is None and pay.period != wanted]
    as_they_are = [pay for pay in figures if pay.period == wanted]
    bubbles = []
    if items:
        bubbles += [f"{writer.render(talk.converted_head, guide=guide)}\n{writer.render(talk.converted, items=items)}"]
        bubbles.append(talk.assumption.get(wanted, ""))
    if as_they_are:
        head = writer.render(talk.converted_head, guide=guide)
        bubbles.append(f"{head}\n{writer.render(talk.not_converted, items=as_they_are)}")
    if left:
        bubbles.append(f"{writer.render(talk.not_converted_head)}\n{writer.render(talk.not_converted, items=left)}")
    return bubbles


def _cards(topic: Topic | None, guides: list[Guide]) -> list[Message]:
    if topic is None:
        return []
    sums = {"type": "answer", "job": None, "topic": topic.id, "title": topic.label, "source": None}
    return [Message(custom=answer_card(topic, guide)) for guide in guides] or [Message(custom=sums)]


def _asks_net(talk: PayTalk, request: Request) -> bool:
    return says(request.text, talk.net)


def _compares(talk: PayTalk, request: Request) -> bool:
    return says(request.text, talk.more)


def _whole(value: float) -> float | int:
    return int(value) if value == int(value) else round(value, 2)
