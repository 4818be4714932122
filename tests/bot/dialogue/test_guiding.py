"""Guided flows as conversations: answered, interrupted, taken back, stopped, resumed, never lost."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.checks import phrases
from bot.dialogue.flow import Flow
from bot.dialogue.flow_messages import is_mere_answer
from bot.dialogue.responding import respond
from bot.dialogue.starting import start_assessment
from bot.dialogue.state import Button, Memory, Reply, Request
from bot.dialogue.stepping import MOST_UNREAD
from bot.guidance.answer import Answer, Question
from bot.guidance.scale import REPLIES
from bot.knowledge.library import Library, shared_library
from bot.paths import ROOT

ASSISTANT, DIRECTOR = "assistant-de-production-audiovisuelle", "directeur-de-postproduction"
KEYS = ["urgent_tasks", "last_minute_problems", "long_days", "administration", "creative_team", "short_contracts"]

Render = Callable[[Reply], list[str]]
Tap = Callable[[Button], Request]


@dataclass
class Talk:
    """A conversation: what is remembered, and the last reply."""

    library: Library
    tap_: Tap
    render: Render
    memory: Memory = field(default_factory=lambda: Memory(job=ASSISTANT))
    reply: Reply = field(default_factory=lambda: Reply([], Memory()))

    def send(self, request: Request) -> Talk:
        self.reply = respond(self.library, request, self.memory)
        self.memory = Memory.from_slots(_as_slots(self.reply.memory))  # what slots keep, and nothing else
        assert self.memory == self.reply.memory
        return self

    def say(self, text: str, intent: str = "nlu_fallback", sure: float = 0.9, **more: Any) -> Talk:
        return self.send(Request(text=text, question=text, intent=intent, ranking=((intent, sure),), **more))

    def tap(self, title: str) -> Talk:
        found = [button for button in self.buttons if title in button.title]
        assert found, f"no button {title} among {[button.title for button in self.buttons]}"
        return self.send(self.tap_(found[0]))

    @property
    def buttons(self) -> list[Button]:
        return [button for message in self.reply.messages for button in message.buttons]

    @property
    def cards(self) -> list[dict[str, Any]]:
        return [message.custom for message in self.reply.messages if message.custom is not None]

    @property
    def responses(self) -> list[str]:
        return [message.response for message in self.reply.messages if message.response is not None]

    @property
    def asked(self) -> str | None:
        """The key of the question that the last reply asks."""
        return next((card["key"] for card in self.cards if card["type"] == "question"), None)

    @property
    def text(self) -> str:
        return "\n".join(self.render(self.reply))

    @property
    def flow(self) -> Flow:
        assert self.memory.flow is not None
        return self.memory.flow


def _as_slots(memory: Memory) -> dict[str, Any]:
    return {**dict.fromkeys(vars(Memory())), **memory.changes_from(Memory())}


@pytest.fixture
def talk(library: Library, render: Render, tap: Tap) -> Talk:
    """A conversation about the assistant's job."""
    return Talk(library, tap, render)


@pytest.fixture
def begun(talk: Talk) -> Talk:
    """One whose self-assessment just began."""
    return talk.say("ce métier est fait pour moi ?", "start_self_assessment")


# ── Asking and answering ──────────────────────────────────────────────────────────────────────────────────────────────


def test_it_begins_with_the_first_question_and_its_step(begun: Talk) -> None:
    assert begun.responses == ["utter_assessment_intro"]
    assert begun.cards == [
        {"type": "question", "flow": "self_assessment", "job": ASSISTANT, "step": 1, "total": 6, "key": "urgent_tasks"}
    ]
    assert [button.title for button in begun.buttons] == ["Oui", "Plutôt oui", "Bof", "Plutôt non", "Non"]
    assert "1 sur 6" in begun.text
    assert all(len(button.payload.encode()) <= 64 for button in begun.buttons), "Telegram allows 64 bytes"


def test_every_question_is_asked_once_and_the_result_follows(begun: Talk) -> None:
    asked = []
    while begun.asked is not None:
        asked.append(begun.asked)
        begun.tap("Plutôt oui")
    assert asked == KEYS
    card = begun.cards[-1]
    assert (card["type"], card["flow"], card["job"]) == ("result", "self_assessment", ASSISTANT)
    assert len(card["axes"]) == 6
    assert begun.memory.flow is None and begun.memory.finished is not None
    assert begun.memory.finished.given == dict.fromkeys(KEYS, 0.5)


@pytest.mark.parametrize(("title", "value"), [("Plutôt oui", 0.5), ("Bof", 0.0), ("Plutôt non", -0.5)])
def test_a_tap_is_noted(begun: Talk, title: str, value: float) -> None:
    assert begun.tap(title).flow.answers == (("urgent_tasks", value),)
    assert begun.asked == "last_minute_problems"


@pytest.mark.parametrize(
    ("text", "value"),
    [("carrément", 1), ("pas trop", -0.5), ("oui mais pas tous les jours", 0.5), ("aucun souci", 1), ("jsp", None)],
)
def test_words_are_understood(begun: Talk, text: str, value: float | None) -> None:
    assert begun.say(text).flow.answers == (("urgent_tasks", value),)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("non, pas du tout", -1),
        ("oui grave", 1),
        ("aucun souci", -1),
        ("même pas peur", -1),
        ("j'aurais trop peur", 1),
        ("ça me dérange pas", -1),
    ],
)
def test_a_reversed_question_takes_what_is_said_and_what_is_felt(begun: Talk, text: str, value: float) -> None:
    """« 12 heures te feraient peur ? »: « non » and « aucun souci » both speak for the job."""
    begun.tap("Oui").tap("Oui")
    assert begun.asked == "long_days"
    begun.say(text)
    assert begun.flow.given["long_days"] == value
    guide = begun.library.knowledge.guides[ASSISTANT]
    say = next(question.say for question in guide.self_assessment if question.key == "long_days")
    assert (say.favourable if value < 0 else say.unfavourable) in begun.text


def test_the_guide_says_something_of_each_answer(begun: Talk) -> None:
    guide = begun.library.knowledge.guides[ASSISTANT]
    assert guide.self_assessment[0].say.unfavourable in begun.tap("Non").text


# ── In the middle ─────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_question_is_answered_and_the_same_step_asked_again(begun: Talk) -> None:
    begun.tap("Oui").say("et le salaire ?", "ask_salary")
    assert [card["type"] for card in begun.cards] == ["answer", "question"]
    assert begun.asked == "last_minute_problems"
    assert begun.flow.answers == (("urgent_tasks", 1.0),)
    assert [button.title for button in begun.buttons] == ["Oui", "Plutôt oui", "Bof", "Plutôt non", "Non"]


def test_a_question_about_another_job_does_not_change_the_one_of_the_flow(begun: Talk) -> None:
    begun.say("et le directeur de postprod il gagne combien ?", "ask_salary", jobs=(DIRECTOR,))
    assert begun.cards[0]["job"] == DIRECTOR
    assert (begun.asked, begun.memory.job) == ("urgent_tasks", ASSISTANT)


def test_a_question_that_holds_a_word_of_an_answer_is_a_question(begun: Talk) -> None:
    begun.say("oui mais c'est quoi les horaires ?", "ask_conditions")
    assert begun.cards[0]["topic"] == "conditions"
    assert begun.flow.answers == ()


def test_why_a_question_is_asked(begun: Talk) -> None:
    begun.say("pourquoi ?", "explain_why")
    assert begun.responses == ["utter_assessment_why", "utter_flow_go_on"]
    assert "calme face aux urgences" in begun.text


@pytest.mark.parametrize("intent", ["thank", "help", "bot_challenge", "insult", "ask_privacy"])
def test_small_talk_does_not_lose_the_step(begun: Talk, intent: str) -> None:
    begun.say("…", intent)
    assert begun.asked == "urgent_tasks" and f"utter_{intent}" in begun.responses


def test_what_cannot_be_read_is_asked_in_other_words_twice_then_skipped(begun: Talk) -> None:
    again = begun.library.knowledge.guides[ASSISTANT].self_assessment[0].text_again
    for count in range(1, MOST_UNREAD + 1):
        begun.say("le chat de la voisine", "out_of_scope")
        assert begun.asked == "urgent_tasks" and again in begun.text
        assert ("Je passe" in [button.title for button in begun.buttons]) is (count == MOST_UNREAD)
    begun.say("la table du salon", "out_of_scope")
    assert begun.flow.answers == (("urgent_tasks", None),)
    assert begun.asked == "last_minute_problems"


def test_no_message_of_distress_is_a_mere_answer_to_any_question(begun: Talk) -> None:
    """Unless it sounds like distress by chance only: « non, pas du tout » to « 12 heures te feraient peur ? »."""
    distress = [one.text for one in phrases.test_phrases(ROOT / "tests" / "tuning", []) if one.intent == "distress"]
    assert len(distress) > 20
    asked = [question.key for question in begun.library.knowledge.guides[ASSISTANT].self_assessment]
    for key in asked:
        memory = replace(begun.memory, flow=replace(begun.flow, asked=key))
        taken = [text for text in distress if is_mere_answer(begun.library, Request(text=text), memory, 0.5)]
        assert taken == [], key
        assert is_mere_answer(begun.library, Request(text="non, pas du tout"), memory, 0.5)


@pytest.mark.parametrize("text", ["je sais pas ?", "passe ?", "jsp ??"])
def test_a_question_mark_does_not_keep_from_passing(begun: Talk, text: str) -> None:
    begun.say(text, "unsure")
    assert begun.flow.answers == (("urgent_tasks", None),)


@pytest.mark.parametrize("intent", ["out_of_scope", "tell_more", "unsure"])
@pytest.mark.parametrize("text", ["t'as un exemple ?", "urgences dans quel sens ?"])
def test_who_asks_back_is_asked_in_other_words(begun: Talk, text: str, intent: str) -> None:
    """They take no side; but to go on with the next question would not answer them."""
    question = begun.library.knowledge.guides[ASSISTANT].self_assessment[0]
    assert begun.library.reader.read(text, Question(question.text)) == Answer()
    begun.say(text, intent)
    assert begun.asked == "urgent_tasks" and question.text_again in begun.text


def test_the_count_of_unread_answers_begins_again_after_one_that_is_read(begun: Talk) -> None:
    begun.say("le chat").tap("Oui").say("le chat")
    assert begun.flow.unread == 1


def test_a_question_can_be_skipped_by_a_button(begun: Talk) -> None:
    begun.say("le chat").say("le chien").tap("Je passe")
    assert begun.flow.answers == (("urgent_tasks", None),)


# ── Back, again ───────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("text", ["retour", "Retour !", "je me suis trompée"])
def test_back_changes_the_answer_before(begun: Talk, text: str) -> None:
    begun.tap("Oui").say(text)
    assert begun.asked == "urgent_tasks"
    assert begun.tap("Non").flow.answers == (("urgent_tasks", -1.0),)


def test_there_is_nothing_before_the_first_question(begun: Talk) -> None:
    assert begun.say("retour").responses == ["utter_flow_first_question"]
    assert begun.asked == "urgent_tasks"


def test_to_begin_again_forgets_the_answers(begun: Talk) -> None:
    begun.tap("Oui").tap("Oui").say("recommencer")
    assert (begun.asked, begun.flow.answers) == ("urgent_tasks", ())


def test_a_button_of_an_earlier_question_changes_that_answer_alone(begun: Talk) -> None:
    old = begun.buttons
    begun.tap("Oui").tap("Non")
    begun.send(begun.tap_(next(button for button in old if button.title == "Bof")))
    assert begun.flow.answers == (("urgent_tasks", 0.0), ("last_minute_problems", -1.0))
    assert begun.asked == "long_days"


def test_a_button_tapped_twice_counts_once(begun: Talk) -> None:
    first = begun.buttons[0]
    begun.tap("Oui").send(begun.tap_(first))
    assert begun.flow.answers == (("urgent_tasks", 1.0),)
    assert begun.asked == "last_minute_problems"


def test_a_button_of_a_flow_that_is_over_does_no_harm(begun: Talk) -> None:
    old = begun.buttons[0]
    while begun.asked is not None:
        begun.tap("Bof")
    finished = begun.memory.finished
    begun.send(begun.tap_(old))
    assert begun.responses == ["utter_flow_over"]
    assert begun.memory.finished == finished


@pytest.mark.parametrize(
    ("key", "answer"), [("nothing", "yes"), ("urgent_tasks", "perhaps"), ("", ""), ("urgent_tasks", "")]
)
def test_a_payload_made_up_by_hand_changes_nothing(begun: Talk, key: str, answer: str) -> None:
    begun.send(Request(text="/affirm", intent="affirm", step=key, answer=answer))
    assert (begun.asked, begun.flow.answers) == ("urgent_tasks", ())


# ── Stopping and coming back ──────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("text", ["stop", "on arrête", "laisse tomber", "plus tard"])
def test_stopping_keeps_the_answers_and_resuming_goes_on(begun: Talk, text: str) -> None:
    begun.tap("Oui").say(text)
    assert begun.responses == ["utter_flow_stopped"] and begun.memory.flow is None
    assert begun.say("et le salaire ?", "ask_salary").asked is None, "outside of the flow nothing is asked"
    begun.say("reprendre")
    assert begun.asked == "last_minute_problems"
    assert begun.flow.answers == (("urgent_tasks", 1.0),)


def test_a_greeting_is_an_occasion_to_resume(begun: Talk) -> None:
    begun.tap("Oui").say("stop").say("salut !", "greet")
    assert begun.responses == ["utter_flow_offer"] and "question 2 sur 6" in begun.text
    assert begun.say("oui", "affirm").asked == "last_minute_problems"


def test_who_comes_back_days_later_is_welcomed(begun: Talk) -> None:
    begun.tap("Oui").say("coucou me revoilà", "greet", away=True)
    assert begun.responses == ["utter_flow_offer"]
    assert begun.tap("Reprendre").asked == "last_minute_problems"


def test_who_comes_back_and_answers_is_understood(begun: Talk) -> None:
    begun.tap("Oui").say("carrément", "affirm", away=True)
    assert begun.flow.given["last_minute_problems"] == 1.0


def test_an_offer_to_resume_can_be_declined(begun: Talk) -> None:
    begun.tap("Oui").say("salut", "greet").say("non", "deny")
    assert begun.memory.flow is None and begun.asked is None
    assert begun.memory.kept[-1].answers == (("urgent_tasks", 1.0),), "and the answers are kept all the same"


def test_an_offer_does_not_stand_in_the_way_of_a_question(begun: Talk) -> None:
    begun.tap("Oui").say("salut", "greet").say("c'est quoi les horaires ?", "ask_conditions")
    assert begun.cards[0]["topic"] == "conditions"
    assert begun.say("reprendre").asked == "last_minute_problems"


def test_dropping_forgets(begun: Talk) -> None:
    begun.tap("Oui").say("salut", "greet").tap("Laisser tomber")
    assert begun.memory.flow is None and begun.memory.kept == ()


def test_to_start_what_was_stopped_offers_to_resume_it(begun: Talk) -> None:
    begun.tap("Oui").say("stop").say("ce métier est pour moi ?", "start_self_assessment")
    assert begun.responses == ["utter_flow_offer"]
    assert begun.tap("Recommencer").flow.answers == ()


def test_right_after_the_help_lines_nothing_is_asked(begun: Talk) -> None:
    begun.say("oui", "affirm", gentle=True)
    assert begun.asked is None and begun.responses == ["utter_still_here"]
    assert begun.say("oui", "affirm").asked == "last_minute_problems", "later the flow goes on"


# ── Another job, another flow ─────────────────────────────────────────────────────────────────────────────────────────


def test_another_job_in_the_middle_asks_which_to_keep(begun: Talk) -> None:
    begun.tap("Oui").say("et directeur de postprod, c'est pour moi ?", "start_self_assessment", jobs=(DIRECTOR,))
    assert begun.responses == ["utter_flow_which"]
    assert begun.cards == [{"type": "choice", "reason": "which_flow", "options": [ASSISTANT, DIRECTOR]}]
    assert len(begun.buttons) == 2


def test_to_keep_the_one_under_way(begun: Talk) -> None:
    begun.tap("Oui").say("directeur de postprod", "choose_job", jobs=(DIRECTOR,)).tap("Continuer")
    assert (begun.asked, begun.memory.job) == ("last_minute_problems", ASSISTANT)


def test_to_take_the_other_one_keeps_the_first(begun: Talk) -> None:
    begun.tap("Oui").say("et directeur ?", "start_self_assessment", jobs=(DIRECTOR,)).tap("Directeur")
    assert begun.flow.job == DIRECTOR and begun.flow.answers == ()
    assert [(flow.job, flow.answers) for flow in begun.memory.kept] == [(ASSISTANT, (("urgent_tasks", 1.0),))]
    begun.say("stop").say("assistant, c'est pour moi ?", "start_self_assessment", jobs=(ASSISTANT,))
    assert begun.tap("Reprendre").asked == "last_minute_problems"


def test_to_talk_about_the_other_one_keeps_the_flow(begun: Talk) -> None:
    begun.tap("Oui").say("directeur de postprod", "choose_job", jobs=(DIRECTOR,)).tap("Directeur")
    assert begun.cards[0]["job"] == DIRECTOR and begun.memory.flow is None
    assert begun.say("reprendre").asked == "last_minute_problems"


def test_a_guide_that_goes_away_ends_its_flow(begun: Talk, library: Library) -> None:
    guides = {DIRECTOR: library.knowledge.guides[DIRECTOR]}
    begun.library = replace(library, knowledge=replace(library.knowledge, guides=guides))
    begun.say("oui", "affirm")
    assert begun.asked is None and begun.responses == ["utter_affirm"]


def test_a_question_that_goes_away_is_not_asked_again(begun: Talk, library: Library) -> None:
    guide = library.knowledge.guides[ASSISTANT]
    shorter = guide.copy(update={"self_assessment": guide.self_assessment[1:]})
    guides = {**library.knowledge.guides, ASSISTANT: shorter}
    begun.library = replace(library, knowledge=replace(library.knowledge, guides=guides))
    assert begun.say("oui", "affirm").asked == "last_minute_problems"
    assert begun.flow.answers == (), "« oui » was the answer to a question that is no more"


def test_the_job_is_asked_for_when_it_is_unknown(library: Library, render: Render, tap: Tap) -> None:
    talk = Talk(library, tap, render, Memory()).say("c'est fait pour moi ?", "start_self_assessment")
    assert talk.cards[0]["reason"] == "which_job"
    assert talk.tap("Directeur").flow.job == DIRECTOR


def test_a_job_without_a_guide_has_no_self_assessment(talk: Talk) -> None:
    talk.say("infirmier c'est pour moi ?", "start_self_assessment", jobs=("infirmier",))
    assert talk.cards[0]["reason"] == "no_guide" and talk.memory.flow is None


def test_a_guide_without_questions_says_so(talk: Talk, library: Library) -> None:
    bare = library.knowledge.guides[ASSISTANT].copy(update={"self_assessment": []})
    guides = {**library.knowledge.guides, ASSISTANT: bare}
    talk.library = replace(library, knowledge=replace(library.knowledge, guides=guides))
    assert talk.say("c'est pour moi ?", "start_self_assessment").responses == ["utter_no_assessment"]


# ── Properties ────────────────────────────────────────────────────────────────────────────────────────────────────────

WORDS = ["stop", "reprendre", "retour", "et le salaire ?", "blabla", "salut", "recommencer"]
ACTIONS = st.lists(st.sampled_from([*REPLIES, *WORDS]), max_size=25)


@settings(max_examples=60, deadline=None)
@given(ACTIONS)
def test_whatever_is_done_no_answer_is_lost_or_made_up(actions: list[str]) -> None:
    """The answers are those tapped since the last « recommencer », less those taken back; and slots keep them all."""
    library = shared_library()
    memory = respond(library, Request(text="…", intent="start_self_assessment"), Memory(job=ASSISTANT)).memory
    expected: dict[str, float | None] = {}
    unread = 0
    for action in actions:
        flow = memory.flow
        running = flow is not None and not flow.paused
        if action in REPLIES:
            if flow is None or flow.paused or flow.asked is None:
                continue
            key, unread = flow.asked, 0
            expected[key] = REPLIES[action]
            request = Request(text="/affirm", intent="affirm", step=key, answer=action)
        else:
            intent = {"et le salaire ?": "ask_salary", "salut": "greet"}.get(action, "nlu_fallback")
            request = Request(text=action, question=action, intent=intent, ranking=((intent, 0.9),))
            if action == "retour" and running and expected:
                expected.popitem()
                unread = 0
            elif action == "recommencer" and flow is not None:
                expected, unread = {}, 0
            elif action == "blabla" and running:
                unread += 1
                if unread > MOST_UNREAD and flow is not None and flow.asked is not None:
                    expected[flow.asked], unread = None, 0
        memory = Memory.from_slots(_as_slots(respond(library, request, memory).memory))
        flows = [flow for flow in (memory.flow, *memory.kept, memory.finished) if flow is not None]
        if memory.flow is None and not memory.kept and memory.finished is not None:
            assert memory.finished.given == expected
            return
        assert flows[0].given == expected


# ── The discovery quiz ────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def quiz(library: Library, render: Render, tap: Tap) -> Talk:
    """A conversation whose quiz just began."""
    return Talk(library, tap, render, Memory()).say("jsais pas quoi faire plus tard", "start_quiz")


def finish(talk: Talk, *titles: str) -> Talk:
    """Answer with `titles` in turn until the quiz is over."""
    count = 0
    while talk.asked is not None:
        talk.tap(titles[count % len(titles)])
        count += 1
        assert count <= 18, "eighteen taps at most"
    return talk


def test_the_quiz_asks_statements_with_their_step(quiz: Talk) -> None:
    assert quiz.responses == ["utter_quiz_intro"]
    card = quiz.cards[0]
    assert (card["flow"], card["job"], card["step"], card["total"]) == ("quiz", None, 1, 18)
    assert quiz.tap("Oui").cards[0]["step"] == 2


@pytest.mark.parametrize("titles", [("Oui",), ("Non",), ("Oui", "Non"), ("Plutôt oui", "Bof", "Non")])
def test_the_quiz_ends_with_five_jobs_their_reasons_and_the_six_types(quiz: Talk, titles: tuple[str, ...]) -> None:
    card = finish(quiz, *titles).cards[-1]
    assert (card["type"], card["flow"], len(card["axes"]), len(card["jobs"])) == ("result", "quiz", 6, 5)
    scores = [job["score"] for job in card["jobs"]]
    assert scores == sorted(scores, reverse=True) and all(0 <= score <= 100 for score in scores)
    assert quiz.memory.proposed == tuple(job["slug"] for job in card["jobs"])
    assert all(len(text) <= 500 for text in quiz.render(quiz.reply))


def test_a_quiz_without_answers_proposes_nothing(quiz: Talk) -> None:
    while quiz.asked is not None:
        quiz.send(Request(text="/unsure", intent="unsure", step=quiz.asked, answer="skip"))
    assert quiz.responses[-1] == "utter_quiz_empty" and quiz.cards[-1]["jobs"] == []


def test_a_question_in_the_middle_of_the_quiz(quiz: Talk) -> None:
    asked = quiz.tap("Oui").asked
    quiz.say("combien gagne un assistant de prod ?", "ask_salary", jobs=(ASSISTANT,))
    assert quiz.cards[0]["type"] == "answer" and quiz.asked == asked


def test_the_first_of_the_proposed_jobs(quiz: Talk) -> None:
    finish(quiz, "Oui", "Non").say("parle-moi du premier", "choose_job")
    first = quiz.memory.proposed[0]
    known = quiz.library.guide(first)
    assert quiz.cards[0].get("job") == first
    assert known is not None or quiz.responses == ["utter_described_job"]


def test_the_two_first_ones_side_by_side(quiz: Talk) -> None:
    finish(quiz, "Oui", "Non").say("compare les deux premiers", "compare_jobs")
    card = quiz.cards[0]
    assert (card["type"], card["jobs"]) == ("comparison", list(quiz.memory.proposed[:2]))
    assert card["titles"] == [quiz.library.title(job) for job in card["jobs"]]
    assert {row["topic"] for row in card["rows"]} >= {"types", "fit"}


def test_the_button_that_compares_them(quiz: Talk) -> None:
    finish(quiz, "Oui", "Non").tap("Compare")
    assert quiz.cards[0]["type"] == "comparison"


def test_why_not_another_job(quiz: Talk) -> None:
    finish(quiz, "Oui", "Non").say("pourquoi pas infirmier ?", "choose_job", jobs=("infirmier",))
    assert "Infirmier" in quiz.text and "sur 100" in quiz.text


def test_a_place_that_was_not_proposed_is_no_job(talk: Talk) -> None:
    talk.say("le premier jour c'est comment ?", "ask_day")
    assert talk.cards[0]["topic"] == "day"


# ── The report ────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("text", ["envoie-moi le bilan", "je peux avoir un pdf ?"])
def test_a_report_is_made_when_asked_for(begun: Talk, text: str) -> None:
    while begun.asked is not None:
        begun.tap("Oui")
    assert begun.say(text).reply.report == begun.memory.finished


def test_the_button_of_the_report(begun: Talk) -> None:
    while begun.asked is not None:
        begun.tap("Oui")
    assert begun.tap("bilan").reply.report == begun.memory.finished


def test_without_a_result_there_is_no_report(talk: Talk) -> None:
    assert talk.say("envoie-moi le bilan").responses == ["utter_no_report"]
    assert talk.reply.report is None


# ── Orders and questions inside longer messages ───────────────────────────────────────────────────────────────────────


def test_an_order_may_be_a_clause_of_a_longer_message(begun: Talk) -> None:
    begun.tap("Oui").say("attends retour, en fait les urgences c'est l'horreur pour moi je crois bien")
    assert (begun.asked, begun.flow.answers) == ("urgent_tasks", ())


def test_a_long_clause_is_no_order(begun: Talk) -> None:
    begun.say("quand je suis de retour de l'école je m'énerve vite et j'ai du mal à garder mon calme")
    assert begun.asked == "last_minute_problems" and begun.flow.given["urgent_tasks"] is not None


@pytest.mark.parametrize("text", ["il reste combien de questions ?", "c'est long", "le résultat stp"])
def test_how_much_is_left_is_said(begun: Talk, text: str) -> None:
    begun.tap("Oui").say(text, "out_of_scope")
    assert "utter_flow_progress" in begun.responses and "Il reste 5 questions" in begun.text
    assert (begun.asked, len(begun.flow.answers)) == ("last_minute_problems", 1)


def test_a_question_without_a_mark_is_a_question(begun: Talk) -> None:
    begun.say("ah ouais. et faut faire quoi comme études", "ask_studies")
    assert begun.cards[0]["topic"] == "studies" and begun.flow.answers == ()


def test_a_remark_about_machines_is_no_answer(begun: Talk) -> None:
    begun.say("l'ia va prendre ce taf c'est sûr", "ask_prospects")
    assert "utter_machines" in begun.responses
    assert (begun.asked, begun.flow.answers) == ("urgent_tasks", ())


# ── After the result ──────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def result_(begun: Talk) -> Talk:
    """A conversation whose self-assessment was answered « Oui » throughout."""
    while begun.asked is not None:
        begun.tap("Oui")
    return begun


def test_an_answer_can_be_changed_after_the_result(result_: Talk) -> None:
    before = result_.cards[-1]["score"]
    result_.say("je veux changer une réponse", "out_of_scope")
    assert result_.responses == ["utter_flow_which_answer"] and len(result_.buttons) == 6
    result_.tap("longues journées")
    assert result_.asked == "long_days"
    result_.tap("Plutôt non")
    card = result_.cards[-1]
    assert card["type"] == "result" and card["score"] > before
    assert result_.memory.finished is not None and len(result_.memory.finished.given) == 6


def test_changing_an_old_answer_keeps_the_quiz_that_is_under_way(result_: Talk) -> None:
    result_.say("je veux changer une réponse")
    old = result_.buttons[0]
    result_.say("fais-moi le quiz", "start_quiz")
    result_.tap("Oui").tap("Non")
    given = result_.flow.given
    result_.send(result_.tap_(old))
    assert result_.flow.kind == "self_assessment"
    assert [(flow.kind, flow.given) for flow in result_.memory.kept] == [("quiz", given)]


def test_the_answer_to_change_may_be_named(result_: Talk) -> None:
    result_.say("je voudrais changer ma réponse pour excel", "out_of_scope")
    assert result_.asked == "administration"


@pytest.mark.parametrize("text", ["ça vaut quoi ton résultat", "c'est fiable ?", "et cette note, mon prof va la voir ?"])
def test_what_the_result_is_worth(result_: Talk, text: str) -> None:
    result_.say(text, "nlu_fallback", 0.4)
    assert result_.responses == ["utter_about_result"]
    assert "Personne ne le voit" in result_.text


def test_a_question_about_the_job_stays_one_after_the_result(result_: Talk) -> None:
    result_.say("c'est fiable comme secteur, on trouve du travail ?", "ask_prospects")
    assert result_.cards[0]["topic"] == "prospects"


# ── Faults that conversations showed ──────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "text",
    [
        "c'est quoi le rapport avec un métier ??",
        "mais kel rapport avec moi",
        "ça sert à quoi cette question",
        "pk tu me demandes ça",
    ],
)
def test_who_doubts_a_question_hears_why_it_is_asked(quiz: Talk, text: str) -> None:
    key = quiz.asked
    quiz.say(text, "ask_criteria")
    assert quiz.responses == ["utter_quiz_why", "utter_flow_go_on"]
    assert quiz.asked == key and quiz.flow.answers == ()


@pytest.mark.parametrize(
    ("text", "value"),
    [("on continue, oui", 1), ("je reprends. les urgences : non", -1), ("ok on continue le test, plutôt non", -0.5)],
)
def test_an_answer_behind_the_wish_to_go_on_is_taken(begun: Talk, text: str, value: float) -> None:
    begun.say("stop", "stop").say(text)
    assert begun.flow.answers == (("urgent_tasks", value),)
    assert begun.asked == "last_minute_problems"


@pytest.mark.parametrize(
    "text", ["oui, on continue", "on continue, vas-y", "on reprend ok merci", "je reprends, c'est parti", "on continue ?"]
)
def test_a_mere_wish_to_go_on_is_no_answer(begun: Talk, text: str) -> None:
    begun.say("stop", "stop").say(text, "affirm")
    assert begun.flow.answers == () and begun.asked == "urgent_tasks"


def test_an_offer_to_resume_takes_an_answer_too(begun: Talk) -> None:
    begun.say("stop", "stop").say("salut", "greet").say("on continue, non", "affirm")
    assert begun.flow.answers == (("urgent_tasks", -1),)


def test_offering_a_stopped_flow_keeps_the_one_under_way(begun: Talk) -> None:
    """Whatever path leads to the offer: another flow's answers are never dropped."""
    begun.tap("Oui").say("stop", "stop").say("fais-moi le quiz", "start_quiz").tap("Non")
    given = begun.flow.given
    reply = start_assessment(begun.library, Request(intent="start_self_assessment", jobs=(ASSISTANT,)), begun.memory)
    assert reply.memory.flow is not None and (reply.memory.flow.kind, reply.memory.flow.paused) == ("self_assessment", True)
    assert [(flow.kind, flow.given) for flow in reply.memory.kept] == [("quiz", given)]


def test_the_button_of_the_flow_under_way_asks_its_question_again(begun: Talk) -> None:
    begun.tap("Oui")
    begun.send(Request(text="/start_self_assessment", intent="start_self_assessment", jobs=(ASSISTANT,)))
    assert [card["type"] for card in begun.cards] == ["question"]
    assert begun.asked == "last_minute_problems" and begun.flow.answers == (("urgent_tasks", 1.0),)


@pytest.mark.parametrize(
    "text",
    [
        "tu peux me faire un résumé de mon cours d'histoire ?",
        "c'est quoi le rapport avec ce métier",
        "le rapport du conseil de classe est nul",
        "résume-moi les études",
    ],
)
def test_the_summary_of_something_else_is_no_report(result_: Talk, text: str) -> None:
    result_.say(text, "out_of_scope")
    assert result_.reply.report is None


@pytest.mark.parametrize(
    "text", ["envoie le résumé du test", "le bilan de mes réponses stp", "un rapport sur tout ça ?", "mon pdf"]
)
def test_a_report_of_the_flow_is_one(result_: Talk, text: str) -> None:
    result_.say(text, "out_of_scope")
    assert result_.reply.report is not None


def test_a_topic_is_meant_where_a_wish_to_be_tested_is_unlikely(talk: Talk) -> None:
    """« Si j'ai pas le permis je suis cuite ? »: about the licence; « fait pour moi ? » is sure enough to begin."""
    talk.say("et si j'ai pas le permis je suis cuite ?", "start_self_assessment", sure=0.46)
    assert talk.cards[0]["topic"] == "conditions" and talk.memory.flow is None
    talk.say("avec mon stress, ce métier est fait pour moi ?", "start_self_assessment", sure=0.9)
    assert talk.asked == "urgent_tasks"


def test_a_job_without_a_guide_in_the_middle_leads_to_no_missing_buttons(quiz: Talk) -> None:
    quiz.say("et batelier ça paie ?", "ask_salary", jobs=("batelier",))
    assert quiz.responses == ["utter_no_guide_in_flow", "utter_flow_go_on"]


@pytest.mark.parametrize(
    "text", ["ça dépend, un ami qui demande oui, un inconnu qui râle non", "bof, un jeu où je cours ça va"]
)
def test_a_relative_pronoun_makes_no_question(begun: Talk, text: str) -> None:
    begun.say(text, "ask_technical", sure=0.85)
    assert len(begun.flow.answers) == 1
