"""Full-text search with the real guides: what it must find, and what it must not pretend to know."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.knowledge.library import shared_library
from bot.knowledge.search import THRESHOLD, Passage, PassageIndex, passages, stems

ASSISTANT = "assistant-de-production-audiovisuelle"
DIRECTOR = "directeur-de-postproduction"

EXAMPLES = settings(deadline=None, database=None, derandomize=True, max_examples=300)

# (question, job that is being talked about or None, job and topic of the passage, words that the passage must hold)
FOUND: list[tuple[str, str | None, str, str, list[str]]] = [
    # Facts that no topic asks for by name.
    ("c'est quoi le Tax Shelter ?", None, ASSISTANT, "facts", ["Tax Shelter", "financés", "dépensé en Belgique"]),
    ("c'est quoi le Tax Shelter ?", ASSISTANT, ASSISTANT, "facts", ["Tax Shelter", "financés"]),
    ("c'est quoi le Tax Shelter ?", DIRECTOR, DIRECTOR, "facts", ["Tax Shelter", "2010", "trois"]),
    ("c koi le tax shelter", None, ASSISTANT, "facts", ["Tax Shelter"]),
    ("TAX SHELTER", DIRECTOR, DIRECTOR, "facts", ["Tax Shelter"]),
    ("explique moi le tax shelter stp", None, ASSISTANT, "facts", ["Tax Shelter"]),
    ("Wallimage c'est quoi ?", None, ASSISTANT, "facts", ["Wallimage", "Wallonie", "dépenses"]),
    ("c'est quoi screen.brussels", ASSISTANT, ASSISTANT, "facts", ["screen.brussels", "Bruxelles-Capitale"]),
    ("c'est quoi les fonds régionaux ?", DIRECTOR, ASSISTANT, "facts", ["Wallimage", "région"]),
    ("le statut d'intermittent existe en Belgique ?", None, ASSISTANT, "freelance", ["intermittent", "pas bien défini"]),
    ("intermittent du spectacle", None, ASSISTANT, "facts", ["intermittent", "Belgique", "CDD"]),
    ("c'est quoi un CDD", None, ASSISTANT, "facts", ["contrat à durée déterminée (CDD)"]),
    ("une mitraillette ??", None, ASSISTANT, "facts", ["mitraillette", "Bastogne"]),
    ("le système D", None, ASSISTANT, "facts", ["Le système D à la belge"]),
    ("budget d'un long métrage", None, DIRECTOR, "facts", ["15 à 25 %", "budget"]),
    ("bilingue", ASSISTANT, ASSISTANT, "facts", ["néerlandais", "français", "bilingue"]),
    # One word of the question is not in the passage.
    ("tax shelter en Belgique et Wallonie", None, DIRECTOR, "facts", ["Tax Shelter", "Wallonie"]),
    ("le certificat d'enseignement secondaire supérieur est obligatoire ?", DIRECTOR, DIRECTOR, "studies", ["CESS"]),
    ("haute école de la province de liège campus", None, ASSISTANT, "schools", ["HEPL"]),
    ("une réplique de mitraillette des années 40 près de Bastogne en Ardenne", None, ASSISTANT, "facts", ["mitraillette"]),
    # Words of the trade.
    ("c'est quoi le PAD ?", None, DIRECTOR, "overview", ["PAD"]),
    ("c'est quoi DaVinci Resolve ?", None, DIRECTOR, "tools", ["Étalonnage", "DaVinci Resolve"]),
    ("davinci resolv", None, DIRECTOR, "tools", ["DaVinci Resolve"]),
    ("Avid Media Composer", None, DIRECTOR, "tools", ["Montage", "Avid Media Composer"]),
    ("shotgrid", None, DIRECTOR, "tools", ["Gestion de projet", "ShotGrid"]),
    ("Frame.io", None, DIRECTOR, "tools", ["Frame.io"]),
    ("celtx ?", None, ASSISTANT, "tools", ["Logiciels spécialisés", "Celtx"]),
    ("Movie Magic Scheduling", DIRECTOR, ASSISTANT, "tools", ["Movie Magic Scheduling"]),
    ("un talkie-walkie", None, ASSISTANT, "tools", ["talkie-walkie"]),
    ("le catering", None, ASSISTANT, "day", ["catering"]),
    ("le mobil-home", None, ASSISTANT, "day", ["mobil-home"]),
    # Places, employers and organisations.
    ("c'est quoi Mediarte ?", ASSISTANT, ASSISTANT, "updating", ["Mediarte", "technologies"]),
    ("Technifutur ?", None, DIRECTOR, "updating", ["Technifutur"]),
    ("le GSARA c'est quoi", None, ASSISTANT, "updating", ["GSARA"]),
    ("le salon IBC", None, DIRECTOR, "updating", ["IBC", "Amsterdam"]),
    ("INRACI", None, ASSISTANT, "schools", ["Institut National de Radioélectricité et de Cinématographie", "Bruxelles"]),
    ("Helb Prigogine", None, DIRECTOR, "schools", ["Bachelier en Cinéma et Médias", "Bruxelles"]),
    ("haute ecole albert jacquard", None, ASSISTANT, "schools", ["HEAJ", "Namur"]),
    ("le CESS c'est quoi", DIRECTOR, DIRECTOR, "studies", ["Certificat d'Enseignement Secondaire Supérieur"]),
    ("examen d'entrée", None, ASSISTANT, "studies", ["examen d'entrée", "INSAS"]),
    ("le BIFFF", None, ASSISTANT, "workplaces", ["BIFFF à Bruxelles"]),
    ("Tarantula", None, ASSISTANT, "workplaces", ["Tarantula"]),
    ("The Fridge", None, DIRECTOR, "workplaces", ["Cobalt", "The Fridge", "Umedia"]),
    ("jeux vidéo", None, ASSISTANT, "workplaces", ["jeux vidéo"]),
    ("Média Rives", None, ASSISTANT, "regions", ["Liège", "RTBF"]),
    ("genval", None, DIRECTOR, "regions", ["Brabant wallon", "Genval"]),
    ("la VRT", None, DIRECTOR, "languages", ["VRT", "néerlandais"]),
    # People.
    ("qui est Chloé ?", None, ASSISTANT, "testimonial", ["Chloé", "lamas"]),
    ("des lamas ?", DIRECTOR, ASSISTANT, "testimonial", ["lamas", "Charleroi"]),
    ("marc le directeur de liège", None, DIRECTOR, "testimonial", ["Marc, 45 ans", "Liège"]),
]

OFF_TOPIC = [
    "quelle est la capitale de la France ?",
    "quel temps fait-il demain ?",
    "raconte une blague",
    "qui a gagné le match hier ?",
    "c'est quoi un trou noir ?",
    "donne-moi la recette des gaufres",
    "tu connais Messi ?",
    "c'est quoi ton plat préféré",
    "je t'aime",
    "tu es bête",
    "où acheter des baskets",
    "comment installer Minecraft",
    "qui est le président des États-Unis",
    "c'est quoi la photosynthèse",
    "aide-moi pour mon devoir de maths",
    "écris une dissertation sur Voltaire",
    "traduis bonjour en espagnol",
    "quel est le sens de la vie",
    "le prix d'un iPhone",
    "comment perdre du poids",
    "c'est quand Noël",
    "le bus 38 passe quand",
    "je m'ennuie",
    "j'ai faim",
    "tu dors ?",
    "joue une chanson",
    "qui t'a créé ?",
    "c'est quoi le bitcoin",
    "comment devenir riche",
    "pourquoi le ciel est bleu",
    "mon chat est malade",
    "les résultats des élections",
    "où se trouve Tokyo",
    "combien de planètes",
    # One word of the guides among others.
    "quel film regarder ce soir ?",
    "je veux voyager au Japon",
    "un hôtel à Bruxelles",
    "restaurant à Liège",
    "météo à Namur",
    "train pour Charleroi",
    "musée à Mons",
    "match du Standard de Liège",
    "permis moto",
    "permis de conduire belge",
    "école de danse",
    "université de Liège",
    "stage de tennis",
    "logiciel de comptabilité",
    "réseau wifi",
    "équipe de foot",
    "cours de piano à Namur",
    "kot étudiant à Louvain-la-Neuve",
    "studio à louer à Namur",
    "contrat de bail",
    "examen de conduite",
    "télécharger Photoshop",
    # One everyday word, or a number.
    "j'ai peur",
    "un café ?",
    "2+2",
    "45",
    # Nothing to look for.
    "",
    "   ",
    "???",
    "bonjour",
    "c'est quoi ?",
    "aaaaaaa",
    "asdfghjkl",
    "12345",
    "😀😀😀",
    "مرحبا",
    "<b>x</b>",
]

# What does not work yet: (question, whether something should be found, why it is not so).
ONE_WORD = "the only word of the question is an everyday word of a guide, and one word out of one is a score of 1"
FAILURES: list[tuple[str, bool, str]] = [
    ("quelle heure est-il", False, ONE_WORD),
    ("calme toi", False, ONE_WORD),
    ("d'accord", False, ONE_WORD),
    ("j'ai une question", False, ONE_WORD),
    (
        "le tax sheltr",
        True,
        "a typo after the fifth letter changes the stem, and stems of six letters allow no typo at their end",
    ),
    ("anglais facile", False, "« facile » is met in « facilement »"),
    ("qui est Marc ?", True, "a name of four letters that only begins sentences is not seen as a name"),
    ("le taxshelter", True, "two words written as one are not cut"),
    (
        "c'est quoi le tax shelter au cinéma",
        True,
        "« cinéma » is not in the passage: two words held out of three are too few",
    ),
    ("explique le dispositif tax shelter", True, "an unknown word weighs as much as the rarest known one"),
    ("l'histoire des lamas", True, "« histoire » is not in the passage and weighs as much as a rare word"),
]


@pytest.fixture(scope="module")
def index() -> PassageIndex:
    return shared_library().index


def test_the_tables_are_as_long_as_they_should_be() -> None:
    assert len(FOUND) >= 25
    assert len(OFF_TOPIC) == len(set(OFF_TOPIC)) >= 40
    assert not {question for question, *_ in FOUND} & set(OFF_TOPIC)


@pytest.mark.parametrize(("question", "job", "found_job", "topic", "held"), FOUND)
def test_the_passage_that_answers_is_found(
    index: PassageIndex, question: str, job: str | None, found_job: str, topic: str, held: list[str]
) -> None:
    found = index.search(question, job)
    assert found is not None
    assert (found.passage.job, found.passage.topic) == (found_job, topic)
    assert [words for words in held if words not in found.passage.text] == []
    assert THRESHOLD <= found.score <= 1


@pytest.mark.parametrize("job", [None, ASSISTANT, DIRECTOR])
@pytest.mark.parametrize("question", OFF_TOPIC)
def test_nothing_is_pretended(index: PassageIndex, question: str, job: str | None) -> None:
    assert index.search(question, job) is None


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        pytest.param(question, wanted, marks=pytest.mark.xfail(strict=True, reason=reason))
        for question, wanted, reason in FAILURES
    ],
)
def test_known_failures(index: PassageIndex, question: str, wanted: bool) -> None:
    assert (index.search(question) is not None) is wanted


@pytest.mark.parametrize("question", ["le tax shelter", "Wallimage", "Mediarte", "le CESS"])
@pytest.mark.parametrize("job", [ASSISTANT, DIRECTOR])
def test_the_job_that_is_talked_about_comes_first(index: PassageIndex, question: str, job: str) -> None:
    found = index.search(question, job)
    assert found is not None
    assert found.passage.job == job


def test_another_job_answers_when_the_first_does_not_know(index: PassageIndex) -> None:
    found = index.search("le GSARA", DIRECTOR)
    assert found is not None
    assert found.passage.job == ASSISTANT


def test_an_unknown_job_changes_nothing(index: PassageIndex) -> None:
    assert index.search("le tax shelter", "pompier") == index.search("le tax shelter") is not None


def test_what_a_guide_says_of_a_topic_is_found_in_all_its_sections(index: PassageIndex) -> None:
    guide = shared_library().knowledge.guides[ASSISTANT]
    texts = index.about(ASSISTANT, "salary")
    assert texts == [passage.text for passage in passages(guide) if passage.topic == "salary"] != []
    assert index.about(ASSISTANT, "theme-retire") == index.about("pompier", "salary") == []


# ── The threshold ───────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_threshold_parts_the_two_tables(index: PassageIndex, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a threshold, every question that must be found scores more than every one that must not."""
    monkeypatch.setattr("bot.knowledge.search.THRESHOLD", 0.0)
    wanted = [found.score for question, job, *_ in FOUND if (found := index.search(question, job))]
    others = [found.score for question in OFF_TOPIC if (found := index.search(question))]
    assert len(wanted) == len(FOUND)
    assert len(others) >= 15
    assert max(others) < THRESHOLD <= min(wanted)


# ── Passages ────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("slug", [ASSISTANT, DIRECTOR])
def test_every_passage_has_a_topic_and_a_text(slug: str) -> None:
    knowledge = shared_library().knowledge
    found = passages(knowledge.guides[slug])
    assert len(found) > 50
    assert all(isinstance(passage, Passage) and passage.job == slug and passage.text for passage in found)
    assert {passage.topic for passage in found} <= {topic.id for topic in knowledge.topics.topics}
    assert [passage for passage in found if "None" in passage.text] == []


# (job, topic, words of one passage): what a guide says anywhere can be found.
SEARCHABLE = [
    (ASSISTANT, "facts", "mitraillette"),
    (ASSISTANT, "overview", "coulisses"),
    (ASSISTANT, "salary", "2 800 à 3 800 €"),
    (ASSISTANT, "testimonial", "Chloé"),
    (ASSISTANT, "difference", "bras droit"),
    (ASSISTANT, "day", "mobil-home"),
    (ASSISTANT, "conditions", "permis B"),
    (ASSISTANT, "missions", "feuilles de service"),
    (ASSISTANT, "pros", "voyager"),
    (ASSISTANT, "cons", "concurrence"),
    (ASSISTANT, "tips", "avant-premières"),
    (ASSISTANT, "tools", "Google Workspace"),
    (ASSISTANT, "workplaces", "FIFF à Namur"),
    (ASSISTANT, "schools", "Haute École Louvain en Hainaut"),
    (ASSISTANT, "regions", "Wavre"),
    (ASSISTANT, "updating", "GSARA"),
    (ASSISTANT, "studies", "examen d'entrée"),
    (ASSISTANT, "career", "chargé·e de production"),
    (ASSISTANT, "prospects", "CDD"),
    (ASSISTANT, "freelance", "comptabilité"),
    (DIRECTOR, "languages", "VRT"),
    (DIRECTOR, "technical", "workflows"),
    (DIRECTOR, "challenge", "diplomatie"),
    (DIRECTOR, "updating", "IBC"),
    (DIRECTOR, "regions", "Genval"),
    (ASSISTANT, "career", "gérer des événements culturels"),
    (ASSISTANT, "skills", "débrouillardise"),
    (DIRECTOR, "prospects", "L'activité de postproduction a triplé"),
    (DIRECTOR, "skills", "leadership"),
]


@pytest.mark.parametrize(("slug", "topic", "words"), SEARCHABLE)
def test_what_a_guide_says_is_a_passage(slug: str, topic: str, words: str) -> None:
    found = passages(shared_library().knowledge.guides[slug])
    assert [passage for passage in found if passage.topic == topic and words in passage.text]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Les indemnités de tournage", ["indemni", "tourna"]),
        ("tournages", ["tourna"]),
        ("coproductions internationales", ["coproducti", "internationa"]),
        ("école", ["ecole"]),
        ("le permis B", ["permis"]),
        ("", []),
    ],
)
def test_stems(text: str, expected: list[str]) -> None:
    assert stems(text) == expected


@EXAMPLES
@given(
    st.one_of(st.text(), st.lists(st.sampled_from(["tax", "shelter", "le", "film", "école", "xyz", "2", "?"])).map(" ".join))
)
def test_any_question_is_answered_or_not_without_an_error(question: str) -> None:
    found = shared_library().index.search(question)
    assert found is None or THRESHOLD <= found.score <= 1
