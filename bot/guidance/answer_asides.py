"""What is set aside in a part of an answer before it is read: conditions, reasons, questions, what is spoken of."""

from __future__ import annotations

import re
from itertools import pairwise

from bot.guidance.answer_hits import SENSES, Hit
from bot.guidance.answer_parts import Grammar, Part
from bot.knowledge.answer_forms import BREAKS, QUESTION

_IT_IS = ["c", "est"]
_INFINITIVE = re.compile(r"^\w{2,}(?:er|ir|re)$")
_BEHIND_A_QUESTION = 1
"""Words that may follow « ça veut dire quoi » when one asks for a word of the question."""


def drop_subordinates(part: Part, grammar: Grammar) -> None:
    """Leave out what is said under a condition or as a reason, where anything else was said.

    « Oui si c'est bien payé », « non parce que j'aime dormir », « même si c'est dur, j'adore »: up to the next break.
    """
    place = 0
    gone: list[Hit] = []
    while place < len(part.words):
        kind = _opens(part, place, grammar)
        if kind is None:
            place += 1
            continue
        end = next((at for at in range(place + 1, len(part.words)) if part.words[at].form in BREAKS), len(part.words))
        if any(_tells(hit) and (hit.end <= place + 1 or hit.start >= end) for hit in part.hits):
            gone += [hit for hit in part.hits if place < hit.start < end]
            part.aside.update(range(place, end))
            part.conditional = part.conditional or kind == "condition"
        place = end
    part.hits = [hit for hit in part.hits if hit not in gone]


def _opens(part: Part, place: int, grammar: Grammar) -> str | None:
    """Whether a condition or a reason begins at a word."""
    for kind, phrases in (("condition", grammar.conditions), ("cause", grammar.causes)):
        if phrases.at(part.words, place):
            around = [hit for hit in part.hits if hit.start <= place < hit.end]
            return kind if all(_lets_open(hit, place) for hit in around) else None
    return None


def _lets_open(hit: Hit, place: int) -> bool:
    """Whether a word of a hit may open a condition all the same (« ça dépend », « sauf que »)."""
    sense = hit.sense
    if sense.stance or sense.literal or sense.negates:
        return False
    return sense.neutral or place == hit.end - 1


def _tells(hit: Hit) -> bool:
    return not (hit.shade and hit.sense.strong) and not hit.sense.but


def mark_unable(part: Part, grammar: Grammar) -> None:
    """« Je sais pas planter un clou » is no « je sais pas »."""
    for hit in part.hits:
        following = part.words[hit.end].base if hit.end < len(part.words) else ""
        if hit.sense.unknown and hit.form in grammar.cannot and _INFINITIVE.search(following):
            hit.become(SENSES["dislikes"])


def set_topics_aside(part: Part, grammar: Grammar) -> None:
    """« La pression, je la gère », « le calme c'est mon fort »: what is spoken of is no stance where one follows."""
    gone: list[Hit] = []
    for hit, following in pairwise([hit for hit in part.hits if hit.stance]):
        same = part.clause(hit) == part.clause(following) and not hit.turned_by
        if same and (_is_named(part, hit, grammar) or _is_presented(part, hit, following, grammar)):
            gone.append(hit)
    part.hits = [hit for hit in part.hits if hit not in gone]


def _is_named(part: Part, hit: Hit, grammar: Grammar) -> bool:
    """« La pression », « sous pression »."""
    first = hit.start if hit.end - hit.start > 1 else max(0, hit.start - 1)
    return hit.form.split()[-1] in grammar.topics and part.words[first].form in grammar.articles


def _is_presented(part: Part, hit: Hit, following: Hit, grammar: Grammar) -> bool:
    """« Résoudre des problèmes c'est mon kif »; not « j'aime quand c'est calme »."""
    spoken = [word.form for word in part.words[hit.end : following.end]]
    mine = {word.form for word in part.words[max(0, hit.start - 2) : hit.end]} & grammar.subjects
    return not mine and any(spoken[at : at + 2] == _IT_IS for at in range(min(2, len(spoken))))


def echo(part: Part, grammar: Grammar) -> None:
    """« Peur ? Jamais », « peur non »: the answer turns the word of the question that is said again before it."""
    for start, end in part.spans:
        inside = [hit for hit in part.hits if start <= hit.start < end]
        if len(inside) == 2 and _is_echo(part, inside[0], inside[1], (start, end), grammar):
            inside[0].turn(inside[1])
    marks = [place for place, word in enumerate(part.words) if word.form == QUESTION]
    if not marks:
        return
    before = [hit for hit in part.hits if hit.stance and hit.end <= marks[-1]]
    after = [hit for hit in part.hits if hit.start > marks[-1]]
    denied = [hit for hit in after if hit.literal < 0 or hit.sense.negates]
    if denied and not any(hit.stance for hit in after):
        for hit in before:
            hit.turn(denied[0])
            hit.echoed = True


def _is_echo(part: Part, noun: Hit, no: Hit, clause: tuple[int, int], grammar: Grammar) -> bool:
    """Whether a clause is a word of the question and « non », nothing else."""
    if not (noun.form in grammar.not_verbs | grammar.topics and no.particle and no.literal < 0):
        return False
    alone = noun.end == no.start and no.end == clause[1]
    return alone and all(word.form in grammar.articles for word in part.words[clause[0] : noun.start])


def drop_questions(part: Part, grammar: Grammar) -> None:
    """Leave out what a question holds: « c'est dur ? » asks, and says nothing of the one who asks.

    A question goes from its first word, or from the beginning of a clause that ends with a question mark, to the end of the
    clause. « Oui, et toi ? » and what is an answer though it asks (« pourquoi pas ? ») are kept.
    """
    for start, end in part.spans:
        opens = _question(part, start, end, grammar)
        if opens is None:
            continue
        asked = [hit for hit in part.hits if opens <= hit.start < end and not _answers(part, hit, start, end, grammar)]
        part.hits = [hit for hit in part.hits if hit not in asked]


def _question(part: Part, start: int, end: int, grammar: Grammar) -> int | None:
    """Where a question begins in a clause; None where there is none."""
    if end < len(part.words) and part.words[end].form == QUESTION:
        return start
    if start == 0 and grammar.requests.at(part.words, 0) and not any(hit.start == 0 for hit in part.hits):
        return start
    return next((place for place in range(start, end) if grammar.questions.at(part.words, place)), None)


def _answers(part: Part, hit: Hit, start: int, end: int, grammar: Grammar) -> bool:
    """Whether a hit in a question is an answer all the same."""
    if any(grammar.questions.at(part.words, place) for place in range(hit.start, hit.end)):
        return end - hit.end <= _BEHIND_A_QUESTION
    if hit.sense.unknown or hit.echoed:
        return True
    first = all(part.words[place].form in grammar.fillers for place in range(start, hit.start))
    return first and bool(hit.sense.neutral or (hit.literal and not hit.sense.soft))
