"""Negations in a part of an answer: which like or dislike each of them turns.

A negation turns the verb just before it (« j'aime pas »), else what stands after it (« pas peur »). « Pas de » looks ahead
first, « aucun » and « sans » look ahead only.
"""

from __future__ import annotations

from bot.guidance.answer_hits import Hit
from bot.guidance.answer_parts import Grammar, Part

_AHEAD, _BACK = 2, 1
"""Words that may stand between a negation and what it turns, fillers and nuances not counted."""
_BESIDE_AN_ADVERB = 1
"""Words that may stand beside « mal » when it is a whole answer."""
_NOT, _THAT, _IT = "pas", " que", "ca"
_CLEFT, _WHO = ["c", "est"], "qui"


def negate(part: Part, grammar: Grammar) -> None:
    """Turn what the negations of a part turn."""
    for place, hit in enumerate(part.hits):
        if hit.sense.adverb:
            _qualify(part, place, grammar)
        target = _target(part, place, grammar) if hit.sense.negates else None
        if target is not None:
            hit.used = True
            if not _is_settled(target):
                target.turn(hit)


def _is_settled(hit: Hit) -> bool:
    """Whether no second negation may turn a hit; behind « c'est pas que » one may."""
    return bool(hit.turned_by) and not hit.turned_by.endswith(_THAT)


def _qualify(part: Part, place: int, grammar: Grammar) -> None:
    """« Je gère mal »: an adverb turns the verb beside it, and says nothing itself but in a short answer."""
    hit = part.hits[place]
    for other in (*part.hits[max(0, place - 1) : place], *part.hits[place + 1 : place + 2]):
        apart = part.between(min(hit.end, other.end), max(hit.start, other.start), grammar)
        if other.stance > 0 and not apart and part.clause(other) == part.clause(hit):
            other.turn(hit)
            hit.stance, hit.used = 0, True
            return
    if part.unknown(grammar, part.clause(hit)) > _BESIDE_AN_ADVERB:
        hit.stance, hit.used = 0, True


def _target(part: Part, place: int, grammar: Grammar) -> Hit | None:
    hit = part.hits[place]
    of_a_verb = hit.start > 0 and part.words[hit.start - 1].form in grammar.before_verbs
    if of_a_verb or hit.form in grammar.ahead_negators:  # « ça m'inquiète de pas savoir », « sans peur »
        return _ahead(part, place, grammar)
    if hit.form in grammar.noun_negators:
        return _ahead(part, place, grammar) or _behind(part, place, grammar)
    return _behind(part, place, grammar) or _ahead(part, place, grammar)


def _behind(part: Part, place: int, grammar: Grammar) -> Hit | None:
    """The verb before a negation."""
    hit = part.hits[place]
    for other in reversed(part.hits[:place]):
        if part.clause(other) != part.clause(hit):
            return None
        if other.stance or _is_sentence(other):
            return other if _is_turned_from_behind(part, other, hit, grammar) else None
        if not (other.shade or (other.sense.soft and other.sense.strong)):
            return None
    return None


def _is_sentence(hit: Hit) -> bool:
    """Whether a yes is a sentence that a negation may turn (« je me reconnais pas »), not a mere « oui »."""
    return hit.literal > 0 and not hit.sense.soft and " " in hit.form


def _is_turned_from_behind(part: Part, verb: Hit, negator: Hit, grammar: Grammar) -> bool:
    before = part.words[verb.start - 1].form if verb.start else ""
    if before in grammar.pronouns and verb.start > 1 and part.words[verb.start - 2].form in grammar.subjects:
        before = part.words[verb.start - 2].form  # « je la gère pas »
    noun = (verb.form in grammar.not_verbs and before not in grammar.subjects) or before in grammar.before_nouns
    if _is_settled(verb) or noun or _NOT in verb.form.split():
        return False
    anew = grammar.new_subjects & {word.form for word in part.words[verb.end : negator.start]}
    return not anew - {_IT} and part.between(verb.end, negator.start, grammar) <= (_BACK if verb.stance else 0)


def _ahead(part: Part, place: int, grammar: Grammar) -> Hit | None:
    """What stands after a negation."""
    hit = part.hits[place]
    for other in part.hits[place + 1 :]:
        between = part.between(hit.end, other.start, grammar)
        if part.clause(other) != part.clause(hit) or (between > _AHEAD and not _cleft(part, hit, other)):
            return None
        if _stops_at_subjects(hit, grammar) and _starts_anew(part, hit, other, grammar):
            return None
        if other.stance or (other.literal > 0 and not between):
            return None if _is_superlative(part, hit, other, grammar) else other
    return None


def _is_superlative(part: Part, negator: Hit, target: Hit, grammar: Grammar) -> bool:
    """« Rien ne me fait plus peur », « rien ne m'angoisse davantage »."""
    if negator.form not in grammar.nothings:
        return False
    return any(grammar.superlatives.at(part.words, place) for place in range(negator.end, len(part.words)))


def _cleft(part: Part, negator: Hit, target: Hit) -> bool:
    """« C'est pas douze heures qui vont m'effrayer »."""
    before = [word.form for word in part.words[max(0, negator.start - 2) : negator.start]]
    return before == _CLEFT and _WHO in {word.form for word in part.words[negator.end : target.start]}


def _stops_at_subjects(negator: Hit, grammar: Grammar) -> bool:
    """« Sans mes potes, je pourrais pas », « pas du tout mdr je crie »; not « jamais je panique »."""
    nouns = grammar.noun_negators | grammar.ahead_negators
    return negator.form in nouns or (negator.sense.soft and _NOT in negator.form.split())


def _starts_anew(part: Part, negator: Hit, target: Hit, grammar: Grammar) -> bool:
    return bool(grammar.new_subjects & {word.form for word in part.words[negator.end : target.start + 1]})
