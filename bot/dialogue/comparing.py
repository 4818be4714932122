"""Compare jobs, on the topics that the message names or as a whole; only with what the guides say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.dialogue.clarifying import ask_which_job
from bot.dialogue.comparing_profiles import compare_profiles
from bot.dialogue.joining import MAX_BUTTONS
from bot.dialogue.quick_replies import payload
from bot.dialogue.state import Button, Memory, Message, Reply, Request
from bot.dialogue.subject import about, with_page
from bot.dialogue.unguided import no_guide
from bot.guidance.comparison import Row, compare, compare_as_a_whole
from bot.knowledge.bubbles import pack
from bot.knowledge.focus import stems
from bot.knowledge.library import Library
from bot.knowledge.schema import Guide
from bot.knowledge.topics import Topic

MAX_COMPARED = 3
"""Jobs side by side in one comparison."""


def compare_jobs(library: Library, request: Request, memory: Memory) -> Reply:
    """Put the jobs that are meant side by side; ask for another one when only one is known."""
    memory = with_page(request, memory)
    unguided = [job for job in request.jobs if not library.guide(job)]
    if unguided:
        whole = not _topics(library, request)  # of a topic only guides speak
        side_by_side = compare_profiles(library, request.jobs[:MAX_COMPARED], memory) if whole else None
        return side_by_side or no_guide(library, unguided[0], memory)
    jobs = _meant(library, request, memory)
    if len(jobs) < 2:
        others = tuple(job for job in library.knowledge.guides if job not in jobs)
        return ask_which_job(library, others, about(memory, jobs[0]) if jobs else memory, response="utter_compare_with")
    guides = [library.knowledge.guides[job] for job in jobs]
    rows = _rows(library, guides, request)
    titles = [guide.title.short for guide in guides]
    messages = [Message(text=bubble) for bubble in pack(_bubbles(library, rows, titles))]
    messages[-1].buttons = _other_topics(library, guides, {row.topic for row in rows})
    card = {"type": "comparison", "jobs": jobs, "titles": titles, "rows": [_card(row) for row in rows]}
    return Reply([*messages, Message(custom=card)], _compared(jobs, rows, memory))


def _rows(library: Library, guides: Sequence[Guide], request: Request) -> list[Row]:
    """The lines that are asked for; those that tell most when none is, or none can be filled."""
    writer, topics = library.writer, _topics(library, request)
    rows = [row for topic in topics for row in _asked(compare(writer, guides, [topic]), topic, request)]
    return rows or compare_as_a_whole(writer, guides, library.knowledge.topics.topics)


def _bubbles(library: Library, rows: Sequence[Row], titles: Sequence[str]) -> list[str]:
    """The comparison in words."""
    talk = library.knowledge.talk.comparison
    bubbles = [library.writer.render(talk.head, titles=titles), *(_row(library, row, titles) for row in rows)]
    return [*bubbles, talk.no_figure] if len(rows) == 1 and not rows[0].ranges else bubbles


def _compared(jobs: Sequence[str], rows: Sequence[Row], memory: Memory) -> Memory:
    """The memory once `jobs` are compared."""
    memory = memory if memory.job in jobs else about(memory, jobs[0])
    return replace(
        memory,
        previous_job=next((job for job in jobs if job != memory.job), memory.previous_job),
        compared=tuple(jobs),
        topic=rows[0].topic if len({row.topic for row in rows}) == 1 else memory.topic,
        pending_topics=(),
        rest=(),
    )


def _meant(library: Library, request: Request, memory: Memory) -> list[str]:
    """The jobs named, else those of the comparison that goes on, else the one talked about and the one before it."""
    named = library.guided((*request.jobs, *request.doubtful))
    before = library.guided((*memory.compared, memory.job, memory.previous_job))
    everything = list(library.knowledge.guides)
    if len(named) < 2:
        named = [*named, *before]
    if len(set(named)) < 2 and len(everything) == 2:
        named = [*named, *everything]
    most = max(2, len(memory.compared)) if not request.jobs else max(2, len(set(request.jobs)))
    return list(dict.fromkeys(named))[: min(MAX_COMPARED, most)]


def _topics(library: Library, request: Request) -> list[Topic]:
    """The topic of the button, else those whose French words the message holds, in the order of the message."""
    topics = library.knowledge.topics
    if request.topic:
        named = topics.by_id(request.topic)
        return [named] if named else []
    asked = stems(request.question)
    return [topic for topic in topics.topics if any(stems(word) <= asked for word in topic.words.get("fr", []))]


def _asked(rows: list[Row], topic: Topic, request: Request) -> list[Row]:
    """The rows whose label the message names, when there are any (« où y a-t-il le moins de stress ? »)."""
    asked = stems(request.question) - stems(topic.label)
    return [row for row in rows if stems(row.label) & asked] or rows


def _row(library: Library, row: Row, titles: Sequence[str]) -> str:
    talk = library.knowledge.talk.comparison
    values = [{"title": title, "text": value} for title, value in zip(titles, row.values, strict=True)]
    lines = [library.writer.render(talk.row, icon=row.icon, label=row.label, values=values)]
    if row.highest is not None:
        lines.append(library.writer.render(talk.most, most=row.most, title=titles[row.highest]))
    elif row.measured:
        lines.append(library.writer.render(talk.equal))
    return "\n".join(lines)


def _card(row: Row) -> dict[str, object]:
    """A row of the machine-readable `comparison` of design.md §5; null where a guide does not say."""
    highest = {"highest": row.highest} if row.highest is not None else {}
    return {"topic": row.topic, "label": row.label, "values": [value or None for value in row.values], **highest}


def _other_topics(library: Library, guides: Sequence[Guide], shown: set[str]) -> list[Button]:
    """Buttons that go on comparing: topics made for it first."""
    talk, topics = library.knowledge.talk.comparison, library.knowledge.topics.topics
    known = [topic for topic in topics if any(map(topic.is_in, guides))]
    ranked = sorted(known, key=lambda topic: not any(line.whole for line in topic.compare))
    wanted = [topic for topic in ranked if topic.compare and topic.id not in shown][:MAX_BUTTONS]
    return [Button(talk.more.format(label=topic.label), payload("compare_jobs", topic=topic.id)) for topic in wanted]
