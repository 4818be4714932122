"""The closed schema of `knowledge/answers.yml`: the words of students who answer a question of a guided flow."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import Field

from bot.knowledge.answer_forms import GAP, STEM, Forms
from bot.knowledge.fields import Strict, Text
from bot.knowledge.yaml_source import Location

Groups = list[list[Text]]
"""Words and expressions, a group a line. A trailing `*` makes a word a beginning; `…` stands for any words."""

SHORTEST_STEM = 3
"""Letters; a shorter beginning would be found in too many words."""
_FOR = frozenset({"yes", "rather_yes", "soft_yes", "likes", "rather_likes", "leans_for"})
_AGAINST = frozenset({"no", "rather_no", "soft_no", "dislikes", "rather_dislikes", "leans_against", "badly"})


class AnswerRules(Strict):
    """Words that say where in a message the answer stands, and which words belong together."""

    alone_yes: list[Text]
    """A yes only when nothing else is said (« si »)."""
    alone_unknown: list[Text]
    """Not understood, only when nothing else is said (« hein »)."""
    turns: list[Text]
    """Like `but`, at the beginning of a clause only (« après »)."""
    conclusions: list[Text]
    """Behind them stands the answer itself (« donc »)."""
    conditions: list[Text]
    """Behind them stands a condition (« si », « sauf »)."""
    causes: list[Text]
    """Behind them stands a reason (« parce que »)."""
    questions: list[Text]
    """With them begins a question, wherever they stand."""
    requests: list[Text]
    """With them begins a message that asks for something."""
    between: list[Text]
    """May stand inside an expression, as nuances may (« je perds vite mes moyens »)."""
    fillers: list[Text]
    """Do not count between a negation and what it turns."""
    subjects: list[Text]
    """Before a like they show that it is a verb."""
    new_subjects: list[Text]
    """Begin another statement: « pas de » and « sans » turn nothing behind them."""
    pronouns: list[Text]
    """May stand between a subject and its verb (« je la gère »)."""
    before_nouns: list[Text]
    """Before a like they show that it is no verb: a negation behind it does not turn it."""
    not_verbs: list[Text]
    """Likes and dislikes that are no verbs (« peur »)."""
    noun_negators: list[Text]
    """Negations that look ahead first (« pas de »)."""
    ahead_negators: list[Text]
    """Negations that look ahead only (« sans »)."""
    before_verbs: list[Text]
    """Before a negation they show that it belongs to the verb behind it (« ça m'inquiète de pas savoir »)."""
    nothings: list[Text]
    """« Rien », which with one of `superlatives` says that nothing is more so (« rien ne m'effraie plus »)."""
    superlatives: list[Text]
    neither: list[Text]
    """Two of them turn two contrary words into neither (« ni peur ni envie »)."""
    cannot: list[Text]
    """« Je sais pas », which before a verb says that one is unable to (« je sais pas planter un clou »)."""
    topics: list[Text]
    """Dislikes that may be what is spoken of, and then say nothing (« la pression, je gère »)."""
    articles: list[Text]
    """Words before what is spoken of."""
    marks: list[Text]
    """May stand beside a bare number that is a mark out of ten (« je mets 7 »)."""
    numbers: list[Text] = Field(min_items=11, max_items=11)
    """The numbers from nought to ten, in words."""


class AnswerWords(Strict):
    """The whole file; each word stands under one key."""

    yes: Groups = Field(min_items=1)
    """A literal yes."""
    rather_yes: Groups
    soft_yes: Groups
    """A yes that gives way to any other word (« grave », « carrément »)."""
    no: Groups = Field(min_items=1)
    rather_no: Groups
    soft_no: Groups
    """A no alone, a negation beside another word (« jamais », « pas du tout »)."""
    likes: Groups = Field(min_items=1)
    """At ease with it, able, glad, not afraid, whatever the form of the question."""
    rather_likes: Groups
    leans_for: Groups
    """Speaks for it only where nothing else is said (« depuis que je suis petit »)."""
    dislikes: Groups = Field(min_items=1)
    """Ill at ease, unable, afraid."""
    rather_dislikes: Groups
    leans_against: Groups
    """Speaks against it only where nothing else is said (« je préférerais »)."""
    badly: Groups
    """Turns the verb beside it (« je gère mal »); an answer only alone."""
    weak: Groups
    """Weakens what stands near."""
    strong: Groups
    negators: Groups
    """Turns a like into a dislike, and the other way round."""
    weak_negators: Groups
    """The same, weakly (« pas trop »)."""
    middling: Groups
    """In the middle when alone, else a weak negation (« moyen »)."""
    neutral: Groups
    """In the middle."""
    unknown: Groups
    """Does not know, or skips the question."""
    but: Groups
    """Behind it stands what counts more."""
    nothing: Groups
    """Says nothing, and hides shorter words that would (« menuisier », « un vrai »)."""
    rules: AnswerRules
    spellings: dict[Text, list[Text]]
    """For a usual word or two, the other ways in which it is written."""
    unsaid: list[Text]
    """Left out before anything is compared, since it is as often left out in writing (« ne »)."""

    def entries(self, key: str) -> Iterator[str]:
        """The words of one key, group after group."""
        for _, entry in self._placed(key):
            yield entry

    def problems(self) -> Iterator[tuple[Location, str]]:
        """Words that cannot be compared, and words that say two things, as (location, message)."""
        forms = Forms(self.spellings, self.unsaid)
        for usual, others in self.spellings.items():
            for index, other in enumerate(others):
                if len(other.split()) > 1:
                    yield ("spellings", usual, index), f"'{other}' is several words; write one word, without spaces"
        seen: dict[str, tuple[str, str]] = {}
        for key in word_keys():
            for location, entry in self._placed(key):
                form = forms.shown(entry)
                yield from _misshapen(location, entry, form)
                first, other_key = seen.setdefault(form, (entry, key))
                if other_key != key:
                    yield location, _twice(entry, key, first, other_key)

    def _placed(self, key: str) -> Iterator[tuple[Location, str]]:
        groups: Groups = getattr(self, key)
        for number, group in enumerate(groups):
            for index, entry in enumerate(group):
                yield (key, number, index), entry


def word_keys() -> list[str]:
    """The keys that hold words of answers, in the order of the schema."""
    return [name for name in AnswerWords.__fields__ if name not in ("rules", "spellings", "unsaid")]


def _misshapen(location: Location, entry: str, form: str) -> Iterator[tuple[Location, str]]:
    if entry.endswith(STEM):
        beginning = entry.removesuffix(STEM).strip()
        if len(beginning.split()) > 1:
            yield location, f"'{entry}' is a beginning of several words; take the '{STEM}' away, or keep one word"
        elif len(beginning) < SHORTEST_STEM:
            yield location, f"'{entry}' is a beginning of {len(beginning)} letters; write at least {SHORTEST_STEM}"
    elif not all(part.strip() for part in form.split(GAP)):
        yield location, f"'{entry}' holds no word to compare on one side; write the word, or remove it"


def _twice(entry: str, key: str, first: str, other_key: str) -> str:
    same = f"'{entry}'" if entry == first else f"'{entry}', which reads like '{first}',"
    opposite = {key, other_key} & _FOR and {key, other_key} & _AGAINST
    return f"{same} stands under '{key}' and under {'its opposite ' if opposite else ''}'{other_key}'; keep one of them"
