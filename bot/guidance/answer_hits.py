"""What the keys of `knowledge/answers.yml` say, and an entry of it that stands in a text."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Sense:
    """What the words of one key of the lexicon say."""

    stance: int = 0
    """1 when at ease with what is asked, -1 when not, whatever the form of the question."""
    literal: int = 0
    """1 for a yes, -1 for a no."""
    soft: bool = False
    """A yes or a no that gives way to any other."""
    lean: bool = False
    """A stance that gives way to anything else."""
    adverb: bool = False
    """Turns the verb beside it (« je gère mal »)."""
    weak: bool = False
    strong: bool = False
    negates: bool = False
    neutral: bool = False
    unknown: bool = False
    but: bool = False


SENSES = {
    "yes": Sense(literal=1),
    "rather_yes": Sense(literal=1, weak=True),
    "soft_yes": Sense(literal=1, soft=True, strong=True),
    "no": Sense(literal=-1),
    "rather_no": Sense(literal=-1, weak=True),
    "soft_no": Sense(literal=-1, soft=True, negates=True),
    "likes": Sense(stance=1),
    "rather_likes": Sense(stance=1, weak=True),
    "leans_for": Sense(stance=1, weak=True, lean=True),
    "dislikes": Sense(stance=-1),
    "rather_dislikes": Sense(stance=-1, weak=True),
    "leans_against": Sense(stance=-1, weak=True, lean=True),
    "badly": Sense(stance=-1, adverb=True),
    "weak": Sense(weak=True),
    "strong": Sense(strong=True),
    "negators": Sense(negates=True),
    "weak_negators": Sense(negates=True, weak=True),
    "middling": Sense(negates=True, weak=True, neutral=True),
    "neutral": Sense(neutral=True),
    "unknown": Sense(unknown=True),
    "but": Sense(but=True),
    "nothing": Sense(),
}
"""By key of `AnswerWords`."""


@dataclass
class Hit:
    """An entry of the lexicon that stands in a text; reading the text turns its signs."""

    start: int
    end: int
    """Its words are those from `start` up to, not with, `end`."""
    form: str
    """The entry as it is compared."""
    sense: Sense
    weak: bool
    stance: int = field(init=False)
    literal: int = field(init=False)
    turned_by: str = ""
    """The negation that turned it."""
    used: bool = False
    """A negation that turned something, and says nothing else."""
    echoed: bool = False
    """A word of the question, said again before the answer to it."""

    def __post_init__(self) -> None:
        self.stance, self.literal = self.sense.stance, self.sense.literal

    @property
    def shade(self) -> bool:
        """Whether it is a nuance and nothing else."""
        sense = self.sense
        return not (sense.stance or sense.literal or sense.negates or sense.neutral or sense.unknown or sense.but)

    @property
    def weakens(self) -> bool:
        """Whether it weakens what stands beside it."""
        return self.shade and self.weak

    @property
    def particle(self) -> bool:
        """Whether it is a mere « oui » or « non »."""
        return bool(self.sense.literal) and not self.sense.soft and " " not in self.form

    @property
    def emoji(self) -> bool:
        """Whether it is a picture, not a word."""
        return not self.form[0].isalnum()

    def turn(self, by: Hit) -> None:
        """Say the contrary."""
        self.stance, self.literal, self.turned_by = -self.stance, -self.literal, by.form
        self.weak = self.weak or by.weak

    def become(self, sense: Sense) -> None:
        """Say something else."""
        self.sense, self.stance, self.literal = sense, sense.stance, sense.literal
