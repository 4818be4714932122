"""The closed schema of `knowledge/topics.yml`: what can be asked, and how the answer is put together."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import ConstrainedStr, Field, StrictBool, root_validator, validator

from bot.knowledge.fields import ButtonWithCount, Id, Strict, Text
from bot.knowledge.focus import known_stems, stems
from bot.knowledge.repeated import twice
from bot.knowledge.schema import Guide
from bot.problems import meant


class Template(ConstrainedStr):
    """A Jinja template in French; `guide`, `item` and `label` are at hand (see knowledge/README.md)."""

    strict = True
    min_length = 1


class Items(Strict):
    """The list part of an answer: a few lines at once, the rest on request."""

    of: Template
    """A Jinja expression that gives a list, such as `guide.pros`."""
    line: Template = Template("{{ item }}")
    head: Template | None = None
    together: StrictBool = True
    """All lines in one bubble; false for lines that are a bubble each."""
    in_order: StrictBool = False
    """True for steps and hours: never moved, whatever the question is about."""
    at_once: int = Field(5, strict=True, ge=1, le=10)
    """Lines shown at once, the most useful first; a button brings the rest."""


class CompareRow(Strict):
    """One line of a comparison of jobs."""

    label: Text
    value: Template
    """What the guide says; nothing when it says nothing."""
    range: Template | None = None
    """A Jinja expression that gives [low, high], or none; jobs are put in order by it."""
    most: Text | None = None
    """What the highest one has (« Le plus haut au début »)."""
    whole: StrictBool = False
    """Shown when jobs are compared as a whole, too."""

    @root_validator(skip_on_failure=True)
    def _ordered_with_words(cls, values: dict[str, Any]) -> dict[str, Any]:  # noqa: N805 - pydantic passes the class
        if bool(values["range"]) != bool(values["most"]):
            raise ValueError("needs 'range' and 'most' together; add the other one, or remove both")
        return values


class Topic(Strict):
    """Something that a student asks about a job; its intent is `ask_<id>`."""

    id: Id
    label: Text
    icon: Text
    ask: Text
    """The question as the student would tap it."""
    section: Text
    """The section of the guide that the answer comes from."""
    fields: list[Id] = Field(min_items=1)
    """Fields of a guide; the topic is answered when one of them is filled."""
    before: list[Template] = []
    """Bubbles before the list."""
    items: Items | None = None
    after: list[Template] = []
    """Bubbles after the list."""
    compare: list[CompareRow] = []
    """Lines of a comparison; without any, the beginning of the answer is compared."""
    refined_by: list[list[Text]] = []
    """Words that, right after this topic, narrow it (« et en freelance ? »); those of one list mean the same."""
    words: dict[Literal["fr", "en", "nl"], list[Text]] = {}
    """Words that name the topic: in a comparison (fr), in a message in English or Dutch (their beginnings)."""
    follow_ups: list[Id] = Field(min_items=1)
    """Topics offered after the answer, the most natural first."""
    nearby: list[Id] = Field(min_items=1)
    """Topics named when a guide lacks this one."""

    @validator("fields", each_item=True)
    def _is_a_field_of_a_guide(cls, value: str) -> str:  # noqa: N805 - pydantic passes the class
        if value not in Guide.__fields__:
            listed = ", ".join(sorted(Guide.__fields__)) + meant(value, Guide.__fields__)
            raise ValueError(f"no field of a guide has this name; write one of {listed}")
        return value

    @validator("refined_by", pre=True)
    def _one_word_or_several(cls, value: Any) -> Any:  # noqa: N805
        return [[item] if isinstance(item, str) else item for item in value] if isinstance(value, list) else value

    @property
    def intent(self) -> str:
        """The intent that asks about this topic."""
        return f"ask_{self.id}"

    def is_in(self, guide: Guide) -> bool:
        """Whether a guide says anything about it."""
        return any(getattr(guide, name) for name in self.fields)

    def narrowed_by(self, question: str) -> set[str]:
        """Stems of the words of `refined_by` that `question` holds, with the other words that mean the same."""
        asked = stems(question)
        groups = [known_stems(" ".join(group)) for group in self.refined_by]
        return {stem for group in groups if group & asked for stem in group}

    def widened(self, question: str) -> str:
        """`question` with the words that mean the same as its own."""
        asked = stems(question)
        same = [
            word for group in self.refined_by if len(group) > 1 and known_stems(" ".join(group)) & asked for word in group
        ]
        return " ".join([question, *same])


class CriterionKind(Strict):
    """A criterion that jobs share."""

    id: Id
    label: Text
    words: list[Text] = Field(min_items=1)
    """Words of students that mean it."""


class Topics(Strict):
    """The whole file."""

    labels: dict[Id, dict[Id, Text]]
    """French words for the values of enumerated fields, by field."""
    macros: Template
    """Jinja macros that every template may use."""
    missing: list[Template] = Field(min_items=1)
    """Bubbles when a guide lacks a topic; `topic`, `nearby` are at hand."""
    named: Template
    """The first bubble when the job changes; `text` is the bubble, `guide` the job's guide."""
    more: ButtonWithCount
    """Title of the button that shows the rest of a list; `{count}` is how many lines are left."""
    criteria: list[CriterionKind]
    topics: list[Topic] = Field(min_items=1)

    def by_id(self, topic_id: str) -> Topic | None:
        """The topic of that id, or None."""
        return next((topic for topic in self.topics if topic.id == topic_id), None)

    def references(self) -> list[tuple[tuple[str | int, ...], str]]:
        """Dangling references as (location, message)."""
        known = {topic.id for topic in self.topics}
        found: list[tuple[tuple[str | int, ...], str]] = []
        for index, message in twice("topic", [topic.id for topic in self.topics]):
            found.append((("topics", index, "id"), message))
        for index, topic in enumerate(self.topics):
            for name in ("follow_ups", "nearby"):
                linked: list[Any] = getattr(topic, name)
                for place, other in enumerate(linked):
                    if other not in known or other == topic.id:
                        message = (
                            f"'{other}' is not another topic of this file; correct it{meant(other, known - {topic.id})}"
                        )
                        found.append((("topics", index, name, place), message))
        return found
