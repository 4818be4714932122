"""Rasa's rule policy, which finds the rules that may apply at once instead of trying all of them, twice, at every step."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from rasa.core.policies.rule_policy import RULES, RulePolicy
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.core.constants import PREVIOUS_ACTION, USER
from rasa.shared.core.domain import Domain
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.constants import ACTION_NAME, INTENT, TEXT

State = dict[str, dict[str, Any]]
Situation = tuple[str | None, str | None]
"""The action before, and the intent if the rule names one."""


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.POLICY_WITHOUT_END_TO_END_SUPPORT, is_trainable=True)
class QuickRulePolicy(RulePolicy):  # type: ignore[misc]  # Rasa's classes are untyped for mypy
    """The predictions of `RulePolicy`, for a fraction of the work.

    Rasa's compares the conversation with every rule, first as text (for rules written with a message instead of an intent),
    then as an intent. A rule can only apply when its last state has the conversation's previous action and its intent or
    none, so that an index by those leaves one or two rules to compare.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """As Rasa's; the index is made when a trained policy is loaded."""
        super().__init__(*args, **kwargs)
        self._indexed: dict[str, str] = self.lookup.get(RULES) or {}
        self._by_situation: dict[Situation, list[str]] = defaultdict(list)
        self._reads_text = not self._indexed  # being trained
        for key in self._indexed:
            states: list[State] = self._rule_key_to_state(key)
            self._by_situation[_situation(states[-1])].append(key)
            self._reads_text |= any(TEXT in state.get(USER, {}) for state in states)

    def _find_action_from_rules(
        self, tracker: DialogueStateTracker, domain: Domain, use_text_for_last_user_input: bool
    ) -> tuple[str | None, str | None, bool]:
        if use_text_for_last_user_input and not self._reads_text:
            return None, None, False
        found: tuple[str | None, str | None, bool] = super()._find_action_from_rules(
            tracker, domain, use_text_for_last_user_input
        )
        return found

    def _get_possible_keys(self, lookup: dict[str, str], states: list[State]) -> set[str]:
        if lookup is self._indexed and states:
            action, intent = _situation(states[-1])
            situations = {(action, intent), (action, None)}
            lookup = {key: lookup[key] for situation in situations for key in self._by_situation.get(situation, ())}
        keys: set[str] = super()._get_possible_keys(lookup, states)
        return keys


def _situation(state: State) -> Situation:
    action = state.get(PREVIOUS_ACTION, {}).get(ACTION_NAME)
    # Where no action was before, Rasa compares nothing else: any rule that begins a conversation may apply.
    return action, state.get(USER, {}).get(INTENT) if action else None
