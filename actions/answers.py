"""Everything about jobs: the conversation of `bot.dialogue`, under the names that rules and stories use."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.turn import read_memory, read_request, say
from bot.dialogue.responding import respond
from bot.knowledge.library import shared_library

Events = list[dict[str, Any]]


class ConversationAction(Action, ABC):  # type: ignore[misc]  # rasa_sdk ships no types
    """Reads the turn, asks `bot.dialogue` what to say, says it.

    What is said depends on the intent and the context alone; the actions differ in name, so that a story tells what happens.
    """

    @property
    @abstractmethod
    def action_name(self) -> str:
        """The name in domain.yml."""

    def name(self) -> str:
        """The name in domain.yml."""
        return self.action_name

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        """The messages of the reply are dispatched; the slots to set come back."""
        library, memory = shared_library(), read_memory(tracker)
        return say(respond(library, read_request(tracker, library), memory), memory, dispatcher, tracker)


class ActionAnswer(ConversationAction):
    """Answers every `ask_<topic>` intent."""

    action_name = "action_answer"


class ActionChooseJob(ConversationAction):
    """Changes the job talked about."""

    action_name = "action_choose_job"


class ActionListJobs(ConversationAction):
    """Names the jobs that have a guide."""

    action_name = "action_list_jobs"


class ActionStartQuiz(ConversationAction):
    """Begins the discovery quiz with a student without an idea, or offers to resume it."""

    action_name = "action_start_quiz"


class ActionCompareJobs(ConversationAction):
    """Puts jobs side by side."""

    action_name = "action_compare_jobs"


class ActionComputePay(ConversationAction):
    """Does sums with pay."""

    action_name = "action_compute_pay"


class ActionElaborate(ConversationAction):
    """Gives more of the last answer, or its reasons."""

    action_name = "action_elaborate"


class ActionOtherLanguage(ConversationAction):
    """Answers a message in English or Dutch."""

    action_name = "action_other_language"


class ActionStartSelfAssessment(ConversationAction):
    """Begins the self-assessment of a job, or offers to resume it."""

    action_name = "action_start_self_assessment"


class ActionAffirm(ConversationAction):
    """« Oui »: takes the job that was asked back about, else goes on like the menu."""

    action_name = "action_affirm"


class ActionMenu(ConversationAction):
    """Greets, helps, or goes on: a sentence, and what can be asked now."""

    action_name = "action_menu"


class ActionFallback(ConversationAction):
    """Answers what no topic covers, or says that it is not known: admits, then the menu, then a human."""

    action_name = "action_fallback"
