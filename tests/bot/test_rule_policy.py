"""`QuickRulePolicy` predicts what Rasa's `RulePolicy` predicts, whatever the conversation."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rasa.core.policies.rule_policy import RulePolicy
from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, Event, SlotSet, UserUttered
from rasa.shared.core.generator import TrackerWithCachedStates
from rasa.shared.core.trackers import DialogueStateTracker

from bot.rule_policy import QuickRulePolicy

DOMAIN = Domain.from_dict(
    {
        "intents": ["greet", "bye", "ask"],
        "entities": ["job"],
        "slots": {"mood": {"type": "text", "mappings": [{"type": "custom"}]}},
        "actions": ["action_menu", "action_answer", "action_cheer", "action_fallback", "action_help"],
    }
)
LISTEN = ActionExecuted("action_listen")


def said(intent: str, text: str = "…") -> UserUttered:
    return UserUttered(text, {"name": intent, "confidence": 1.0})


def rule(*events: Event) -> TrackerWithCachedStates:
    return TrackerWithCachedStates.from_events("rule", events, domain=DOMAIN, slots=DOMAIN.slots, is_rule_tracker=True)


def did(*names: str) -> list[Event]:
    return [ActionExecuted(name) for name in names]


BEFORE = ActionExecuted("...")
RULES = [
    rule(BEFORE, LISTEN, said("greet"), *did("action_menu"), LISTEN),
    rule(BEFORE, LISTEN, said("ask"), *did("action_answer", "action_cheer"), LISTEN),
    rule(BEFORE, SlotSet("mood", "sad"), LISTEN, said("bye"), *did("action_cheer"), LISTEN),
]
TEXT_RULE = rule(BEFORE, LISTEN, UserUttered("au secours", {}, use_text_for_featurization=True), *did("action_help"), LISTEN)


def trained(kind: type[RulePolicy], rules: list[TrackerWithCachedStates], tmp: Any) -> Any:
    """A policy that was trained, saved, and loaded again."""
    storage, resource = LocalModelStorage.create(tmp), Resource("policy")
    context = ExecutionContext(GraphSchema({}))
    config = {**kind.get_default_config(), "core_fallback_action_name": "action_fallback"}
    kind.create(config, storage, resource, context).train(rules, DOMAIN)
    return kind.load(config, storage, resource, context)


@pytest.fixture(scope="module", params=["by intent", "with a rule that reads text"])
def pair(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Any, Any]:
    rules = RULES if request.param == "by intent" else [*RULES, TEXT_RULE]
    ours, theirs = (trained(kind, rules, tmp_path_factory.mktemp(kind.__name__)) for kind in (QuickRulePolicy, RulePolicy))
    return ours, theirs


MOODS = st.sampled_from([[], [SlotSet("mood", "sad")], [SlotSet("mood", "gay")]])
TURNS = st.lists(
    st.tuples(
        MOODS,
        st.sampled_from(["greet", "bye", "ask", "restart", "unheard"]),
        st.sampled_from(["…", "au secours"]),
        st.sampled_from([[], did("action_menu"), did("action_answer"), did("action_answer", "action_cheer")]),
    ),
    min_size=1,
    max_size=4,
)


@given(turns=TURNS)
def test_it_predicts_what_rasas_predicts(
    pair: tuple[Any, Any], turns: list[tuple[list[Event], str, str, list[Event]]]
) -> None:
    events: list[Event] = []
    for mood, intent, text, actions in turns:
        events += [*mood, LISTEN, said(intent, text), *actions]
    tracker = DialogueStateTracker.from_events("student", events, slots=DOMAIN.slots)
    ours, theirs = (policy.predict_action_probabilities(tracker, DOMAIN) for policy in pair)
    assert ours.probabilities == theirs.probabilities
    assert ours.is_end_to_end_prediction == theirs.is_end_to_end_prediction


def test_a_rule_is_found(pair: tuple[Any, Any]) -> None:
    tracker = DialogueStateTracker.from_events("student", [LISTEN, said("ask")], slots=DOMAIN.slots)
    probabilities = pair[0].predict_action_probabilities(tracker, DOMAIN).probabilities
    assert probabilities[DOMAIN.index_for_action("action_answer")] == 1
