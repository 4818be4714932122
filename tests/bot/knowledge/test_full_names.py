"""Names of the register are found as a whole, and everyday words are left alone."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.knowledge.catalogue import ImportedJob
from bot.knowledge.full_names import FullName, FullNames
from bot.knowledge.library import Library, build_library
from bot.knowledge.text import tokens
from bot.paths import DATA

NAMES = {
    "agent-d-escale": ["agent d'escale", "agente d'escale"],
    "chef-de-rang": ["chef de rang", "cheffe de rang"],
    "chef-de-rang-en-croisiere": ["chef de rang en croisière", "cheffe de rang en croisière"],
    "commercial": ["commercial", "commerciale"],
    "monteur-de-meubles": ["monteur de meubles", "monteuse de meubles"],
    "patissier-chocolatier": ["pâtissier et chocolatier", "pâtissière et chocolatière"],
    "professeur-de-chinois": ["professeur de chinois", "professeure de chinois"],
    "relieur": ["relieur", "relieuse"],
    "tapissier": ["tapissier", "tapissière"],
    "technicien-son": ["technicien du son", "technicienne du son"],
}


@pytest.fixture(scope="module")
def full_names() -> FullNames:
    return FullNames(NAMES, everyday=["commercial", "commerciale"], cues=["devenir", "métier"], short={"prof": "professeur"})


def found(full_names: FullNames, text: str) -> list[tuple[str, str]]:
    """(words of the message, job) of each name, in order."""
    names = sorted(full_names.find(text, tokens(text)), key=lambda name: name.start)
    return [(text[name.start : name.end], name.job) for name in names]


FOUND: list[tuple[str, list[tuple[str, str]]]] = [
    # As written, in either gender, in the plural, without accents, with or without linking words.
    ("relieur", [("relieur", "relieur")]),
    ("je veux devenir RELIEUSE !", [("RELIEUSE", "relieur")]),
    ("les relieurs", [("relieurs", "relieur")]),
    ("technicien du son", [("technicien du son", "technicien-son")]),
    ("technicienne son", [("technicienne son", "technicien-son")]),
    ("patissiere et chocolatiere", [("patissiere et chocolatiere", "patissier-chocolatier")]),
    ("agent-d'escale", [("agent-d'escale", "agent-d-escale")]),
    # Both genders at once.
    ("technicien·ne du son", [("technicien·ne du son", "technicien-son")]),
    ("agent(e) d'escale", [("agent(e) d'escale", "agent-d-escale")]),
    ("agent.e d'escale", [("agent.e d'escale", "agent-d-escale")]),
    # The longest name that is there.
    ("chef de rang en croisière", [("chef de rang en croisière", "chef-de-rang-en-croisiere")]),
    ("chef de rang en salle", [("chef de rang", "chef-de-rang")]),
    # A typo.
    ("tecnicien du son", [("tecnicien du son", "technicien-son")]),
    ("un tapisier", [("tapisier", "tapissier")]),
    ("tapisier", [("tapisier", "tapissier")]),
    ("devenir tapisiere", [("tapisiere", "tapissier")]),
    # An abbreviation of rome.yml.
    ("prof de chinois", [("prof de chinois", "professeur-de-chinois")]),
    # Two names.
    ("relieur ou tapissier", [("relieur", "relieur"), ("tapissier", "tapissier")]),
    ("relieur, tapissier", [("relieur", "relieur"), ("tapissier", "tapissier")]),
    # An everyday word after a word that says what it is.
    ("devenir commerciale", [("commerciale", "commercial")]),
    ("le métier de commercial", [("commercial", "commercial")]),
    ("devenir un commercial", [("commercial", "commercial")]),
]
NOT_FOUND = [
    "une école commerciale",
    "commercial",
    "un centre commercial",
    "une commercialle",  # misspelt, and everyday all the same
    "le chef",
    "chef",
    "agent",
    "du son",
    "technicien",
    "technicien de surface du son",  # not side by side
    "son technicien",  # not in order
    "technicien, son",  # another part of the sentence
    "technicien. Son",
    "technicien et son",
    "pâtissier chocolatier",  # « et » is part of the name
    "tecnicien du sno",  # two typos
    "je dois tapiser",  # short, and no name comes before it
    "monter des meubles",  # the verb
    "mon relieur",  # somebody, not a job
    "ma prof de chinois",
    "",
    "   ",
    "?!",
]


@pytest.mark.parametrize(("text", "expected"), FOUND)
def test_names_that_are_found(full_names: FullNames, text: str, expected: list[tuple[str, str]]) -> None:
    assert found(full_names, text) == expected


@pytest.mark.parametrize("text", NOT_FOUND)
def test_names_that_are_not_there(full_names: FullNames, text: str) -> None:
    assert found(full_names, text) == []


def test_scores(full_names: FullNames) -> None:
    (exact,) = full_names.find("technicien du son", tokens("technicien du son"))
    assert exact == FullName(0, 17, "technicien-son", 2, 1.0)
    (misspelt,) = full_names.find("tecnicien du son", tokens("tecnicien du son"))
    assert 0.8 < misspelt.score < 1


def test_the_first_job_keeps_a_name_that_two_have() -> None:
    names = FullNames({"a": ["relieur"], "b": ["relieurs"]})
    assert found(names, "relieur") == [("relieur", "a")]


def test_without_names_nothing_is_found() -> None:
    assert found(FullNames({}), "relieur") == []


PIECES = st.sampled_from(
    "technicien du son chef de rang et , ? prof mon devenir commercial tapisier · ( ) \n 🎬 \x00".split(" ")
)


@settings(deadline=None, database=None, derandomize=True, max_examples=300)
@given(st.lists(PIECES, max_size=30), st.sampled_from([" ", "", "-"]))
def test_any_mixture_is_read_without_an_overlap(pieces: list[str], between: str) -> None:
    full_names = FullNames(NAMES, everyday=["commercial"], cues=["devenir"])
    text = between.join(pieces)
    end = 0
    for name in sorted(full_names.find(text, tokens(text)), key=lambda name: name.start):
        assert end <= name.start < name.end <= len(text)
        end = name.end
        assert name.job in NAMES
        assert 0 < name.score <= 1


# ── The names of the real register ────────────────────────────────────────────────────────────────────────────────────

LINKED: list[tuple[str, str, str]] = [
    # (message, words of the message, title of the job)
    ("c'est quoi boulanger ?", "boulanger", "boulanger"),
    ("combien gagne une boulangère", "boulangère", "boulanger"),
    ("technicien son", "technicien son", "technicien son"),
    ("je veux être aide-soignante", "aide-soignante", "aide-soignant"),
    ("aide soignant", "aide soignant", "aide-soignant"),
    ("agente de sécurité", "agente de sécurité", "agent de gardiennage"),
    ("devenir conductrice d'engins de chantier", "conductrice d'engins de chantier", "conducteur d'engins de chantier"),
    ("convoyeuse de fonds", "convoyeuse de fonds", "convoyeur de fonds"),
    ("infirmière en bloc opératoire", "infirmière en bloc opératoire", "infirmier de bloc opératoire"),
    ("femme de chambre", "femme de chambre", "valet de chambre"),
    ("un taxidermiste", "taxidermiste", "taxidermiste"),
    ("controleur aérien", "controleur aérien", "contrôleur aérien"),
    ("conseillère funéraire", "conseillère funéraire", "conseiller funéraire"),
    # Typos.
    ("tecnicien du son", "tecnicien du son", "technicien son"),
    ("une taxidermite", "taxidermite", "taxidermiste"),
    ("conseiller funérere", "conseiller funérere", "conseiller funéraire"),
    ("convoyeur de fond", "convoyeur de fond", "convoyeur de fonds"),
    ("controlleur aérien", "controlleur aérien", "contrôleur aérien"),
]
NO_JOB = [
    "je cherche un job d'étudiant",
    "le chef",
    "merci beaucoup",
    "un job de vacances dans un bureau",
    "mon plan de carrière",
    "et après, quelle évolution de carrière ?",
    "je suis mineur, je peux bosser ?",
    "un modèle de CV",
    "tu as quel modèle de téléphone",
    "le facteur humain",
    "un facteur de stress",
    "une école commerciale",
    "un centre commercial",
    "la sécurité routière",
    "il a oublié son sac au vestiaire",
    "j'ai saigné du nez",
    "un agent",
    "les techniciens",
    "c'est un bon poste",
    "la direction de l'école",
    "je dois monter un meuble",
    "faut être organisé",
    "un saut à l'élastique",
    "c'est comique",
    "reporter mon rendez-vous",
    "je préfère travailler dehors",
    "une bonne main d'œuvre",
    "travailler de nuit",
    "le travail en équipe",
    "mon prof de chinois est sympa",
    "un ouvrage d'art",
    "ok super",
    "c'est quoi le salaire",
]


def titles(library: Library, text: str) -> list[tuple[str, str]]:
    """(words of the message, title of the job) of each sure mention."""
    mentions = [mention for mention in library.linker.link(text) if mention.sure]
    return [(text[mention.start : mention.end], library.title(mention.jobs[0])) for mention in mentions]


@pytest.mark.parametrize(("text", "words", "title"), LINKED)
def test_jobs_of_the_register_are_linked(register_library: Library, text: str, words: str, title: str) -> None:
    assert titles(register_library, text) == [(words, title)]


@pytest.mark.parametrize("text", NO_JOB)
def test_ordinary_messages_name_no_job(register_library: Library, text: str) -> None:
    assert titles(register_library, text) == []


def test_every_name_of_the_register_is_linked_to_its_job(register_library: Library) -> None:
    knowledge = register_library.knowledge
    everyday = set(knowledge.register_rules.everyday)
    linker = register_library.linker
    checked = 0
    for slug, names in knowledge.register_names.items():
        for name in names:
            if name not in everyday:
                assert [(mention.jobs, mention.sure) for mention in linker.link(name)] == [((slug,), True)], name
                checked += 1
            else:
                assert [mention.jobs for mention in linker.link(f"devenir {name}")] == [(slug,)], name
    assert checked > 20_000


def test_every_everyday_word_is_a_name_of_the_register(register_library: Library) -> None:
    knowledge = register_library.knowledge
    names = {name for several in knowledge.register_names.values() for name in several}
    ours = {name for job in knowledge.catalogue if not isinstance(job, ImportedJob) for name in job.names()}
    assert [word for word in knowledge.register_rules.everyday if word not in names | ours] == []


def test_phrases_that_are_learnt_hardly_change(register_library: Library, register_folder: Path) -> None:
    """The phrases of data/nlu name jobs that we know: thousands of names more must not be found in them."""
    phrases: list[str] = []
    for path in sorted((DATA / "nlu").glob("*.yml")):
        for item in yaml.safe_load(path.read_text(encoding="utf-8"))["nlu"]:
            phrases += [line[2:] for line in item.get("examples", "").splitlines()][::8]
    assert len(phrases) > 2_000
    ours = build_library(register_folder).linker  # without a register
    new = Counter(text for text in phrases if ours.link(text) != register_library.linker.link(text))
    assert len(new) < len(phrases) / 500, new
