"""What is not about jobs: distress, a human, repeating, erasing."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import AllSlotsReset, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.reporting import delete_files
from actions.turn import read_memory, read_request, say, say_custom
from bot.dialogue.flow_messages import DISTRESS_IS_CLEAR, is_mere_answer
from bot.dialogue.responding import respond
from bot.knowledge.library import shared_library
from bot.knowledge.text import says
from bot.settings import Settings

Events = list[dict[str, Any]]

SURE_ENOUGH_TO_ERASE = 0.6
"""Confidence from which a typed request erases at once; below it, the student confirms."""


class ActionSafety(Action):  # type: ignore[misc]  # rasa_sdk ships no types
    """Distress: a calm sentence and the help lines, nothing else; in the middle of a flow, a mere answer stays one."""

    def name(self) -> str:
        """The name in domain.yml."""
        return "action_safety"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        """Two bubbles and the machine-readable `safety`."""
        library, memory = shared_library(), read_memory(tracker)
        request = read_request(tracker, library)
        chance = next((chance for name, chance in request.ranking if name == "distress"), 1.0)  # the first: what was decided
        if is_mere_answer(library, request, memory, chance):
            request = replace(request, intent="nlu_fallback", parts=())
            return say(respond(library, request, memory), memory, dispatcher, tracker)
        if request.gentle and says(request.text, library.knowledge.talk.fine) and chance < DISTRESS_IS_CLEAR:
            return say(respond(library, replace(request, intent="deny", parts=()), memory), memory, dispatcher, tracker)
        dispatcher.utter_message(response="utter_distress")
        dispatcher.utter_message(response="utter_help_lines")
        say_custom(dispatcher, tracker, {"type": "safety", "reason": "distress"})
        return []


class ActionHandoff(Action):  # type: ignore[misc]
    """Says how to reach a human."""

    def name(self) -> str:
        """The name in domain.yml."""
        return "action_handoff"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        """The contact that the operator configured, else the response of domain.yml."""
        contact = Settings.from_environment().contact
        if contact:
            dispatcher.utter_message(response="utter_human", contact=contact)
        else:
            dispatcher.utter_message(response="utter_human_unknown")
        say_custom(dispatcher, tracker, {"type": "handoff", "reason": "asked"})
        return []


class ActionRepeat(Action):  # type: ignore[misc]
    """Says the last answer again."""

    def name(self) -> str:
        """The name in domain.yml."""
        return "action_repeat"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        """The bubbles of the turn before, with their quick replies."""
        said: list[dict[str, Any]] = []
        users = 0
        for event in reversed(tracker.events):
            if event.get("event") == "user":
                users += 1
                if users > 1 and said:
                    break
            elif event.get("event") == "bot" and users:
                said.insert(0, event)
        if not said:
            dispatcher.utter_message(response="utter_nothing_to_repeat")
        for event in said:
            data = event.get("data") or {}
            if data.get("custom"):
                say_custom(dispatcher, tracker, data["custom"])
            else:
                dispatcher.utter_message(text=event.get("text"), buttons=data.get("buttons") or [])
        return []


class ActionEraseMyData(Action):  # type: ignore[misc]
    """Erases the conversation; the tracker store deletes what it stored when the slot `erase` is set."""

    def name(self) -> str:
        """The name in domain.yml."""
        return "action_erase_my_data"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        """Erase at once when the request is clear, else ask to confirm with one tap."""
        message = tracker.latest_message or {}
        entities = message.get("entities") or []
        confirmed = any(item.get("entity") == "confirm" and item.get("value") == "yes" for item in entities)
        confidence = (message.get("intent") or {}).get("confidence") or 0.0
        tapped = (message.get("text") or "").startswith("/")
        library, memory = shared_library(), read_memory(tracker)
        if not confirmed and not tapped:
            if says(message.get("text") or "", library.knowledge.talk.keep):
                dispatcher.utter_message(response="utter_kept")
                return []
            if confidence < SURE_ENOUGH_TO_ERASE and memory.flow is not None:  # an answer, or a question about the flow
                request = replace(read_request(tracker, library), intent="nlu_fallback", parts=())
                return say(respond(library, request, memory), memory, dispatcher, tracker)
        if not confirmed and (tapped or confidence < SURE_ENOUGH_TO_ERASE):
            dispatcher.utter_message(response="utter_confirm_erase")
            say_custom(dispatcher, tracker, {"type": "choice", "reason": "confirm_erase", "options": ["yes", "no"]})
            return []
        delete_files(tracker.get_slot("files"))
        dispatcher.utter_message(response="utter_erased")
        say_custom(dispatcher, tracker, {"type": "erased", "reason": "asked"})
        return [AllSlotsReset(), SlotSet("erase", True)]
