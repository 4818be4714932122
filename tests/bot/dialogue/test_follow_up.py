"""Tests of bot.dialogue.follow_up."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.dialogue.follow_up import in_context, rather_a_topic, with_net
from bot.dialogue.short_messages import MAX_WORDS
from bot.dialogue.state import Memory, Request
from bot.knowledge.library import Library, shared_library

ASSISTANT, DIRECTOR = "assistant-de-production-audiovisuelle", "directeur-de-postproduction"
GUIDES = (ASSISTANT, DIRECTOR)
NURSE = "infirmier"
"""A job of knowledge/catalogue.yml: known by name, without a guide."""
NEW = Memory()
"""A conversation that begins."""
PAY = Memory(job=DIRECTOR, topic="salary")
"""Right after the pay of a director."""
COMPARED = Memory(job=ASSISTANT, previous_job=DIRECTOR, topic="salary", compared=GUIDES)
"""Right after a comparison."""
NEVER = (
    "distress insult erase_my_data ask_human ask_privacy bot_challenge goodbye stop go_back speak_english speak_dutch "
    "start_quiz start_self_assessment"
).split()


def asked(text: str, intent: str = "nlu_fallback", *names: str, **values: Any) -> Request:
    """A message in which `names` name jobs; the question is the text without them."""
    question = text
    for name in names:
        assert name in text, name
        question = question.replace(name, "")
    return Request(text=text, intent=intent, **{"question": question, **values})


def after(library: Library, memory: Memory, text: str, intent: str = "nlu_fallback", *names: str, **values: Any) -> Request:
    """How a message is read after an answer."""
    return in_context(library, asked(text, intent, *names, **values), memory)


# ── What stands for itself ────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("text", ["", "   ", "?", "😀", "bla " * 2000])
@pytest.mark.parametrize("memory", [NEW, PAY, COMPARED])
@pytest.mark.parametrize("intent", ["nlu_fallback", "out_of_scope", "greet"])
def test_a_message_without_telling_words_is_left_alone(library: Library, text: str, memory: Memory, intent: str) -> None:
    request = asked(text, intent)
    assert in_context(library, request, memory) == request


@pytest.mark.parametrize("text", ["/ask_freelance", '/choose_job{"job":"x"}', "/ask_salary par an"])
def test_a_tapped_button_means_what_it_says(library: Library, text: str) -> None:
    request = asked(text, "ask_freelance", jobs=(ASSISTANT,))
    assert in_context(library, request, PAY) == request


@pytest.mark.parametrize("intent", NEVER)
@pytest.mark.parametrize("text", ["et en freelance ?", "et par an ?", "et l'autre ?", "les deux"])
def test_some_intents_mean_the_same_in_every_context(library: Library, intent: str, text: str) -> None:
    request = asked(text, intent)
    assert in_context(library, request, PAY) == in_context(library, request, COMPARED) == request


@pytest.mark.parametrize("text", ["et en freelance ?", "et par an ?", "et 3 000 ?", "et à Liège ?"])
def test_without_an_answer_before_it_a_short_message_stands_for_itself(library: Library, text: str) -> None:
    request = asked(text, "ask_freelance")
    assert in_context(library, request, NEW) == in_context(library, request, Memory(job=DIRECTOR)) == request


# ── Narrowing the last topic ──────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "text",
    [
        "et en freelance ?",
        "et si je suis freelance",
        "freelance",
        "EN INDÉPENDANT ?",
        "et comme salarié ?",
        "au début ?",
        "ok merci et avec de l'expérience alors ?",
        "et pour un junior stp",
    ],
)
@pytest.mark.parametrize("intent", ["ask_freelance", "ask_salary", "nlu_fallback", "out_of_scope"])
def test_after_the_pay_a_status_or_a_level_narrows_it(library: Library, text: str, intent: str) -> None:
    request = after(library, PAY, text, intent)
    assert (request.intent, request.narrows) == ("ask_salary", True)
    assert (request.text, request.jobs) == (text, ())


@pytest.mark.parametrize(
    ("topic", "text"),
    [
        ("schools", "et à Liège ?"),
        ("schools", "merci mais a liege du coup ?"),
        ("regions", "et à Mons ou Charleroi ?"),
        ("workplaces", "et à Namur"),
        ("conditions", "et le week-end ?"),
        ("conditions", "et le permis"),
        ("languages", "et l'anglais ?"),
        ("figures", "et les femmes ?"),
        ("tools", "et pour le montage ?"),
        ("studies", "et les stages ?"),
    ],
)
def test_every_topic_has_words_that_narrow_it(library: Library, topic: str, text: str) -> None:
    request = after(library, Memory(job=DIRECTOR, topic=topic), text, "ask_regions")
    assert (request.intent, request.narrows) == (f"ask_{topic}", True)


@pytest.mark.parametrize(
    "text",
    [
        "et freelance à Bruxelles ?",
        "c'est mieux freelance ou pas",
        "et le stress ?",
        "et les impôts en freelance ?",
        "combien gagne exactement un freelance qui a vraiment beaucoup d'expérience en Belgique ?",
        "et à Tombouctou ?",
    ],
)
def test_another_telling_word_makes_it_a_question_of_its_own(library: Library, text: str) -> None:
    request = asked(text, "ask_freelance")
    assert in_context(library, request, PAY) == request


def test_what_follows_the_question_mark_does_not_count(library: Library) -> None:
    assert after(library, PAY, "et en freelance ? car mon oncle fait ça", "ask_freelance").narrows


def test_a_message_that_names_a_job_does_not_narrow(library: Library) -> None:
    assert not after(library, PAY, "et en freelance, assistant ?", "ask_freelance", "assistant", jobs=(ASSISTANT,)).narrows


def test_a_long_message_does_not_narrow(library: Library) -> None:
    short = " ".join(["et"] * (MAX_WORDS - 1) + ["freelance"])
    assert after(library, PAY, short).narrows
    assert not after(library, PAY, f"et {short}").narrows


@pytest.mark.xfail(
    strict=True, reason="« carrière » is a word of the pay (« en fin de carrière »), whatever the classifier says"
)
def test_the_career_after_the_pay_is_the_career(library: Library) -> None:
    assert after(library, PAY, "et la carrière ?", "ask_career").intent == "ask_career"


# ── Sums after the pay ────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "text", ["et par an ?", "par an", "PAR MOIS", "et à l'heure ?", "et par jour", "par semaine stp", "et annuel ?"]
)
@pytest.mark.parametrize("intent", ["nlu_fallback", "ask_salary", "out_of_scope", "compute_pay"])
def test_after_the_pay_a_period_asks_for_a_sum(library: Library, text: str, intent: str) -> None:
    assert after(library, PAY, text, intent).intent == "compute_pay"


@pytest.mark.parametrize("text", ["et sur une année complète ?", "l'année complète ?"])
def test_a_period_of_two_words_asks_for_a_sum_too(library: Library, text: str) -> None:
    """« année complète » is one of the periods of talk.yml."""
    assert "année complète" in library.knowledge.talk.pay.periods["year"]
    assert after(library, PAY, text).intent == "compute_pay"


@pytest.mark.parametrize("text", ["et 3 000 ?", "3000€ ?", "et 2,5k", "si j'ai 30 000 par an ?", "et 3 mille par mois ?"])
@pytest.mark.parametrize("intent", ["nlu_fallback", "ask_salary"])
def test_after_the_pay_an_amount_asks_for_a_sum(library: Library, text: str, intent: str) -> None:
    assert after(library, PAY, text, intent).intent == "compute_pay"


@pytest.mark.parametrize("text", ["et par an ?", "et 3 000 ?"])
@pytest.mark.parametrize("topic", ["day", "schools", "conditions", None])
def test_after_another_topic_it_does_not(library: Library, text: str, topic: str | None) -> None:
    assert after(library, Memory(job=DIRECTOR, topic=topic), text).intent == "nlu_fallback"


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("et les heures ?", "ask_conditions"),
        ("et l'horaire ?", "ask_conditions"),
        ("et la journée ?", "ask_day"),
        ("et une journée ?", "ask_day"),
        ("on a combien de jours de congé par an ?", "ask_conditions"),
        ("combien d'heures par semaine ?", "ask_conditions"),
        ("ça prend combien d'années ?", "ask_studies"),
        ("et après 10 ans ?", "ask_career"),
        ("il y a 1 800 personnes qui font ça ?", "ask_figures"),
        ("et en 2030 ?", "nlu_fallback"),
        ("12 mois", "nlu_fallback"),
    ],
)
def test_a_question_about_time_is_no_sum(library: Library, text: str, intent: str) -> None:
    assert after(library, PAY, text, intent).intent == intent


# ── Another job ───────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("non, assistant", "assistant"),
        ("assistant", "assistant"),
        ("et pour l'assistant ?", "l'assistant"),
        ("je parlais de l'assistant", "l'assistant"),
        ("ah non désolé je voulais dire assistant", "assistant"),
        ("C'est nul. Non, assistant", "assistant"),
    ],
)
@pytest.mark.parametrize("intent", ["ask_overview", "deny", "out_of_scope", "nlu_fallback"])
def test_a_message_that_only_names_a_job_changes_it(library: Library, text: str, name: str, intent: str) -> None:
    if text.startswith("C'est nul"):
        text = "c'est vraiment nul comme boulot celui-là hein pas pour moi du tout. Non, assistant"
    sure = after(library, PAY, text, intent, name, jobs=(ASSISTANT,))
    assert (sure.intent, sure.jobs) == ("choose_job", (ASSISTANT,))
    doubt = after(library, PAY, text, intent, name, doubtful=(ASSISTANT,))
    assert (doubt.intent, doubt.doubtful) == ("choose_job", (ASSISTANT,))


def test_a_job_alone_answers_what_was_waiting_for_one(library: Library) -> None:
    memory = Memory(pending_topics=("salary",))
    assert after(library, memory, "assistant", "ask_overview", "assistant", jobs=(ASSISTANT,)).intent == "choose_job"
    assert after(library, NEW, "non, assistant", "deny", "assistant", jobs=(ASSISTANT,)).intent == "choose_job"


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("assistant, quelles études ?", "ask_studies"),
        ("combien gagne un assistant ?", "ask_salary"),
        ("quelles études ? pour un assistant ?", "ask_studies"),
        ("c'est quoi un assistant ?", "ask_overview"),
        ("et un assistant, ça fait quoi ?", "ask_missions"),
        ("assistant, c'est où ?", "ask_regions"),
        ("il travaille où, l'assistant ?", "ask_workplaces"),
    ],
)
def test_a_question_about_another_job_stays_a_question(library: Library, text: str, intent: str) -> None:
    assert after(library, PAY, text, intent, "assistant", jobs=(ASSISTANT,)).intent == intent


def test_a_doubtful_job_that_was_talked_about_is_sure(library: Library) -> None:
    memory = Memory(job=ASSISTANT, previous_job=DIRECTOR)
    request = after(
        library, memory, "quels employeurs pour le directeur ?", "ask_workplaces", "directeur", doubtful=(DIRECTOR,)
    )
    assert (request.jobs, request.doubtful, request.intent) == ((DIRECTOR,), (), "ask_workplaces")


def test_a_doubtful_job_that_was_not_is_still_doubtful(library: Library) -> None:
    request = asked("quels employeurs pour le directeur ?", "ask_workplaces", "directeur", doubtful=(DIRECTOR,))
    assert in_context(library, request, Memory(job=ASSISTANT)) == request


@pytest.mark.parametrize("text", ["et l'autre ?", "ET L’AUTRE ?", "et pour l'autre métier ?", "l'autre job alors"])
@pytest.mark.parametrize("intent", ["nlu_fallback", "ask_salary", "ask_difference"])
def test_the_other_one_is_the_job_before_or_the_only_other_guide(library: Library, text: str, intent: str) -> None:
    for memory in (PAY, replace(PAY, previous_job=ASSISTANT)):
        request = after(library, memory, text, intent)
        assert (request.jobs, request.intent) == ((ASSISTANT,), "choose_job")


def test_the_other_one_may_be_written_in_one_word(library: Library) -> None:
    assert "lautre" in library.knowledge.talk.other
    request = after(library, PAY, "et lautre ?")
    assert (request.jobs, request.intent) == ((ASSISTANT,), "choose_job")


def test_a_question_about_the_other_one_keeps_its_topic(library: Library) -> None:
    request = after(library, PAY, "et quelles études pour l'autre ?", "ask_studies")
    assert (request.jobs, request.intent) == ((ASSISTANT,), "ask_studies")


def test_without_another_job_there_is_no_other_one(library: Library, many_guides: Library) -> None:
    request = asked("et l'autre ?", "ask_salary")
    assert in_context(library, request, NEW) == request
    assert in_context(many_guides, request, PAY) == request


@pytest.mark.parametrize(
    "text",
    ["je suis en bac 1 ingénieur, ce métier est technique ?", "mon père est infirmier ; il y a du boulot là-dedans ?"],
)
def test_this_job_is_the_one_talked_about_whatever_else_is_named(library: Library, text: str) -> None:
    request = after(library, PAY, text, "ask_technical", jobs=(NURSE,))
    assert (request.jobs, request.intent) == ((), "ask_technical")


@pytest.mark.parametrize(("job", "memory"), [(ASSISTANT, PAY), (NURSE, NEW)])
def test_this_job_is_the_one_named_when_it_has_a_guide_or_none_was_talked_about(
    library: Library, job: str, memory: Memory
) -> None:
    assert after(library, memory, "assistant, ce métier est technique ?", "ask_technical", jobs=(job,)).jobs == (job,)


# ── Several jobs ──────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "intent", "topic"),
    [
        ("lequel est le mieux payé ?", "ask_salary", "salary"),
        ("les inconvénients des deux ?", "ask_cons", "cons"),
        ("quelles études pour chacun ?", "ask_studies", "studies"),
        ("LES DEUX ONT QUELS HORAIRES ?", "ask_conditions", "conditions"),
    ],
)
def test_a_question_about_both_compares_them(library: Library, text: str, intent: str, topic: str) -> None:
    for memory in (PAY, replace(PAY, previous_job=ASSISTANT)):
        request = after(library, memory, text, intent)
        assert (request.intent, request.topic) == ("compare_jobs", topic)


def test_two_jobs_named_are_compared_when_the_message_says_so(many_guides: Library) -> None:
    both = after(many_guides, NEW, "lequel gagne le plus ?", "ask_salary", jobs=GUIDES)
    assert both.intent == "compare_jobs"
    assert after(many_guides, NEW, "et leur salaire ?", "ask_salary", jobs=GUIDES).intent == "ask_salary"


@pytest.mark.parametrize("values", [{"jobs": (ASSISTANT,)}, {"doubtful": (ASSISTANT,)}])
def test_a_question_about_one_job_is_no_comparison(library: Library, values: dict[str, Any]) -> None:
    request = after(library, replace(COMPARED, job=None), "et le stress ?", "ask_conditions", **values)
    assert request.intent == "ask_conditions"


@pytest.mark.parametrize(("text", "intent"), [("et le stress ?", "ask_conditions"), ("et en freelance ?", "ask_freelance")])
def test_a_comparison_goes_on_with_the_next_topic(library: Library, text: str, intent: str) -> None:
    request = after(library, COMPARED, text, intent)
    assert (request.intent, request.topic) == ("compare_jobs", intent.removeprefix("ask_"))


@pytest.mark.parametrize("intent", ["greet", "thank", "list_jobs", "compute_pay", "out_of_scope"])
def test_what_is_no_topic_is_no_comparison(library: Library, intent: str) -> None:
    assert after(library, COMPARED, "les deux sont super", intent).intent == intent


def test_nothing_is_compared_when_only_one_job_was_talked_about_of_many(many_guides: Library) -> None:
    assert after(many_guides, PAY, "lequel est le mieux payé ?", "ask_salary").intent == "ask_salary"


@pytest.mark.xfail(strict=True, reason="« laquelle » counts as one of several jobs, though it may be one of several schools")
def test_which_one_of_the_schools_is_no_comparison_of_jobs(library: Library) -> None:
    memory = Memory(job=ASSISTANT, topic="schools")
    assert after(library, memory, "et laquelle est la plus près de Liège ?", "ask_schools").intent == "ask_schools"


# ── In every case ─────────────────────────────────────────────────────────────────────────────────────────────────────

TEXTS = st.lists(
    st.sampled_from(
        "et en freelance par an 3 000 ? l'autre les deux lequel ce métier Liège non 😀 . , stress merci".split()
    ),
    max_size=12,
).map(" ".join)
MEMORIES = [NEW, PAY, COMPARED, Memory(job=ASSISTANT, topic="schools"), Memory(pending_topics=("salary",))]


@given(
    TEXTS, st.sampled_from(["nlu_fallback", "ask_salary", "ask_freelance", "choose_job", "greet"]), st.sampled_from(MEMORIES)
)
def test_what_the_student_wrote_is_never_changed(text: str, intent: str, memory: Memory) -> None:
    request = asked(text, intent)
    meant = in_context(shared_library(), request, memory)
    assert (meant.text, meant.question, meant.places, meant.ranking) == (request.text, request.question, None, ())
    assert not meant.narrows or meant.intent == f"ask_{memory.topic}"
    assert meant.intent in {intent, "compare_jobs", "compute_pay", "choose_job", f"ask_{memory.topic}"}


@pytest.mark.parametrize(
    ("text", "intent"), [("et en net ?", "compute_pay"), ("et le salaire net moyen là-bas ?", "ask_salary")]
)
def test_net_alone_is_a_sum_even_after_another_topic(text: str, intent: str) -> None:
    conditions = Memory(job=DIRECTOR, topic="conditions")
    assert after(shared_library(), conditions, text, "ask_salary").intent == intent


# ── What stands beside a short question ───────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("topic", "text", "intent"),
    [
        ("salary", "wow. en freelance c'est par semaine ?", "ask_freelance"),
        ("salary", "et un débutant, par mois ?", "nlu_fallback"),
        ("day", "si tôt ptdr et ca finit ?", "out_of_scope"),
        ("schools", "trop loin pour moi. à Liège ?", "ask_regions"),
    ],
)
def test_a_remark_before_the_question_does_not_hide_that_it_narrows(
    library: Library, topic: str, text: str, intent: str
) -> None:
    request = after(library, Memory(job=ASSISTANT, topic=topic), text, intent)
    assert (request.intent, request.narrows) == (f"ask_{topic}", True)


@pytest.mark.parametrize(
    "text",
    ["et par semaine ?", "c'est l'étalonnage et le début ?", "ah oui. et du coup est-ce qu'on est vraiment à son compte ?"],
)
def test_a_period_alone_narrows_nothing_nor_does_half_of_a_question(library: Library, text: str) -> None:
    assert not after(library, PAY, text, "ask_tools").narrows


@pytest.mark.parametrize("text", ["l'assistant ça demande quoi", "pfff. et l'assistant faut quoi", "assistant fo koi alors"])
def test_what_another_job_demands_is_the_same_topic(library: Library, text: str) -> None:
    name = "assistant"
    studied = Memory(job=DIRECTOR, topic="studies")
    assert after(library, studied, text, "ask_overview", name, jobs=(ASSISTANT,)).intent == "choose_job"
    paid = replace(studied, topic="salary")
    assert after(library, paid, text, "ask_overview", name, jobs=(ASSISTANT,)).intent == "ask_overview"


@pytest.mark.parametrize(
    "text", ["haha jtouche mieux que lui alors", "donc jgagne plus que ma sœur", "moins que mon frère quoi"]
)
def test_two_people_are_compared_once_two_jobs_were_talked_about(library: Library, text: str) -> None:
    paid = Memory(job=DIRECTOR, previous_job=ASSISTANT, topic="salary")
    request = after(library, paid, text, "out_of_scope")
    assert (request.intent, request.topic) == ("compare_jobs", "salary")
    alone = after(library, replace(paid, previous_job=None), text, "out_of_scope")
    assert alone.intent == "out_of_scope"


@pytest.mark.parametrize(
    "text", ["mdr jtouche moins que lui", "donc je gagne autant que toi", "alors on a mieux qu'elle au début"]
)
def test_two_people_are_compared_though_the_same_topic_is_heard(library: Library, text: str) -> None:
    paid = Memory(job=DIRECTOR, previous_job=ASSISTANT, topic="salary")
    request = after(library, paid, text, "ask_salary")
    assert (request.intent, request.topic) == ("compare_jobs", "salary")
    assert after(library, replace(paid, topic="studies"), text, "ask_salary").intent == "ask_salary"
    assert after(library, paid, "ça gagne plus que mon père ?", "ask_salary").intent == "ask_salary"


@pytest.mark.parametrize("text", ["et le directeur c'est pire le stress ?", "pfff. directeur, c'est mieux alors ?"])
def test_another_job_beside_the_one_talked_about_is_a_comparison(library: Library, text: str) -> None:
    told = Memory(job=ASSISTANT, topic="conditions")
    request = after(library, told, text, "ask_conditions", "directeur", jobs=(DIRECTOR,))
    assert (request.intent, request.topic, request.jobs) == ("compare_jobs", "conditions", (DIRECTOR,))
    for memory in (NEW, replace(told, topic="salary"), replace(told, job=DIRECTOR)):
        assert after(library, memory, text, "ask_conditions", "directeur", jobs=(DIRECTOR,)).intent == "ask_conditions"
    plain = after(library, told, "et le directeur, le stress ?", "ask_conditions", "directeur", jobs=(DIRECTOR,))
    assert plain.intent == "ask_conditions"


@pytest.mark.parametrize("text", ["elle demande si on est à son compte", "et moi je demande si on est freelance"])
def test_what_somebody_wants_to_know_stands_for_itself(library: Library, text: str) -> None:
    assert after(library, PAY, text, "ask_freelance").intent == "ask_freelance"
    assert after(library, PAY, text).narrows


def test_what_was_told_counts_more_than_a_topic_that_is_not_sure(library: Library) -> None:
    told = {"text": "il en faut un alors ?", "intent": "ask_studies", "told": "conditions"}
    assert after(library, NEW, **told, ranking=(("ask_studies", 0.4), ("ask_pros", 0.2))).intent == "ask_conditions"
    assert after(library, NEW, **told, ranking=(("ask_studies", 0.8),)).intent == "ask_studies"
    named = {**told, "text": "un diplôme, il en faut un ?"}
    assert after(library, NEW, **named, ranking=(("ask_studies", 0.4),)).intent == "ask_studies"
    wish = asked(
        "il en faut un alors ?", "start_self_assessment", told="conditions", ranking=(("start_self_assessment", 0.4),)
    )
    assert rather_a_topic(library, wish).intent == "ask_conditions"
    assert rather_a_topic(library, replace(wish, told=None)) == replace(wish, told=None)


@pytest.mark.parametrize("text", ["paraît qu'il en faut un", "c'est obligatoire ou pas", "ça compte pour eux ?"])
def test_a_question_may_be_about_what_was_told_just_before(library: Library, text: str) -> None:
    assert after(library, NEW, text, told="conditions").intent == "ask_conditions"
    assert after(library, NEW, text).intent == "nlu_fallback"
    assert after(library, NEW, text, "ask_studies", told="conditions").intent == "ask_studies"
    assert after(library, NEW, "bla bla", told="conditions").intent == "nlu_fallback"


def test_this_job_is_that_of_the_page_before_any_answer(library: Library) -> None:
    request = asked("je suis infirmier, ce métier est technique ?", "ask_technical", jobs=(NURSE,), page_job=DIRECTOR)
    assert in_context(library, request, NEW).jobs == ()


# ── Net, beside another question ──────────────────────────────────────────────────────────────────────────────────────


def test_net_beside_another_question_is_one_of_its_own(library: Library) -> None:
    alone = asked("et en net, et combien d'années ?", "ask_studies", question="combien d'années")
    assert [part.intent for part in with_net(library, alone)] == ["compute_pay", "ask_studies"]
    both = replace(alone, parts=(replace(alone, text="combien d'années"), asked("les écoles", "ask_schools")))
    assert [part.intent for part in with_net(library, both)] == ["compute_pay", "ask_studies", "ask_schools"]


@pytest.mark.parametrize("intent", ["ask_salary", "compute_pay", "nlu_fallback", "greet"])
def test_net_by_itself_is_left_to_the_pay(library: Library, intent: str) -> None:
    assert with_net(library, asked("c'est combien en net ?", intent)) == ()


@pytest.mark.parametrize(
    ("text", "topic"), [("résume les études en une phrase", "studies"), ("les avantages, en 2 mots", "pros")]
)
def test_a_short_answer_is_wanted_of_the_topic_that_is_named(library: Library, text: str, topic: str) -> None:
    assert after(library, NEW, text, "out_of_scope").intent == f"ask_{topic}"
