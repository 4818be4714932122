"""The main job over REST: every topic of both jobs, with the figures of the guides, and what a conversation remembers."""

from __future__ import annotations

import pytest

from bot.knowledge.library import shared_library
from tests.conftest import Server, Student

ASSISTANT, DIRECTOR = "assistant-de-production-audiovisuelle", "directeur-de-postproduction"

ANSWERS: list[tuple[str, str, str, list[str]]] = [
    (ASSISTANT, "salary", "un assistant de prod gagne combien par mois", ["2 200", "2 700", "2 800", "3 800", "brut"]),
    (
        ASSISTANT,
        "studies",
        "assistante de production faut quoi comme etudes",
        ["3 ans", "CESS", "IAD", "INSAS", "bachelier"],
    ),
    (ASSISTANT, "freelance", "on est obligé d'etre indépendant comme assistant de prod ?", ["pas obligé", "CDD"]),
    (
        ASSISTANT,
        "figures",
        "combien y a d'assistants de production en belgique",
        ["1 800", "75 %", "32 ans", "65 %", "stable"],
    ),
    (ASSISTANT, "schools", "dans quelle école on apprend assistant de prod", ["IAD", "INSAS", "HEAJ", "HEPL", "INRACI"]),
    (ASSISTANT, "conditions", "c'est quoi les horaires d'une assistante de prod", ["Permis", "week-ends", "stress"]),
    (
        ASSISTANT,
        "languages",
        "un assistant de production doit parler néerlandais ?",
        ["anglais", "néerlandais", "Bruxelles"],
    ),
    (ASSISTANT, "day", "ça ressemble à quoi une journée d'assistant de prod", ["6 h – 9 h", "18 h – 20 h"]),
    (ASSISTANT, "testimonial", "t'as un témoignage d'assistante de prod", ["Chloé", "lamas", "Charleroi"]),
    (ASSISTANT, "difference", "assistant de prod et chargé de production, la différence ?", ["Chargé·e de production"]),
    (
        DIRECTOR,
        "salary",
        "directeur de postproduction salaire",
        ["2 800", "4 500", "5 000", "1 500", "2 500", "par semaine"],
    ),
    (DIRECTOR, "studies", "quelles études pour directrice de postprod", ["3 à 5 ans", "CESS", "INSAS", "IAD"]),
    (DIRECTOR, "freelance", "dir de postprod faut etre freelance ?", ["80 %"]),
    (DIRECTOR, "figures", "le métier de directeur de postprod en chiffres", ["200", "+5 %", "70 %", "42 ans", "35 %"]),
    (DIRECTOR, "schools", "superviseur de postproduction on étudie dans quelle haute école", ["HEAJ", "Helb Prigogine"]),
    (DIRECTOR, "languages", "l'anglais c'est important pour un directeur de postproduction ?", ["60 %", "VRT"]),
    (
        DIRECTOR,
        "tools",
        "quels logiciels utilise un directeur de postprod",
        ["Avid", "DaVinci Resolve", "Pro Tools", "ShotGrid"],
    ),
    (DIRECTOR, "challenge", "le plus grand défi d'un superviseur de postprod c'est quoi", ["budget"]),
    (
        DIRECTOR,
        "updating",
        "comment un directeur de postprod se tient au courant des nouvelles technos",
        ["IBC", "Mediarte"],
    ),
    (
        DIRECTOR,
        "technical",
        "un directeur de postproduction doit être expert en montage ?",
        ["montage, son, effets spéciaux"],
    ),
    (DIRECTOR, "testimonial", "raconte moi l'histoire de quelqu'un qui est directeur de postprod", ["Marc, 45 ans"]),
    (DIRECTOR, "career", "après directeur de postprod on peut évoluer vers quoi", ["producteur délégué", "société"]),
]


@pytest.mark.parametrize(("job", "topic", "question", "expected"), ANSWERS, ids=[f"{a[0][:9]}-{a[1]}" for a in ANSWERS])
def test_a_typed_question_gets_the_figures(
    student: Student, job: str, topic: str, question: str, expected: list[str]
) -> None:
    turn = student.say(question)
    assert turn.topics == [(job, topic)], turn.text
    for words in expected:
        assert words in turn.text
    assert all(len(message.get("text", "")) <= 500 for message in turn.messages)
    assert len(turn.buttons) <= 3


@pytest.mark.parametrize("job", [ASSISTANT, DIRECTOR])
@pytest.mark.parametrize("topic", [topic.id for topic in shared_library().knowledge.topics.topics])
def test_every_topic_of_every_job_is_answered_when_tapped(student: Student, job: str, topic: str) -> None:
    turn = student.say(f'/ask_{topic}{{"job":"{job}"}}')
    assert turn.topics == [(job, topic)]
    assert turn.messages[-1].get("custom"), "the machine-readable message comes last"
    assert turn.custom[0]["source"]["year"] == 2025
    filled = any(getattr(shared_library().knowledge.guides[job], name) for name in _fields(topic))
    assert filled != ("ne rien inventer" in turn.text)


def _fields(topic_id: str) -> list[str]:
    topic = shared_library().knowledge.topics.by_id(topic_id)
    assert topic is not None
    return list(topic.fields)


def test_the_job_is_asked_for_then_the_question_answered_then_kept(student: Student) -> None:
    turn = student.say("combien on gagne ?")
    assert turn.custom == [{"type": "choice", "reason": "which_job", "options": [ASSISTANT, DIRECTOR]}]
    turn = student.say(turn.buttons["Assistant·e de production"])
    assert turn.topics == [(ASSISTANT, "salary")]
    assert student.say("et les études ?").topics == [(ASSISTANT, "studies")]
    assert student.say("et pour l'autre métier ?").topics == [(DIRECTOR, "studies")]
    assert student.say("et niveau horaires").topics == [(DIRECTOR, "conditions")]
    assert student.say("et pour l'autre ?").topics == [(ASSISTANT, "conditions")]


def test_the_page_gives_the_job_until_the_student_names_one(student: Student) -> None:
    assert student.say("ça paie bien ?", job=DIRECTOR).topics == [(DIRECTOR, "salary")]
    assert student.say("et un assistant de prod il gagne combien ?", job=DIRECTOR).topics == [(ASSISTANT, "salary")]
    assert student.say("quels sont les avantages ?", job=DIRECTOR).topics == [(ASSISTANT, "pros")]
    assert student.say("et les inconvénients ?", job="no-such-job").topics == [(ASSISTANT, "cons")]


def test_the_rest_of_a_list_is_one_tap_away(student: Student) -> None:
    turn = student.say(f'/ask_missions{{"job":"{ASSISTANT}"}}')
    more = next(payload for title, payload in turn.buttons.items() if "suite" in title)
    rest = student.say(more)
    assert rest.text.count("•") == 5
    assert not set(turn.text.splitlines()) & set(rest.text.splitlines())


def test_what_no_topic_covers_is_found_with_its_source_or_honestly_not_known(student: Student) -> None:
    turn = student.say("c'est quoi le catering ?")
    assert "catering" in turn.text
    assert turn.kinds == ["answer"]
    turn = student.say("est-ce que mon chat peut habiter sur la lune")
    assert turn.kinds in (["out_of_scope"], ["fallback"])
    assert turn.buttons


def test_a_cat_on_mars_is_no_distress(student: Student) -> None:
    assert student.say("est-ce que mon chat peut venir vivre sur mars").kinds != ["safety"]


def test_two_misses_bring_the_menu_and_three_a_human(student: Student) -> None:
    kinds = [student.say(text).custom[0] for text in ("xkrtq vbnm", "hmpf grblx", "fgtrd kjhu", "bdfg")]
    assert kinds[0]["type"] in ("fallback", "out_of_scope")
    assert kinds[1] == {"type": "fallback", "reason": "menu"}
    assert kinds[2] == {"type": "handoff", "reason": "misses"}
    assert student.say("salaire d'un assistant de prod").kinds == ["answer"]
    assert student.say("zblorg kwak").custom[0]["type"] in ("fallback", "out_of_scope"), "an answer starts the count again"


def test_a_job_without_a_guide_is_said_to_have_none(student: Student) -> None:
    student.say("salaire d'un assistant de prod")
    turn = student.say("et un infirmier il gagne combien ?")
    assert turn.custom == [{"type": "fallback", "reason": "no_guide", "job": "infirmier"}]
    assert not any(char.isdigit() for char in turn.text)


def test_distress_comes_first_and_sells_nothing(student: Student) -> None:
    turn = student.say("j'ai plus envie de vivre")
    assert turn.kinds == ["safety"]
    for number in ("103", "107", "0800 32 123", "112"):
        assert number in turn.text
    assert not turn.buttons
    assert not student.say("merci").buttons, "no sales talk after it"


def test_erasing_forgets_the_conversation(server: Server) -> None:
    student = server.student()
    student.say("salaire d'un assistant de prod")
    assert student.say("efface toutes mes données stp").kinds == ["erased"]
    assert student.say("et les études ?").kinds == ["choice"], "the job is no longer known"


def test_repeat_says_the_last_answer_again(student: Student) -> None:
    first = student.say("salaire d'un assistant de prod")
    again = student.say("tu peux répéter stp")
    assert again.messages == first.messages


def test_a_conversation_survives_a_power_cut(model: object, tmp_path_factory: pytest.TempPathFactory) -> None:
    running = Server(tmp_path_factory.mktemp("cut") / "conversations.db").start()
    student = running.student()
    student.say("salaire d'un directeur de postprod")
    running.stop(signal_kill=True)
    running.start()
    try:
        assert student.say("et les études ?").topics == [(DIRECTOR, "studies")]
    finally:
        running.stop()
