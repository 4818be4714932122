"""Tests of bot.dialogue.responding: whole turns, as a student sees them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.dialogue.responding import CLOSE, DOUBT, MAX_TOPICS, SURE_TO_CHANGE, respond
from bot.dialogue.state import Button, Memory, Reply, Request
from bot.knowledge.library import Library, shared_library
from bot.knowledge.schema import MAX_BUBBLE
from bot.paths import DOMAIN

ASSISTANT, DIRECTOR = "assistant-de-production-audiovisuelle", "directeur-de-postproduction"
GUIDES = (ASSISTANT, DIRECTOR)
NURSE = "infirmier"
"""A job of knowledge/catalogue.yml: known by name, without a guide."""
NEW = Memory()
"""A conversation that begins."""
PAY = Memory(job=DIRECTOR, topic="salary", asked=(f"{DIRECTOR}:salary",))
"""Right after the pay of a director."""
COMPARED = Memory(job=ASSISTANT, previous_job=DIRECTOR, topic="salary", compared=GUIDES)
"""Right after a comparison."""
LACKING = Memory(job=ASSISTANT, topic="technical", asked=(f"{ASSISTANT}:technical",))
"""Right after a topic that the guide lacks."""
MEMORIES = [
    NEW,
    PAY,
    COMPARED,
    LACKING,
    Memory(pending_topics=("salary", "day")),
    Memory(job="guide-retire", topic="theme-retire"),
]

# These have an action or a response of their own in data/rules.
ELSEWHERE = frozenset("repeat ask_human erase_my_data distress out_of_scope nlu_fallback".split())
INTENTS = [next(iter(item)) for item in yaml.safe_load(DOMAIN.read_text(encoding="utf-8"))["intents"]]

Render = Callable[[Reply], list[str]]
Tap = Callable[[Button], Request]


def asked(text: str, intent: str, **values: Any) -> Request:
    """A message; the question is the text unless it is given."""
    return Request(text=text, intent=intent, **{"question": text, **values})


def say(library: Library, text: str, intent: str, memory: Memory = NEW, **values: Any) -> Reply:
    """One turn."""
    return respond(library, asked(text, intent, **values), memory)


def several(library: Library, *parts: Request, memory: Memory = NEW) -> Reply:
    """A message with several questions."""
    text = " et ".join(part.text for part in parts)
    return respond(library, asked(text, parts[0].intent, parts=parts), memory)


def cards(reply: Reply) -> list[dict[str, Any]]:
    """The machine-readable messages."""
    return [message.custom for message in reply.messages if message.custom is not None]


def answered(reply: Reply) -> list[tuple[object, object]]:
    """(job, topic) of each answer of a reply, in order."""
    return [(card["job"], card["topic"]) for card in cards(reply) if card["type"] == "answer"]


def buttons(reply: Reply) -> list[Button]:
    """Every quick reply of a reply."""
    return [button for message in reply.messages for button in message.buttons]


# ── Every intent ──────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("intent", [intent for intent in INTENTS if intent not in ELSEWHERE])
@pytest.mark.parametrize("jobs", [(), (ASSISTANT,), (NURSE,)], ids=["no job", "a job", "a job without a guide"])
@pytest.mark.parametrize("memory", MEMORIES, ids=["new", "pay", "compared", "lacking", "waiting", "gone"])
def test_every_intent_has_something_to_say(
    library: Library, render: Render, intent: str, jobs: tuple[str, ...], memory: Memory
) -> None:
    said = render(say(library, "xyz qsdf wxcv", intent, memory, jobs=jobs))
    assert said and all(bubble.strip() and "{" not in bubble for bubble in said)


@pytest.mark.parametrize("intent", ["", "intention_retiree", "ask_theme_retire", "ask_"])
@pytest.mark.parametrize("text", ["blorp", "", "😀"])
def test_an_intent_that_nobody_knows_is_not_understood(library: Library, render: Render, intent: str, text: str) -> None:
    reply = say(library, text, intent)
    assert cards(reply)[0]["type"] == "fallback"
    assert render(reply)


def test_what_is_understood_ends_the_count_of_misses(library: Library) -> None:
    assert say(library, "merci", "thank", Memory(job=ASSISTANT, misses=2)).memory.misses == 0
    assert say(library, "salaire", "ask_salary", Memory(job=ASSISTANT, misses=2)).memory.misses == 0
    assert say(library, "blorp", "nlu_fallback", Memory(misses=2), missed_before=True).memory.misses == 3


WORDS = st.sampled_from(
    "et en freelance par an 2500 € 3.000 ? l'autre les deux lequel salaire études stress net 😀 , . _ Liège plus".split()
)


@settings(deadline=None)
@given(
    st.lists(WORDS, max_size=10).map(" ".join) | st.text(max_size=60), st.sampled_from(INTENTS), st.sampled_from(MEMORIES)
)
def test_every_turn_has_short_bubbles_and_quick_replies_under_one_of_them(text: str, intent: str, memory: Memory) -> None:
    reply = respond(shared_library(), asked(text, intent), memory)
    bubbles = [message for message in reply.messages if message.custom is None]
    assert bubbles
    assert all(len(message.text or "") <= MAX_BUBBLE for message in bubbles)
    assert sum(bool(message.buttons) for message in bubbles) <= 1
    assert not any(message.buttons for message in reply.messages if message.custom is not None)


# ── Several questions ─────────────────────────────────────────────────────────────────────────────────────────────────


def test_two_questions_without_a_job_ask_once_and_the_tap_answers_both(library: Library, render: Render, tap: Tap) -> None:
    first = several(library, asked("combien on gagne", "ask_salary"), asked("quelles études", "ask_studies"))
    assert render(first) == ["Tu parles de quel métier ?"]
    assert cards(first) == [{"type": "choice", "reason": "which_job", "options": list(GUIDES)}]
    assert first.memory.pending_topics == ("salary", "studies")
    second = respond(library, tap(buttons(first)[0]), first.memory)
    assert answered(second) == [(ASSISTANT, "salary"), (ASSISTANT, "studies")]
    said = "\n".join(render(second))
    assert "2 200 à 3 800 € brut par mois" in said and "3 ans (bachelier)" in said
    assert second.memory.pending_topics == ()


def test_two_questions_without_a_job_are_both_answered_when_its_name_is_typed(library: Library) -> None:
    first = several(library, asked("les horaires", "ask_conditions"), asked("les écoles", "ask_schools"))
    second = say(library, "directeur", "ask_overview", first.memory, doubtful=(DIRECTOR,), question="")
    assert answered(second) == [(DIRECTOR, "conditions"), (DIRECTOR, "schools")]


def test_questions_are_answered_in_their_order_with_quick_replies_at_the_end(library: Library) -> None:
    memory = Memory(job=ASSISTANT)
    reply = several(library, asked("écoles", "ask_schools"), asked("salaire", "ask_salary"), memory=memory)
    assert answered(reply) == [(ASSISTANT, "schools"), (ASSISTANT, "salary")]
    bubbles = [message for message in reply.messages if message.custom is None]
    assert [bool(message.buttons) for message in bubbles] == [False] * (len(bubbles) - 1) + [True]
    assert buttons(reply)[0].title == "➕ La suite (3)"
    assert reply.memory.asked == (f"{ASSISTANT}:schools", f"{ASSISTANT}:salary")
    assert reply.memory.topic == "salary"


def test_each_question_is_about_its_own_job(library: Library) -> None:
    first, second = asked("salaire", "ask_salary", jobs=(ASSISTANT,)), asked("études", "ask_studies", jobs=(DIRECTOR,))
    reply = several(library, first, second)
    assert answered(reply) == [(ASSISTANT, "salary"), (DIRECTOR, "studies")]
    assert (reply.memory.job, reply.memory.previous_job) == (DIRECTOR, ASSISTANT)


def test_a_question_that_can_be_answered_is_and_the_other_asks_for_its_job(library: Library, render: Render) -> None:
    doubt = asked("salaire", "ask_salary", doubtful=(DIRECTOR,))
    reply = several(library, doubt, asked("études", "ask_studies"), memory=Memory(job=ASSISTANT))
    assert answered(reply) == [(ASSISTANT, "studies")]
    assert render(reply)[-1] == "Tu parles de ce métier-ci : Directeur·rice de postproduction ?"
    assert reply.memory.pending_topics == ("salary",)
    assert answered(say(library, "oui", "affirm", reply.memory)) == [(DIRECTOR, "salary")]


def test_the_same_topic_does_not_wait_twice(library: Library) -> None:
    parts = [asked("salaire", "ask_salary"), asked("études", "ask_studies"), asked("la paie", "ask_salary")]
    assert several(library, *parts).memory.pending_topics == ("salary", "studies")


def test_a_job_without_a_guide_is_said_once_for_two_questions(library: Library, render: Render) -> None:
    parts = [asked("salaire", "ask_salary", jobs=(NURSE,)), asked("études", "ask_studies", jobs=(NURSE,))]
    reply = several(library, *parts)
    assert len(render(reply)) == 1
    assert reply.wanted_job == NURSE


def test_a_part_that_is_not_understood_does_not_hide_the_answer(library: Library, render: Render) -> None:
    reply = several(
        library, asked("salaire", "ask_salary"), asked("blorp", "out_of_scope"), memory=Memory(job=ASSISTANT, topic="day")
    )
    assert answered(reply) == [(ASSISTANT, "salary")]
    assert len(render(reply)) >= 2


def test_a_comparison_may_be_one_of_the_questions(library: Library) -> None:
    reply = several(
        library,
        asked("lequel gagne le plus", "compare_jobs"),
        asked("les écoles de l'assistant", "ask_schools", jobs=(ASSISTANT,)),
        memory=Memory(job=DIRECTOR),
    )
    assert [card["type"] for card in cards(reply)] == ["comparison", "answer"]
    assert reply.memory.compared == ()


# ── In context ────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_freelance_after_the_pay_narrows_it(library: Library, render: Render) -> None:
    reply = say(library, "et en freelance ?", "ask_freelance", PAY)
    assert render(reply) == [
        "• Avec de l'expérience, indépendant·e : 1 500 à 2 500 € par semaine (profil confirmé, grosse production)"
    ]
    assert answered(reply) == [(DIRECTOR, "salary")]


def test_freelance_after_the_pay_of_a_guide_without_it_is_honest(library: Library, render: Render) -> None:
    reply = say(library, "et en freelance ?", "ask_freelance", replace(PAY, job=ASSISTANT))
    said = render(reply)
    assert said[0] == "Sur ce point précis, le guide ne dit rien. Voici ce qu'il donne :"
    assert "par semaine" not in "\n".join(said)


def test_freelance_after_another_topic_is_about_the_status(library: Library) -> None:
    assert answered(say(library, "et en freelance ?", "ask_freelance", replace(PAY, topic="day"))) == [
        (DIRECTOR, "freelance")
    ]


def test_a_town_after_the_schools_gives_its_schools_only(library: Library, render: Render) -> None:
    said = "\n".join(render(say(library, "et à Liège ?", "ask_regions", Memory(job=ASSISTANT, topic="schools"))))
    assert "HEPL" in said and "INSAS" not in said


def test_narrowing_a_topic_that_the_guide_lacks_says_so(library: Library, render: Render) -> None:
    guide = library.knowledge.guides[DIRECTOR].copy(update={"languages": None})
    guides = {**library.knowledge.guides, DIRECTOR: guide}
    without = replace(library, knowledge=replace(library.knowledge, guides=guides))
    said = "\n".join(render(say(without, "et l'anglais ?", "ask_languages", Memory(job=DIRECTOR, topic="languages"))))
    assert "ne dit rien" in said


def test_a_sum_after_the_pay(library: Library, render: Render) -> None:
    said = "\n".join(render(say(library, "et par an ?", "nlu_fallback", replace(PAY, job=ASSISTANT))))
    assert "soit 26 400 à 32 400 € brut par an" in said


def test_the_other_one_gets_the_same_question(library: Library, render: Render) -> None:
    reply = say(library, "et l'autre ?", "nlu_fallback", PAY)
    assert answered(reply) == [(ASSISTANT, "salary")]
    assert "2 200" in "\n".join(render(reply))


def test_a_comparison_then_the_other_one(library: Library) -> None:
    compared = say(library, "compare les deux", "compare_jobs", jobs=GUIDES)
    reply = say(library, "et les horaires de l'autre ?", "ask_conditions", compared.memory)
    assert answered(reply) == [(DIRECTOR, "conditions")]


def test_a_comparison_goes_on_with_the_next_topic_and_ends_with_one_job(library: Library) -> None:
    compared = say(library, "lequel gagne le plus ?", "ask_salary", Memory(job=ASSISTANT))
    assert cards(compared)[0]["type"] == "comparison"
    stress = say(library, "et le stress ?", "ask_conditions", compared.memory)
    assert [row["label"] for row in cards(stress)[0]["rows"]] == ["Stress"]
    alone = say(library, "les écoles pour assistant ?", "ask_schools", stress.memory, jobs=(ASSISTANT,))
    assert answered(alone) == [(ASSISTANT, "schools")]
    assert alone.memory.compared == ()
    assert answered(say(library, "et le stress ?", "ask_conditions", alone.memory)) == [(ASSISTANT, "conditions")]


@pytest.mark.parametrize(
    ("text", "intent", "topic"),
    [
        ("c'est quoi un assistant de prod ?", "ask_overview", "overview"),
        ("un assistant de prod, ça fait quoi ?", "ask_missions", "missions"),
    ],
)
@pytest.mark.parametrize("memory", [NEW, PAY], ids=["first message", "after the pay of a director"])
def test_a_short_question_about_a_job_gets_its_own_answer(
    library: Library, text: str, intent: str, topic: str, memory: Memory
) -> None:
    question = text.replace("assistant de prod", "")
    reply = say(library, text, intent, memory, jobs=(ASSISTANT,), question=question, ranking=((intent, 0.95),))
    assert answered(reply) == [(ASSISTANT, topic)]


@pytest.mark.parametrize("intent", ["tell_more", "explain_why"])
def test_a_topic_that_the_guide_lacks_can_be_gone_on_about(library: Library, render: Render, intent: str) -> None:
    first = say(library, "faut être technique ?", "ask_technical", Memory(job=ASSISTANT))
    assert "ne dit rien" in "\n".join(render(first))
    assert "guide" in render(say(library, "et encore ?", intent, first.memory))[0]


def test_two_jobs_without_a_comparison_are_each_answered(library: Library) -> None:
    assert answered(say(library, "leur salaire", "ask_salary", jobs=GUIDES)) == [(slug, "salary") for slug in GUIDES]


# ── Doubt ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


def ranking(**chances: float) -> tuple[tuple[str, float], ...]:
    """The likeliest topics."""
    return tuple((f"ask_{topic}", chance) for topic, chance in chances.items())


def test_two_topics_as_likely_are_asked_about_and_the_tap_answers(library: Library, render: Render, tap: Tap) -> None:
    reply = say(
        library, "le boulot ?", "ask_salary", Memory(job=ASSISTANT), ranking=ranking(salary=0.3, missions=0.25, day=0.02)
    )
    assert render(reply) == ["Je veux être sûr de bien te répondre : tu penses à quoi ?"]
    assert cards(reply) == [{"type": "choice", "reason": "which_topic", "options": ["salary", "missions"]}]
    second = respond(library, tap(buttons(reply)[1]), reply.memory)
    assert answered(second) == [(ASSISTANT, "missions")]


@pytest.mark.parametrize(
    "chances",
    [
        ranking(salary=DOUBT, missions=DOUBT),
        ranking(salary=0.4, missions=0.4 * CLOSE - 0.01),
        ranking(salary=0.4),
        (("ask_salary", 0.4), ("greet", 0.39), ("ask_missions", 0.38)),
        (("ask_missions", 0.4), ("ask_salary", 0.39)),
        (),
    ],
    ids=["sure enough", "far apart", "alone", "small talk next", "decided otherwise", "unknown"],
)
def test_no_doubt_no_question(library: Library, chances: tuple[tuple[str, float], ...]) -> None:
    reply = say(library, "le boulot ?", "ask_salary", Memory(job=ASSISTANT), ranking=chances)
    assert answered(reply) == [(ASSISTANT, "salary")]


def test_at_most_three_topics_are_offered(library: Library) -> None:
    chances = ranking(salary=0.2, missions=0.19, day=0.18, studies=0.17)
    reply = say(library, "le boulot ?", "ask_salary", Memory(job=ASSISTANT), ranking=chances)
    assert cards(reply)[0]["options"] == ["salary", "missions", "day"]
    assert MAX_TOPICS == 3


def test_a_tap_and_a_narrowing_are_never_doubted(library: Library) -> None:
    chances = ranking(freelance=0.2, salary=0.19)
    assert answered(say(library, "et en freelance ?", "ask_freelance", PAY, ranking=chances)) == [(DIRECTOR, "salary")]
    assert answered(say(library, "/ask_freelance", "ask_freelance", PAY, ranking=chances)) == [(DIRECTOR, "freelance")]


@pytest.mark.parametrize(("chance", "changes"), [(SURE_TO_CHANGE, True), (SURE_TO_CHANGE - 0.01, False)])
def test_a_change_of_job_that_names_none_must_be_sure(library: Library, chance: float, changes: bool) -> None:
    reply = say(library, "blorp", "choose_job", PAY, ranking=(("choose_job", chance),))
    assert (answered(reply) == [(ASSISTANT, "salary")]) is changes
    assert (cards(reply)[0]["type"] == "fallback") is not changes


@pytest.mark.parametrize("values", [{"jobs": (ASSISTANT,)}, {"doubtful": (ASSISTANT,)}])
def test_a_change_of_job_that_names_one_is_made_however_unsure(library: Library, values: dict[str, Any]) -> None:
    reply = say(library, "assistant", "choose_job", PAY, question="", ranking=(("choose_job", 0.2),), **values)
    assert answered(reply) == [(ASSISTANT, "salary")]


def test_what_was_told_counts_in_the_next_message_only(library: Library) -> None:
    told = say(library, "jviens d'avoir mon permis", "out_of_scope", Memory(job=ASSISTANT)).memory
    reply = say(library, "et il en faut un ?", "nlu_fallback", told)
    assert [message.custom["topic"] for message in reply.messages if message.custom] == ["conditions"]
    later = say(library, "ok", "affirm", told).memory
    assert later.told is None


# ── A short answer ────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("topic", ["overview", "studies", "salary", "freelance", "missions", "technical"])
def test_one_sentence_is_given_where_one_is_asked_for(library: Library, render: Render, tap: Tap, topic: str) -> None:
    memory = Memory(job=ASSISTANT)
    whole = say(library, "explique", f"ask_{topic}", memory)
    reply = say(library, "explique en une phrase", f"ask_{topic}", memory)
    (text,) = render(reply)
    assert len(text) <= len("\n".join(render(whole))) and len(text) < 320
    rest = respond(library, tap(reply.messages[0].buttons[0]), reply.memory)
    assert render(rest)[:1] == render(whole)[:1]
    more = say(library, "plus de détails", "tell_more", reply.memory)
    assert render(more)[:1] == render(whole)[:1]


def test_the_pitch_is_the_job_in_a_sentence(library: Library, render: Render) -> None:
    reply = say(library, "c'est quoi ce métier en 2 mots", "ask_overview", Memory(job=ASSISTANT))
    assert render(reply) == [library.knowledge.guides[ASSISTANT].pitch]


@pytest.mark.parametrize("job", [None, ASSISTANT])
def test_a_wish_with_a_criterion_gets_jobs_by_it_and_one_without_gets_the_quiz(library: Library, job: str | None) -> None:
    memory = Memory(job=job)
    reply = say(library, "moi je veux travailler avec des lions", "ask_criteria", memory)
    assert [message.response for message in reply.messages if message.response] == ["utter_wish"]
    reply = say(library, "moi je veux travailler en équipe", "ask_criteria", memory)
    assert reply.messages[0].response == "utter_jobs_with_criterion"


def test_evenings_are_compared_by_the_hours(library: Library) -> None:
    reply = say(library, "lequel des deux a plus de soirées à lui ?", "compare_jobs", Memory(job=ASSISTANT))
    assert {row["topic"] for message in reply.messages if message.custom for row in message.custom["rows"]} == {"conditions"}
