"""Mentions of jobs, with the real guides and the real catalogue: named, doubtful, and not meant at all."""

from __future__ import annotations

import time
import unicodedata
from collections.abc import Iterable, Mapping
from typing import cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.knowledge.catalogue import ImportedJob
from bot.knowledge.library import Library, shared_library
from bot.knowledge.linking import JobLinker, Mention

ASSISTANT = "assistant-de-production-audiovisuelle"
DIRECTOR = "directeur-de-postproduction"
GUIDES = (ASSISTANT, DIRECTOR)

EXAMPLES = settings(deadline=None, database=None, derandomize=True, max_examples=400)

# ── A name alone: the whole text is the mention ─────────────────────────────────────────────────────────────────────

NAMES: dict[str, list[str]] = {
    ASSISTANT: [
        # As in the guide.
        "Assistant de production audiovisuelle",
        "Assistante de production audiovisuelle",
        "assistant de production",
        "assistante de production",
        "assistant de prod",
        "assistante de prod",
        "assistant prod",
        "assistante prod",
        "assistant production",
        "assistante production",
        "assistant de production audiovisuel",
        "assistant prod audiovisuelle",
        # Capitals, plurals, both genders at once.
        "ASSISTANT DE PRODUCTION",
        "Assistante De Prod",
        "assistants de production",
        "assistantes de prod",
        "assistant de productions audiovisuelles",
        "assistant·e de production",
        "assistant.e de production",
        "assistant(e) de production",
        "assistant/e de prod",
        "assistant-e de production",
        "assistant/assistante de production",
        # Typos.
        "assitant de production",
        "assistent de production",
        "assisstant de production",
        "asistante de production",
        "assistante de prodution",
        "assistant de produciton",
        "assistant de pruduction",
        "assistante de prodcution",
        "assitante de prod",
        "asistant de prodution",
        # Words joined, cut, left out or added.
        "assistant-de-production",
        "assistant_de_prod",
        "assistant de la production",
        "assistante à la production",
        "assistant en production audiovisuelle",
        "assistante de production audio-visuelle",
        "assistant de production audio visuelle",
        "assistant d prod",
        "assistant 2 prod",
        "production assistant",
        # Abbreviations.
        "assist de prod",
        "assist prod",
        "ass de prod",
        "assistante de prod audio",
        "assistanat de production",
    ],
    DIRECTOR: [
        "Directeur de postproduction",
        "Directrice de postproduction",
        "directeur de postprod",
        "directrice de postprod",
        "directeur postproduction",
        "directrice postproduction",
        "directeur de post-production",
        "directrice de post-production",
        "directeur de post production",
        "directrice de post production",
        "directeur de post prod",
        "directrice de post prod",
        "directeur de post-prod",
        "directrice de post_prod",
        "superviseur de postproduction",
        "superviseuse de postproduction",
        "superviseur postprod",
        "superviseuse de post-prod",
        "responsable de postproduction",
        "responsable postprod",
        "responsable de post prod",
        "chef de postprod",
        "cheffe de postprod",
        "chef post-prod",
        "postproduction",
        "post-production",
        "post production",
        "postprod",
        "post-prod",
        "post prod",
        # Capitals, plurals, both genders at once.
        "DIRECTEUR DE POSTPRODUCTION",
        "Directrice De Postprod",
        "directeurs de postproduction",
        "directrices de post prod",
        "directeur·rice de postproduction",
        "directeur/directrice de postproduction",
        "directeur(trice) de postprod",
        "directeur/trice de post-production",
        # Without accents where there are some, with accents where there are none.
        "dirécteur de postproduction",
        # Typos.
        "direteur de postproduction",
        "directeu de postproduction",
        "directuer de postproduction",
        "directice de postprod",
        "directeur de postproducion",
        "directeur de postprodution",
        "directrice de postprodcution",
        "supervisseur de postprod",
        "responssable postproduction",
        # Words joined, left out or added.
        "directeur-de-postproduction",
        "directeur de la postproduction",
        "directrice de la post prod",
        "responsable de la postprod",
        "directeur en postproduction",
        "directeur technique de postproduction",
        # Abbreviations.
        "dir postprod",
        "dir. de postprod",
        "dir post prod",
        "dir de postproduction",
        "resp postprod",
        "sup de postprod",
    ],
}

# ── In a message: what is named, as (words of the message, slug), in order ───────────────────────────────────────────

SENTENCES: list[tuple[str, list[tuple[str, str]]]] = [
    ("c quoi assistant de prod", [("assistant de prod", ASSISTANT)]),
    ("c'est quoi une assistante de production ?", [("assistante de production", ASSISTANT)]),
    ("je veux devenir assistante de production", [("assistante de production", ASSISTANT)]),
    ("combien gagne un assistant de production débutant ?", [("assistant de production", ASSISTANT)]),
    ("g 15 ans et j'aimerais etre assistante de prod stp", [("assistante de prod", ASSISTANT)]),
    ("quelles études pour assistant de prod audiovisuelle", [("assistant de prod audiovisuelle", ASSISTANT)]),
    ("salaire assistant prod", [("assistant prod", ASSISTANT)]),
    ("le métier d'assistante de production", [("assistante de production", ASSISTANT)]),
    ("un job d’assistant de prod, ça existe ?", [("assistant de prod", ASSISTANT)]),
    ("poste d'assistante de production", [("assistante de production", ASSISTANT)]),
    ("on m'a proposé un stage d'assistant de prod", [("assistant de prod", ASSISTANT)]),
    ("assistante de production à la RTBF", [("assistante de production", ASSISTANT)]),
    ("assistante de production cinéma", [("assistante de production", ASSISTANT)]),
    ("ASSISTANT PROD SALAIRE ???", [("ASSISTANT PROD", ASSISTANT)]),
    ("ma cousine est assistante de production, c'est bien ?", [("assistante de production", ASSISTANT)]),
    ("et pour un directeur de postprod ?", [("directeur de postprod", DIRECTOR)]),
    ("parle moi du directeur de post prod", [("directeur de post prod", DIRECTOR)]),
    ("keske c un dir postprod", [("dir postprod", DIRECTOR)]),
    ("jveu etre directrice de postprod", [("directrice de postprod", DIRECTOR)]),
    ("c'est quoi le salaire d'un directeur de postprod ?", [("directeur de postprod", DIRECTOR)]),
    ("combien gagne un directeur de la postproduction", [("directeur de la postproduction", DIRECTOR)]),
    ("je veux être directrice de postproduction plus tard", [("directrice de postproduction", DIRECTOR)]),
    # A name as it is written counts more than the words of another one turned round (« directeur d'école »).
    ("quelle école, directrice de postprod ?", [("directrice de postprod", DIRECTOR)]),
    ("l'école du directeur de postproduction", [("directeur de postproduction", DIRECTOR)]),
    ("l'école de la directrice de postproduction", [("directrice de postproduction", DIRECTOR)]),
    ("une école de directeur postprod", [("directeur postprod", DIRECTOR)]),
    ("les écoles pour directrice de post-prod svp", [("directrice de post-prod", DIRECTOR)]),
    ("production assistants just make coffee, right", [("production assistants", ASSISTANT)]),
    ("c'est quoi la postprod ?", [("postprod", DIRECTOR)]),
    ("la post-production, c'est dur ?", [("post-production", DIRECTOR)]),
    ("les horaires d'une superviseuse de postproduction", [("superviseuse de postproduction", DIRECTOR)]),
    ("faut-il parler anglais comme chef de postprod", [("chef de postprod", DIRECTOR)]),
    ("🎬 directeur de postproduction 🎬", [("directeur de postproduction", DIRECTOR)]),
    ("  directeur\tde\npostproduction  ", [("directeur\tde\npostproduction", DIRECTOR)]),
    # Two jobs.
    (
        "assistant de prod et directeur de postproduction",
        [("assistant de prod", ASSISTANT), ("directeur de postproduction", DIRECTOR)],
    ),
    (
        "directeur de postproduction ou assistant de prod ?",
        [("directeur de postproduction", DIRECTOR), ("assistant de prod", ASSISTANT)],
    ),
    ("assistant de prod vs directeur postprod", [("assistant de prod", ASSISTANT), ("directeur postprod", DIRECTOR)]),
    (
        "différence entre assistante de production et directrice de post-production",
        [("assistante de production", ASSISTANT), ("directrice de post-production", DIRECTOR)],
    ),
    (
        "assistante de prod, directrice de postprod, c'est pareil ?",
        [("assistante de prod", ASSISTANT), ("directrice de postprod", DIRECTOR)],
    ),
    (
        "dir postprod ou assistant de prod",
        [("dir postprod", DIRECTOR), ("assistant de prod", ASSISTANT)],
    ),
    (
        "qui gagne le plus ? le dir postprod ? l'assistant de prod ?",
        [("dir postprod", DIRECTOR), ("assistant de prod", ASSISTANT)],
    ),
    (
        "assistant de prod et un directeur de postproduction",
        [("assistant de prod", ASSISTANT), ("directeur de postproduction", DIRECTOR)],
    ),
    (
        "directeur postproduction, assistant prod",
        [("directeur postproduction", DIRECTOR), ("assistant prod", ASSISTANT)],
    ),
    # As macOS copies it: each accent is a character of its own.
    (unicodedata.normalize("NFD", "une développeuse ?"), [(unicodedata.normalize("NFD", "développeuse"), "developpeur")]),
    (
        "assistant de prod ou assistant réalisateur ?",
        [("assistant de prod", ASSISTANT), ("assistant réalisateur", "assistant-realisateur")],
    ),
    ("monteur ou directeur de postproduction", [("monteur", "monteur"), ("directeur de postproduction", DIRECTOR)]),
    ("infirmière ou assistante de prod", [("infirmière", "infirmier"), ("assistante de prod", ASSISTANT)]),
    (
        "ma mère est assistante sociale et je veux faire assistante de prod",
        [("assistante sociale", "assistant-social"), ("assistante de prod", ASSISTANT)],
    ),
]

# ── Doubtful: (message, words of the message, candidates) ────────────────────────────────────────────────────────────

DOUBTFUL: list[tuple[str, str, set[str]]] = [
    ("directeur", "directeur", {DIRECTOR}),
    ("Directrice", "Directrice", {DIRECTOR}),
    ("DIRECTEUR ???", "DIRECTEUR", {DIRECTOR}),
    ("directeurs", "directeurs", {DIRECTOR}),
    ("dirécteur", "dirécteur", {DIRECTOR}),
    ("un directeur", "directeur", {DIRECTOR}),
    ("la directrice", "directrice", {DIRECTOR}),
    ("directeur de", "directeur", {DIRECTOR}),
    ("et pour le directeur ?", "directeur", {DIRECTOR}),
    ("directeur/directrice", "directeur/directrice", {DIRECTOR}),
    ("combien gagne une directrice", "directrice", {DIRECTOR}),
    ("poste de directeur", "directeur", {DIRECTOR}),
    ("directeur de studio", "directeur", {DIRECTOR}),
    ("directrice technique", "directrice", {DIRECTOR}),
    ("directeur audiovisuel", "directeur", {DIRECTOR}),
    ("directeur de posproduction", "directeur de posproduction", {DIRECTOR, "directeur-de-production"}),
    ("directeur de préproduction", "directeur de préproduction", {DIRECTOR, "directeur-de-production"}),
    ("assistant", "assistant", {ASSISTANT}),
    ("assistante", "assistante", {ASSISTANT}),
    ("Assistants", "Assistants", {ASSISTANT}),
    ("l'assistante", "assistante", {ASSISTANT}),
    ("et pour l'assistant ?", "assistant", {ASSISTANT}),
    ("ça gagne combien assistante", "assistante", {ASSISTANT}),
    ("un poste d'assistant", "assistant", {ASSISTANT}),
    ("assistant audiovisuel", "assistant audiovisuel", {ASSISTANT}),
    ("assistante en audiovisuel", "assistante en audiovisuel", {ASSISTANT}),
    ("assistant audio", "assistant audio", {ASSISTANT}),
    ("assistant de plateau", "assistant", {ASSISTANT}),
    ("assistante de tournage", "assistante", {ASSISTANT}),
    ("assistant directeur", "assistant directeur", {ASSISTANT, DIRECTOR}),
    ("assistant du directeur", "assistant du directeur", {ASSISTANT, DIRECTOR}),
    ("assistante directrice", "assistante directrice", {ASSISTANT, DIRECTOR}),
]

# ── No guide is meant: (message, the other job that is named or None, whether a doubt about a guide may be asked back) ─

NO_DOUBT, MAY_DOUBT = False, True

NO_GUIDE: list[tuple[str, str | None, bool]] = [
    # Somebody's directors and assistants.
    ("j'ai un rdv avec mon assistant social demain", "assistant-social", NO_DOUBT),
    ("mon assistante sociale m'a parlé de vous", "assistant-social", NO_DOUBT),
    ("le directeur de mon école est super strict", "directeur-d-ecole", NO_DOUBT),
    ("la directrice de l'école", "directeur-d-ecole", NO_DOUBT),
    ("la directrice de l'internat", None, MAY_DOUBT),
    ("j'ai parlé au directeur", None, MAY_DOUBT),
    ("mon père est directeur de banque", None, MAY_DOUBT),
    ("un assistant vocal", None, MAY_DOUBT),
    ("mon assistant google", None, MAY_DOUBT),
    ("les assistants sociaux", None, MAY_DOUBT),  # the plural is irregular
    # Other jobs with a word in common.
    ("directeur de production", "directeur-de-production", NO_DOUBT),
    ("directrice de prod", "directeur-de-production", NO_DOUBT),
    ("dir prod", "directeur-de-production", NO_DOUBT),
    ("chargé de production", "charge-de-production", NO_DOUBT),
    ("chargée de prod", "charge-de-production", NO_DOUBT),
    ("administratrice de production", "administrateur-de-production", NO_DOUBT),
    ("coordinateur de production", "coordinateur-de-production", NO_DOUBT),
    ("secrétaire de production", "secretaire-de-production", NO_DOUBT),
    ("coordinateur de postproduction", "coordinateur-de-postproduction", NO_DOUBT),
    ("coordinatrice de post-prod", "coordinateur-de-postproduction", NO_DOUBT),
    ("assistant réalisateur", "assistant-realisateur", NO_DOUBT),
    ("assistante à la réalisation", "assistant-realisateur", NO_DOUBT),
    ("assistant monteur", "assistant-monteur", NO_DOUBT),
    ("assistante caméra", "assistant-camera", NO_DOUBT),
    ("assistant régisseur", "regisseur-adjoint", NO_DOUBT),
    ("assistante de direction", "assistant-de-direction", NO_DOUBT),
    ("assistant en pharmacie", "assistant-en-pharmacie", NO_DOUBT),
    ("assistante dentaire", "assistant-dentaire", NO_DOUBT),
    ("assistant de justice", "assistant-de-justice", NO_DOUBT),
    ("assistant vétérinaire", "auxiliaire-veterinaire", NO_DOUBT),
    ("directeur photo", "directeur-de-la-photo", NO_DOUBT),
    ("directrice de la photographie", "directeur-de-la-photo", NO_DOUBT),
    ("directeur artistique", "directeur-artistique", NO_DOUBT),
    ("directrice de casting", "directeur-de-casting", NO_DOUBT),
    ("directeur d'hôtel", "hotelier", NO_DOUBT),
    ("directrice des ressources humaines", "responsable-rh", NO_DOUBT),
    ("superviseuse VFX", "superviseur-des-effets-visuels", NO_DOUBT),
    ("responsable marketing", "responsable-marketing", NO_DOUBT),
    ("responsable de magasin", "gerant-de-magasin", NO_DOUBT),
    ("chef opérateur", "directeur-de-la-photo", NO_DOUBT),
    ("cheffe de chantier", "chef-de-chantier", NO_DOUBT),
    ("producteur de musique", "beatmaker", NO_DOUBT),
    # Other jobs.
    ("je veux devenir policière", "policier", NO_DOUBT),
    ("et vétérinaire, ça gagne combien ?", "veterinaire", NO_DOUBT),
    ("c koi un monteur", "monteur", NO_DOUBT),
    ("cadreuse à la RTBF", "cadreur", NO_DOUBT),
    ("ingé son", "ingenieur-du-son", NO_DOUBT),
    ("devenir infirmiere", "infirmier", NO_DOUBT),
    ("un infirmer", "infirmier", NO_DOUBT),
    ("prof de maths", "professeur-de-maths", NO_DOUBT),
    # Words of the names that name no job.
    ("la production", None, NO_DOUBT),
    ("la production de fromage", None, NO_DOUBT),
    ("je veux travailler dans la prod", None, NO_DOUBT),
    ("une boîte de production", None, NO_DOUBT),
    ("le film est en production", None, NO_DOUBT),
    ("les métiers de l'audiovisuel", None, NO_DOUBT),
    ("un bachelier en communication audiovisuelle", None, NO_DOUBT),
    ("un superviseur", None, NO_DOUBT),
    ("je suis responsable", None, NO_DOUBT),
    ("le chef est sympa", None, NO_DOUBT),
    ("responsable de production", None, NO_DOUBT),
    # Words that look like them.
    ("j'ai posté mon cv", None, NO_DOUBT),
    ("un post instagram", None, NO_DOUBT),
    ("je bosse à la poste", None, NO_DOUBT),
    ("un poste à responsabilité", None, NO_DOUBT),
    ("études post bac", None, NO_DOUBT),
    ("assister à un tournage", None, NO_DOUBT),
    ("en direct à la télé", None, NO_DOUBT),
    ("dans quelle direction aller", None, NO_DOUBT),
    ("les produits laitiers", None, NO_DOUBT),
    ("superviser une équipe", None, NO_DOUBT),
    # No job at all.
    ("bonjour", None, NO_DOUBT),
    ("c'est quoi le salaire ?", None, NO_DOUBT),
    ("et les études ?", None, NO_DOUBT),
    ("je ne sais pas quoi faire plus tard", None, NO_DOUBT),
    ("oui", None, NO_DOUBT),
    ("2", None, NO_DOUBT),
    ("😀😀😀", None, NO_DOUBT),
    ("مرحبا", None, NO_DOUBT),
    ("<script>alert('x')</script>", None, NO_DOUBT),
    ("", None, NO_DOUBT),
    (" \n\t", None, NO_DOUBT),
]

# Names that only the imported register has: the job that it gives.
IN_THE_REGISTER: dict[str, str] = {
    "assistant de plateau": "accessoiriste-l1503",
    "responsable de production": "responsable-de-ligne-de-production-industrielle",
}

# ── What does not work yet: (message, what it should give, why it does not) ─────────────────────────────────────────

ALIAS = "the aliases « postprod » and « postproduction » alone are a sure mention, whatever stands before them"
SHORT = "three letters are taken for an abbreviation of « production »"
ORDER = "the words of a name are taken in any order: « prod assistant » comes first"
FAILURES: list[tuple[str, list[tuple[str, set[str], bool]], str]] = [
    ("assistant de postprod", [("assistant de postprod", {ASSISTANT, DIRECTOR}, False)], ALIAS),
    ("assistante de post-production", [("assistante de post-production", {ASSISTANT, DIRECTOR}, False)], ALIAS),
    ("technicien de postproduction", [("postproduction", {DIRECTOR}, False)], ALIAS),
    ("chargée de postprod", [("postprod", {DIRECTOR}, False)], ALIAS),
    ("monteur en postproduction", [("monteur", {"monteur"}, True)], ALIAS),
    ("assistant monteur en postproduction", [("assistant monteur", {"assistant-monteur"}, True)], ALIAS),
    ("une école de postproduction", [], ALIAS),
    (
        "directeur ou directrice de postproduction",
        [("directeur ou directrice de postproduction", {DIRECTOR}, True)],
        "« ou » separates two mentions, of which the first is doubtful",
    ),
    ("directeur de poste production", [("directeur de poste production", {DIRECTOR}, True)], "« poste » is not « post »"),
    (
        "directeur de pré-production",
        [("directeur de pré-production", {"directeur-de-production"}, False)],
        "« pré » is skipped",
    ),
    ("un assistant pro", [("assistant", {ASSISTANT}, False)], SHORT),
    ("assistant product manager", [("assistant", {ASSISTANT}, False)], "« product » is taken for an abbreviation"),
    ("un assistant productif", [("assistant", {ASSISTANT}, False)], "« productif » is taken for a typo of « production »"),
    ("assistant parlementaire", [("assistant", {ASSISTANT}, False)], "« parlementaire » alone is a name of « député »"),
    ("assistants sociaux", [("assistants sociaux", {"assistant-social"}, True)], "only the plurals in s and x are known"),
    ("asst de prod", [("asst de prod", {ASSISTANT}, True)], "an abbreviation must be the beginning of the word"),
    ("assistantdeprod", [("assistantdeprod", {ASSISTANT}, True)], "words written together are not cut"),
    ("assitante", [("assitante", {ASSISTANT}, False)], "a doubt needs the first word of the title without a typo"),
    (
        "assistant de prod assistant de prod",
        [("assistant de prod", {ASSISTANT}, True), ("assistant de prod", {ASSISTANT}, True)],
        ORDER,
    ),
]

OWN_NAME_FAILURES: dict[str, str] = {
    "dessinateur de dessins animés": "« dessin » is taken for an abbreviation of « dessinateur » first",
    "dessinatrice de dessins animés": "« dessin » is taken for an abbreviation of « dessinatrice » first",
    "prof d'éducation physique": "« prof de physique » is another job",
    "prof de sport": "« prof » and « sport » are taken for abbreviations of « sportif professionnel »",
    "bio-ingénieur": "« bio » is taken for an abbreviation of « biomédical »",
    "bio-ingénieure": "« bio » is taken for an abbreviation of « biomédical »",
}


@pytest.fixture(scope="module", params=["ours", "with the register"])
def library(request: pytest.FixtureRequest) -> Library:
    """What the project has by itself, and the same with the register imported."""
    if request.param == "ours":
        return shared_library()
    return cast(Library, request.getfixturevalue("register_library"))


@pytest.fixture(scope="module")
def linker(library: Library) -> JobLinker:
    return library.linker


def summary(text: str, mentions: Iterable[Mention]) -> list[tuple[str, set[str], bool]]:
    """The words of the message, the candidates and whether it is sure, for each mention."""
    return [(text[mention.start : mention.end], set(mention.jobs), mention.sure) for mention in mentions]


def names_of(library: Library) -> dict[str, tuple[str, ...]]:
    """Every name of every job of ours, as the library gives them to the linker."""
    ours = [job for job in library.knowledge.catalogue if not isinstance(job, ImportedJob)]
    names: dict[str, tuple[str, ...]] = {job.slug: tuple(job.names()) for job in ours}
    for guide in library.knowledge.guides.values():
        names[guide.slug] = (guide.title.masculine, guide.title.feminine, *guide.aliases)
    return names


def titles_of(library: Library) -> dict[str, tuple[str, str]]:
    """The titles of the jobs that have a guide."""
    return {slug: (guide.title.masculine, guide.title.feminine) for slug, guide in library.knowledge.guides.items()}


def test_the_tables_are_as_long_as_they_should_be() -> None:
    texts = [text for names in NAMES.values() for text in names] + [text for text, _ in SENTENCES]
    texts += [text for text, _, _ in (*DOUBTFUL, *NO_GUIDE, *FAILURES)]
    assert sorted(texts) == sorted(set(texts))
    assert sum(len(names) for names in NAMES.values()) + len(SENTENCES) >= 80
    assert len(DOUBTFUL) >= 25
    assert len(NO_GUIDE) >= 40


@pytest.mark.parametrize(("slug", "text"), [(slug, text) for slug, texts in NAMES.items() for text in texts])
def test_a_name_is_linked(linker: JobLinker, slug: str, text: str) -> None:
    found = linker.link(text)
    assert summary(text, found) in ([(text, {slug}, True)], [(text.rstrip(")"), {slug}, True)])
    assert 0.8 <= found[0].score <= 1


@pytest.mark.parametrize(("text", "named"), SENTENCES)
def test_jobs_named_in_a_message_are_found_where_they_stand(
    linker: JobLinker, text: str, named: list[tuple[str, str]]
) -> None:
    assert summary(text, linker.link(text)) == [(words, {slug}, True) for words, slug in named]


@pytest.mark.parametrize(("text", "words", "candidates"), DOUBTFUL)
def test_a_doubtful_mention_is_not_sure_and_keeps_its_candidates(
    library: Library, linker: JobLinker, text: str, words: str, candidates: set[str]
) -> None:
    if library.knowledge.register_names and text in IN_THE_REGISTER:
        assert summary(text, linker.link(text)) == [(text, {IN_THE_REGISTER[text]}, True)]
        return
    assert summary(text, linker.link(text)) == [(words, candidates, False)]


@pytest.mark.parametrize(("text", "other", "may_doubt"), NO_GUIDE)
def test_no_guide_is_meant(library: Library, linker: JobLinker, text: str, other: str | None, may_doubt: bool) -> None:
    found = linker.link(text)
    if library.knowledge.register_names:
        other = IN_THE_REGISTER.get(text, other)
    assert {mention.jobs for mention in found if mention.sure} == ({(other,)} if other else set())
    doubts = {job for mention in found if not mention.sure for job in mention.jobs}
    assert doubts <= (set(GUIDES) if may_doubt else set())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(text, expected, marks=pytest.mark.xfail(strict=True, reason=reason))
        for text, expected, reason in FAILURES
    ],
)
def test_known_failures(linker: JobLinker, text: str, expected: list[tuple[str, set[str], bool]]) -> None:
    assert summary(text, linker.link(text)) == expected


@pytest.mark.parametrize("between", [" ou ", " et ", " vs ", ", ", " ? ", " / ", " et un "])
def test_two_names_in_one_message_are_two_mentions(linker: JobLinker, between: str) -> None:
    pairs = [
        (first, second)
        for one in NAMES[ASSISTANT][::3]
        for other in NAMES[DIRECTOR][::3]
        for first, second in (((ASSISTANT, one), (DIRECTOR, other)), ((DIRECTOR, other), (ASSISTANT, one)))
    ]
    assert len(pairs) > 500
    wrong = []
    for (first, one), (second, other) in pairs:
        found = [(mention.jobs, mention.sure) for mention in linker.link(one + between + other)]
        if found != [((first,), True), ((second,), True)]:
            wrong.append((one + between + other, found))
    assert wrong == []


def test_every_name_of_every_job_is_linked_to_that_job(library: Library) -> None:
    names = [(slug, name) for slug, all_names in names_of(library).items() for name in all_names]
    assert len(names) > 1500
    wrong = {
        name: [mention.jobs for mention in found]
        for slug, name in names
        for found in [library.linker.link(name)]
        if [(mention.jobs, mention.sure) for mention in found] != [((slug,), True)]
    }
    assert set(wrong) == set(OWN_NAME_FAILURES), wrong


def test_every_name_of_every_other_job_leaves_the_guides_alone(library: Library) -> None:
    names = [name for slug, all_names in names_of(library).items() if slug not in GUIDES for name in all_names]
    assert len(names) > 1500
    linked = {name for name in names for mention in library.linker.link(name) if set(mention.jobs) & set(GUIDES)}
    assert linked == set()


def test_a_mention_without_accents_is_the_same(library: Library) -> None:
    names = [name for all_names in names_of(library).values() for name in all_names if not name.isascii()]
    assert len(names) > 300
    for name in names:
        bare = "".join(char for char in unicodedata.normalize("NFD", name) if not unicodedata.combining(char))
        expected = [(mention.jobs, mention.sure) for mention in library.linker.link(name)]
        assert [(mention.jobs, mention.sure) for mention in library.linker.link(bare)] == expected, name


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("assistant de prod", [(0, 17)]),
        ("  assistant de prod !", [(2, 19)]),
        ("🎬🎬 assistant de prod", [(3, 20)]),
        ("l'assistant·e de prod", [(2, 21)]),
        ("directeur de postprod ou assistant de prod", [(0, 21), (25, 42)]),
        ("Œuvre d'un directeur de post-prod.", [(11, 33)]),
        ("«assistant de prod»", [(1, 18)]),
    ],
)
def test_offsets_are_those_of_the_text_as_typed(linker: JobLinker, text: str, places: list[tuple[int, int]]) -> None:
    assert [(mention.start, mention.end) for mention in linker.link(text)] == places


# ── A job that is added while it runs ───────────────────────────────────────────────────────────────────────────────

NEW = "souffleur-de-verre-au-cinema"
NEW_NAMES = ("Souffleur de verre au cinéma", "Souffleuse de verre au cinéma", "verrier de plateau")


@pytest.fixture(scope="module")
def larger(library: Library) -> JobLinker:
    """The linker with one more guide, built without training."""
    names: Mapping[str, tuple[str, ...]] = {**names_of(library), NEW: NEW_NAMES}
    return JobLinker(names, {**titles_of(library), NEW: NEW_NAMES[:2]})


@pytest.mark.parametrize(
    "text",
    [
        "Souffleur de verre au cinéma",
        "souffleuse de verre au cinema",
        "SOUFFLEURS DE VERRE AU CINEMA",
        "soufleur de verre au cinéma",
        "souffleur de verres pour le cinéma",
        "verrier de plateau",
        "verrier plateau",
        "verier de plateau",
    ],
)
def test_a_new_job_is_linked_without_training(linker: JobLinker, larger: JobLinker, text: str) -> None:
    assert all(NEW not in mention.jobs for mention in linker.link(text))
    assert summary(text, larger.link(text)) == [(text, {NEW}, True)]
    message = f"et {text}, ça gagne combien ?"
    assert [(mention.jobs, mention.sure) for mention in larger.link(message)] == [((NEW,), True)]


def test_a_new_job_leaves_the_others_where_they_are(linker: JobLinker, larger: JobLinker) -> None:
    for text in [text for texts in NAMES.values() for text in texts] + [text for text, _ in SENTENCES]:
        assert summary(text, larger.link(text)) == summary(text, linker.link(text)), text


def test_a_second_director_makes_a_director_ambiguous(library: Library) -> None:
    titles = {**titles_of(library), "directeur-de-production": ("Directeur de production", "Directrice de production")}
    linker = JobLinker(names_of(library), titles)
    assert summary("directeur", linker.link("directeur")) == [("directeur", {DIRECTOR, "directeur-de-production"}, False)]
    assert summary("directeur de prod", linker.link("directeur de prod")) == [
        ("directeur de prod", {"directeur-de-production"}, True)
    ]


def test_a_linker_of_a_single_job() -> None:
    linker = JobLinker({"a": ("Assistante de prod",)}, {"a": ("Assistante de prod",)})
    assert summary("assistante de prod", linker.link("assistante de prod")) == [("assistante de prod", {"a"}, True)]
    assert linker.link("directeur") == []


# ── Whatever is typed ───────────────────────────────────────────────────────────────────────────────────────────────


def check(linker: JobLinker, known: set[str], text: str) -> None:
    """What holds of the mentions of any text."""
    end = 0
    for mention in linker.link(text):
        assert end <= mention.start < mention.end <= len(text)
        end = mention.end
        words = text[mention.start : mention.end]
        assert words == words.strip()
        assert mention.jobs
        assert set(mention.jobs) <= known
        assert len(set(mention.jobs)) == len(mention.jobs)
        assert 0 < mention.score <= 1
        assert not mention.sure or (len(mention.jobs) == 1 and mention.score >= 0.8)
        assert mention.sure or len(mention.jobs) > 1 or mention.jobs[0] in GUIDES


@EXAMPLES
@given(st.text())
def test_any_text_is_read_without_an_error_or_an_overlap(text: str) -> None:
    library = shared_library()
    check(library.linker, set(names_of(library)), text)


PIECES = st.one_of(
    st.sampled_from(sorted({word for names in NAMES.values() for name in names for word in name.split()})),
    st.sampled_from(
        ["assistant social", "monteur", "prof de sport", "chef op", "JRI", "dj", "psy", "régisseur", "stand-upper"]
    ),
    st.sampled_from(["-", "·e", "(e)", "’", "d'", "de", "ou", "et", ",", "?", "\n", "🎬", "\x00", "\u0301", "ﬁ", "½", "İ"]),
    st.text(max_size=4),
)


@EXAMPLES
@given(st.lists(PIECES, max_size=40), st.sampled_from([" ", "", "-", "  ", "\n"]))
def test_any_mixture_of_names_is_read_without_an_error_or_an_overlap(pieces: list[str], between: str) -> None:
    library = shared_library()
    check(library.linker, set(names_of(library)), between.join(pieces))


@pytest.mark.parametrize(
    "text",
    ["assistant de prod " * 600, "a" * 10_000, "é " * 5_000, "postprod-" * 1_200, "\x00" * 10_000],
    ids=["a name 600 times", "one word", "5000 words", "no space", "null bytes"],
)
def test_a_very_long_message_takes_no_time(linker: JobLinker, library: Library, text: str) -> None:
    begin = time.perf_counter()
    check(linker, set(names_of(library)), text)
    assert time.perf_counter() - begin < 2


def test_only_the_beginning_of_a_very_long_message_is_searched(linker: JobLinker) -> None:
    assert linker.link("bla " * 119 + "postprod") != []
    assert linker.link("bla " * 200 + "postprod") == []
