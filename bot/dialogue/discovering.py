"""The discovery quiz: statements to agree with or not, and the jobs that fit the answers."""

from __future__ import annotations

from dataclasses import dataclass, replace

from bot.dialogue.flow import Flow, Kind
from bot.dialogue.quick_replies import payload
from bot.dialogue.state import Button, Memory, Message, Picture, Reply
from bot.guidance.answer import Question
from bot.guidance.quiz import JobFit, QuizResult, result
from bot.guidance.scale import Answers
from bot.guidance.statements import MAX_QUESTIONS, next_question
from bot.knowledge.bubbles import pack
from bot.knowledge.library import Library

MAX_REASONS = 2
"""Reasons told for each job."""


@dataclass(frozen=True)
class Discovery:
    """The quiz of `knowledge/quiz.yml`."""

    library: Library
    kind: Kind = "quiz"

    @property
    def title(self) -> str:
        """Its name, as buttons show it."""
        return self.library.knowledge.flows.buttons.quiz

    def total(self) -> int:
        """How many taps at most."""
        return min(MAX_QUESTIONS, len(self.library.knowledge.quiz.statements))

    def next_key(self, answers: Answers) -> str | None:
        """The statement that is expected to tell most."""
        return next_question(self.library.knowledge.quiz, self.library.profiles, answers)

    def text(self, key: str) -> str | None:
        """The statement; None when quiz.yml no longer has it."""
        found = self.library.knowledge.quiz.statement(key)
        return found.text if found else None

    def again(self, key: str) -> str:
        """The same in other words."""
        found = self.library.knowledge.quiz.statement(key)
        return found.again if found else ""

    def question(self, key: str) -> Question:
        """What is said; reversed where to be at ease with the work is to disagree (« garder mes soirées libres »)."""
        found = self.library.knowledge.quiz.statement(key)
        return Question(found.text, found.reversed) if found else Question()

    def reaction(self, key: str, value: float | None) -> str | None:
        """None: eighteen taps in two minutes leave no room for remarks."""
        return None

    def names(self) -> dict[str, str]:
        """None: there are eighteen of them."""
        return {}

    def intro(self) -> list[Message]:
        """What it is, and how to steer it."""
        return [Message(response="utter_quiz_intro", values={"total": str(self.total())})]

    def why(self, key: str) -> Message:
        """What statements are for."""
        return Message(response="utter_quiz_why")

    def result(self, flow: Flow, memory: Memory) -> Reply:
        """The profile, the five best jobs with reasons, a surprise, and what to do next."""
        found = result(self.library.knowledge.quiz, self.library.profiles, flow.given)
        memory = replace(memory, finished=flow, proposed=tuple(fit.slug for fit in found.jobs))
        if not found.jobs:
            again = Button(self.library.knowledge.flows.buttons.restart, payload("start_quiz", flow="restart"))
            return Reply([Message(response="utter_quiz_empty", buttons=[again]), Message(custom=self.card(found))], memory)
        response = "utter_quiz_first_idea" if found.doubtful else "utter_quiz_result"
        messages = [Message(response=response, values=self._profile(found))]
        messages += [Message(text=bubble) for bubble in pack(self._texts(found))]
        messages.append(Message(response="utter_quiz_next", buttons=self._next(found)))
        types = self.library.knowledge.quiz.types
        axes = tuple((str(types[letter].label), value) for letter, value in found.axes)
        picture = Picture(self.library.knowledge.report.quiz_title, axes)
        return Reply([*messages, Message(custom=self.card(found))], memory, picture=picture)

    def _profile(self, found: QuizResult) -> dict[str, str]:
        """The two strongest types, in plain words."""
        quiz = self.library.knowledge.quiz
        strongest = sorted(found.axes, key=lambda axis: -axis[1])[:2]
        first, second = (quiz.types[letter] for letter, _ in strongest)
        return {"first": first.label, "second": second.label, "sense": first.text, "told": str(found.told)}

    def _texts(self, found: QuizResult) -> list[str]:
        flows, writer = self.library.knowledge.flows, self.library.writer
        texts = [writer.render(flows.axes, axes=self._axes(found))]
        for place, fit in enumerate(found.jobs, start=1):
            texts.append(writer.render(flows.fit, place=place, **self._told(fit)))
        if found.neighbour is not None:
            texts.append(writer.render(flows.neighbour, **self._told(found.neighbour)))
        return texts

    def _told(self, fit: JobFit) -> dict[str, object]:
        return {
            "title": self.library.title(fit.slug),
            "score": fit.score,
            "reasons": [reason.text for reason in fit.reasons[:MAX_REASONS]],
            "watch": fit.watch_points[0].text if fit.watch_points else "",
        }

    def _axes(self, found: QuizResult) -> list[dict[str, object]]:
        types = self.library.knowledge.quiz.types
        return [{"label": types[letter].label, "value": value} for letter, value in found.axes]

    def card(self, found: QuizResult) -> dict[str, object]:
        """The machine-readable `result` of design.md §5."""
        best = found.jobs[0] if found.jobs else None
        neighbour = [found.neighbour] if found.neighbour else []
        return {
            "type": "result",
            "flow": self.kind,
            "job": None,
            "score": best.score if best else 0,
            "axes": self._axes(found),
            "strengths": [reason.text for reason in best.reasons] if best else [],
            "watch_points": [reason.text for reason in best.watch_points] if best else [],
            "jobs": [self._job(fit) for fit in found.jobs],
            "surprise": next((self._job(fit) for fit in neighbour), None),
        }

    def _job(self, fit: JobFit) -> dict[str, object]:
        reasons = [reason.text for reason in fit.reasons]
        return {"slug": fit.slug, "title": self.library.title(fit.slug), "score": fit.score, "reasons": reasons}

    def _next(self, found: QuizResult) -> list[Button]:
        buttons = self.library.knowledge.flows.buttons
        first = found.jobs[0].slug
        offered = [Button(buttons.about.format(job=self.library.title(first)), payload("choose_job", job=first))]
        if len(found.jobs) > 1:
            offered.append(Button(buttons.compare, payload("compare_jobs", flow="proposed")))
        return [*offered, Button(buttons.report, payload("affirm", flow="report"))]
