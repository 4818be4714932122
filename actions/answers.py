"""Answers about jobs."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.turn import read_memory, read_request, say, turns_in_a_row
from bot.dialogue.answering import answer_topic
from bot.dialogue.choosing import choose_job, list_jobs, self_questions
from bot.dialogue.missing import not_understood
from bot.dialogue.state import Memory, Reply, Request
from bot.knowledge.library import Library, shared_library

Events = list[dict[str, Any]]


class KnowledgeAction(Action, ABC):  # type: ignore[misc]  # rasa_sdk ships no types
    """An action that is a plain function of the knowledge, the request and the memory."""

    action_name: str

    @staticmethod
    @abstractmethod
    def respond(library: Library, request: Request, memory: Memory) -> Reply:
        """What to say."""

    def name(self) -> str:
        """The name in domain.yml."""
        return self.action_name

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        """Read the turn, call `respond`, say its reply."""
        library, memory = shared_library(), read_memory(tracker)
        return say(self.respond(library, read_request(tracker, library), memory), memory, dispatcher, tracker)


class ActionAnswer(KnowledgeAction):
    """Answers every `ask_<topic>` intent."""

    action_name = "action_answer"

    @staticmethod
    def respond(library: Library, request: Request, memory: Memory) -> Reply:
        """The topic's answer; a topic that topics.yml no longer has is not understood."""
        topic = library.knowledge.topics.by_id(request.intent.removeprefix("ask_"))
        if topic is None:
            return not_understood(library, request, memory)
        return answer_topic(library, topic, request, memory)


class ActionChooseJob(KnowledgeAction):
    """Changes the job talked about."""

    action_name = "action_choose_job"
    respond = staticmethod(choose_job)


class ActionListJobs(KnowledgeAction):
    """Names the jobs that have a guide."""

    action_name = "action_list_jobs"

    @staticmethod
    def respond(library: Library, request: Request, memory: Memory) -> Reply:
        """The list."""
        return list_jobs(library, memory)


class ActionFindIdeas(KnowledgeAction):
    """Helps a student without an idea: the jobs there are, and how to look among them."""

    action_name = "action_find_ideas"

    @staticmethod
    def respond(library: Library, request: Request, memory: Memory) -> Reply:
        """The list, introduced for somebody who has no idea yet."""
        return list_jobs(library, memory, response="utter_no_idea_yet")


class ActionCompareJobs(KnowledgeAction):
    """Points to what can be compared, job by job."""

    action_name = "action_compare_jobs"

    @staticmethod
    def respond(library: Library, request: Request, memory: Memory) -> Reply:
        """The list, introduced for somebody who hesitates."""
        return list_jobs(library, memory, response="utter_compare_jobs")


class ActionSelfQuestions(KnowledgeAction):
    """Gives the questions that a guide suggests to ask oneself."""

    action_name = "action_self_questions"
    respond = staticmethod(self_questions)


class ActionFallback(Action):  # type: ignore[misc]
    """Answers what no topic covers, or says that it is not known."""

    def name(self) -> str:
        """The name in domain.yml."""
        return "action_fallback"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        """Search; then admit, then the menu, then a human, as misses follow one another."""
        library, memory = shared_library(), read_memory(tracker)
        missed_before = turns_in_a_row(tracker, self.name()) > 0
        reply = not_understood(library, read_request(tracker, library), memory, missed_before)
        return say(reply, memory, dispatcher, tracker)
