"""The self-assessment of a job: the questions that its guide suggests to ask oneself, and what the answers say."""

from __future__ import annotations

from dataclasses import dataclass, replace

from bot.dialogue.flow import Flow, Kind
from bot.dialogue.quick_replies import payload, quiz_button, topic_button
from bot.dialogue.state import Button, Memory, Message, Picture, Reply
from bot.dialogue.subject import about
from bot.guidance.answer import Question
from bot.guidance.assessment import AssessmentResult, assess
from bot.guidance.scale import Answers
from bot.knowledge.bubbles import pack
from bot.knowledge.library import Library
from bot.knowledge.schema import Guide
from bot.knowledge.self_assessment import AssessmentQuestion
from bot.knowledge.typography import bullets

MOST_NAMES = 8
"""Questions to choose one from, by buttons."""
FAVOURABLE = 0.25
"""How far an answer must lean for the job, or against it, to be spoken of as such."""


@dataclass(frozen=True)
class Assessment:
    """The self-assessment of one guide."""

    library: Library
    guide: Guide
    kind: Kind = "self_assessment"

    @property
    def title(self) -> str:
        """The job."""
        return self.guide.title.short

    def total(self) -> int:
        """How many questions the guide has."""
        return len(self.guide.self_assessment)

    def next_key(self, answers: Answers) -> str | None:
        """The first question without an answer."""
        return next((question.key for question in self.guide.self_assessment if question.key not in answers), None)

    def text(self, key: str) -> str | None:
        """The question; None when the guide no longer has it."""
        found = self._question(key)
        return found.text if found else None

    def again(self, key: str) -> str:
        """The same in other words."""
        found = self._question(key)
        return found.text_again if found else ""

    def question(self, key: str) -> Question:
        """What is asked; reversed where « non » speaks for the job."""
        found = self._question(key)
        return Question(found.text, found.favours == "no") if found else Question()

    def reaction(self, key: str, value: float | None) -> str | None:
        """What the guide says of such an answer."""
        found = self._question(key)
        if found is None or value is None:
            return None
        leaning = value if found.favours == "yes" else -value
        if abs(leaning) < FAVOURABLE:
            return found.say.neutral
        return found.say.favourable if leaning > 0 else found.say.unfavourable

    def names(self) -> dict[str, str]:
        """The traits."""
        return {question.key: question.trait for question in self.guide.self_assessment[:MOST_NAMES]}

    def intro(self) -> list[Message]:
        """What it is, and how to steer it."""
        values = {"job": self.title, "total": str(self.total())}
        return [Message(response="utter_assessment_intro", values=values)]

    def why(self, key: str) -> Message:
        """The trait that is tested."""
        found = self._question(key)
        return Message(response="utter_assessment_why", values={"trait": found.trait if found else "", "job": self.title})

    def result(self, flow: Flow, memory: Memory) -> Reply:
        """The score, what speaks for the job, what to look at, how sure that is, and what to do next."""
        found = assess(self.guide.self_assessment, flow.given)
        flows = self.library.knowledge.flows
        values = {"job": self.title, "score": str(found.score), "answered": str(found.answered), "total": str(found.total)}
        strengths, watch_points = self.points(found)
        texts = [_list(flows.strengths_head, strengths) or flows.no_strengths]
        texts += [_list(flows.watch_points_head, watch_points) or flows.no_watch_points, flows.certainty[found.certainty]]
        if not found.answered:
            head, texts = Message(response="utter_assessment_empty", values=values), []
        else:
            head = Message(response="utter_assessment_result", values=values)
        memory = about(replace(memory, finished=flow), self.guide.slug)
        messages = [head, *(Message(text=bubble) for bubble in pack(texts))]
        messages.append(Message(response="utter_assessment_next", values=values, buttons=self._next(memory, found)))
        axes = tuple((axis.label, axis.value) for axis in found.axes)
        picture = Picture(self.title, axes) if axes else None
        return Reply([*messages, Message(custom=self.card(found))], memory, picture=picture)

    def points(self, found: AssessmentResult) -> tuple[list[str], list[str]]:
        """The strengths and the watch points, as the guide words them."""
        strengths = [question.strength_text for question in map(self._question, found.strengths) if question]
        watch_points = [question.watch_text for question in map(self._question, found.watch_points) if question]
        return strengths, watch_points

    def card(self, found: AssessmentResult) -> dict[str, object]:
        """The machine-readable `result` of design.md §5."""
        strengths, watch_points = self.points(found)
        return {
            "type": "result",
            "flow": self.kind,
            "job": self.guide.slug,
            "score": found.score,
            "certainty": found.certainty,
            "axes": [{"label": axis.label, "value": axis.value} for axis in found.axes],
            "strengths": strengths,
            "watch_points": watch_points,
            "jobs": [],
        }

    def _next(self, memory: Memory, found: AssessmentResult) -> list[Button]:
        """The report; then a neighbour to compare with, or how to learn the job, or the quiz, whichever fits."""
        buttons, job = self.library.knowledge.flows.buttons, self.guide.slug
        offered = [Button(buttons.report, payload("affirm", flow="report"))] if found.answered else []
        schools = self.library.knowledge.topics.by_id("schools")
        others = [slug for slug in self.library.knowledge.guides if slug != job]
        if found.score >= 50 and schools is not None:
            offered.append(topic_button(schools, job))
        elif others:
            talk = self.library.knowledge.talk.comparison
            label = self.library.knowledge.guides[others[0]].title.short
            offered.append(Button(talk.more.format(label=label), payload("compare_jobs", job=others[0])))
        return [*offered, quiz_button(self.library)]

    def _question(self, key: str) -> AssessmentQuestion | None:
        return next((question for question in self.guide.self_assessment if question.key == key), None)


def _list(head: str, points: list[str]) -> str:
    return f"{head}\n{bullets(points)}" if points else ""
