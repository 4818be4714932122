"""The guides against the pages that they come from: every figure with its meaning, every name, no borrowed sentence.

The pages are not part of the project: they are read from ../shared/guides, next to it, and the tests that need them are
skipped where that folder is absent.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest

from bot.knowledge.library import shared_library
from bot.knowledge.schema import Guide
from bot.knowledge.text import words
from bot.paths import ROOT

PAGES = ROOT.parent / "shared" / "guides"
ASSISTANT = "assistant-de-production-audiovisuelle"
DIRECTOR = "directeur-de-postproduction"

pytestmark = pytest.mark.skipif(
    not PAGES.is_dir(), reason="the source pages are not here: they belong in ../shared/guides, next to the project"
)

NUMBER = re.compile(
    r"""
    \d{1,3}(?:[ .\u00a0\u202f]\d{3})+(?!\d)      # 2 200, 2.800
    | \d{1,2}h\d{2}                               # 06h00
    | \d+                                         # 1800, 75, 2025
    | \b(?:deux|trois|quatre|cinq|six|sept|huit|neuf|dix|douze|vingt|cent|mille|double|triple|moitié|tiers)\b
    """,
    re.VERBOSE | re.IGNORECASE,
)

# ── The figures ─────────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class Typed:
    """A figure that the guide holds as a number: where, and its value."""

    path: str
    """Steps joined by dots; `name[key=value]` is the one item of a list that fits."""
    value: object


@dataclass(frozen=True)
class Told:
    """A figure that the guide holds in a text: where, and the words around it that give its meaning."""

    path: str
    words: tuple[str, ...]


@dataclass(frozen=True)
class Figure:
    """One place of the page with figures, and where the guide holds them."""

    source: str
    """The words around the figures on the page, as short as they can be and still be found once (or `times`)."""
    numbers: tuple[str, ...]
    held: tuple[Typed | Told, ...] = ()
    times: int = 1
    ours: bool = True
    """False for what is no fact about the job (« quiz en 2 minutes »)."""


ANY_PAY = "salary.figures[level=any]"
JUNIOR = "salary.figures[level=junior]"
SENIOR = "salary.figures[level=experienced]"
EMPLOYEE = "salary.figures[level=experienced,status=employee]"
BIG = "salary.figures[level=experienced,status=any]"
FREELANCE = "salary.figures[status=freelance]"


def amount(path: str, **values: object) -> tuple[Typed, ...]:
    """Several values of one amount of money."""
    return tuple(Typed(f"{path}.{name}", value) for name, value in values.items())


def fact(title: str, value: int, unit: str) -> tuple[Typed, ...]:
    """A typed figure of a fact."""
    path = f"facts[title={title}].figures[unit={unit}]"
    return (Typed(f"{path}.values", [value]),)


FIGURES: dict[str, list[Figure]] = {
    ASSISTANT: [
        Figure("en 2 minutes", ("2",), times=2, ours=False),
        Figure(
            "de 3 ans en Haute École",
            ("3",),
            (
                Typed("studies.duration.min_years", 3),
                Typed("studies.duration.max_years", 3),
                Told("studies.summary", ("3 ans",)),
            ),
        ),
        Figure(
            "2 200 - 3 800€ brut/mois (",
            ("2 200", "3 800"),
            amount(ANY_PAY, min=2200, max=3800, period="month", gross=True, currency="EUR", status="any"),
        ),
        Figure(
            "débutant 2 200 - 2 700€",
            ("2 200", "2 700"),
            amount(JUNIOR, min=2200, max=2700, period="month", gross=True, currency="EUR", status="any"),
        ),
        Figure(
            "confirmé 2 800 - 3 800€",
            ("2 800", "3 800"),
            (
                *amount(SENIOR, min=2800, max=3800, period="month", gross=True, currency="EUR", status="any"),
                Told(f"{SENIOR}.note", ("indemnités de tournage",)),
            ),
        ),
        Figure("(Belgique 2025)", ("2025",), (Typed("year", 2025), Typed("figures.area", "Belgique"))),
        Figure("3 ans (Bachelier)", ("3",), (Told("studies.duration.text", ("3 ans", "bachelier")),)),
        Figure(
            "1800 Professionnels",
            ("1800",),
            (Typed("figures.professionals.value", 1800), Typed("figures.professionals.approximate", False)),
        ),
        Figure(
            "75% Taux d'insertion",
            ("75",),
            (Typed("figures.insertion.value", 75), Told("prospects.points", ("75 %", "insertion"))),
        ),
        Figure("32 Âge moyen", ("32",), (Typed("figures.average_age", 32),)),
        Figure(
            "65 Proportion de femmes", ("65",), (Typed("figures.women.value", 65), Told("figures.women.of", ("personnes",)))
        ),
        Figure(
            "06h00-09h00",
            ("06h00", "09h00"),
            (*amount("day[start=06:00]", end="09:00"), Told("day[start=06:00].text", ("loges",))),
        ),
        Figure(
            "09h00-12h00",
            ("09h00", "12h00"),
            (*amount("day[start=09:00]", end="12:00"), Told("day[start=09:00].text", ("prise",))),
        ),
        Figure(
            "12h00-14h00",
            ("12h00", "14h00"),
            (*amount("day[start=12:00]", end="14:00"), Told("day[start=12:00].text", ("midi",))),
        ),
        Figure(
            "14h00-18h00",
            ("14h00", "18h00"),
            (*amount("day[start=14:00]", end="18:00"), Told("day[start=14:00].text", ("bureau",))),
        ),
        Figure(
            "18h00-20h00",
            ("18h00", "20h00"),
            (*amount("day[start=18:00]", end="20:00"), Told("day[start=18:00].text", ("rangé",))),
        ),
        Figure("années 40", ("40",), (Told("facts[title=Le système D à la belge].text", ("années 40", "mitraillette")),)),
        Figure("Bachelier de 3 ans", ("3",), (Told("studies.path", ("bachelier", "3 ans", "Écriture multimédia")),)),
        Figure(
            "de 12 heures par jour",
            ("12",),
            (
                Told("self_assessment[key=long_days].text", ("12 heures", "peur")),
                Typed("self_assessment[key=long_days].favours", "no"),
            ),
        ),
        Figure(
            "entre 2 200€ et 2 700€",
            ("2 200", "2 700"),
            (Told("faq[topic=salary].answer", ("débutes", "2 200 à 2 700 € brut par mois")),),
        ),
        Figure(
            "2 800€ à 3 800€ brut/mois",
            ("2 800", "3 800"),
            (Told("faq[topic=salary].answer", ("plusieurs années", "2 800 à 3 800 € brut par mois")),),
        ),
    ],
    DIRECTOR: [
        Figure("en 2 minutes", ("2",), times=2, ours=False),
        Figure(
            "autour de 2.800€ brut",
            ("2.800",),
            amount(JUNIOR, min=2800, max=2800, approximate=True, gross=True, currency="EUR", status="employee"),
        ),
        Figure(
            "jusqu'à 5.000€+",
            ("5.000",),
            (*amount(BIG, min=None, max=5000, and_more=True, currency="EUR"), Told(f"{BIG}.note", ("grosses productions",))),
        ),
        Figure("(Belgique 2025)", ("2025",), (Typed("year", 2025), Typed("figures.area", "Belgique"))),
        Figure(
            "3-5 ans d'études",
            ("3", "5"),
            (
                *amount("studies.duration", min_years=3, max_years=5, experience=True),
                Told("studies.duration.text", ("3 à 5 ans", "expérience")),
            ),
        ),
        Figure(
            "~200 Professionnels",
            ("200",),
            (
                *amount("figures.professionals", value=200, approximate=True),
                Told("prospects.points", ("environ 200 professionnels",)),
            ),
        ),
        Figure(
            "+5% Croissance annuelle",
            ("5",),
            (
                Typed("figures.growth.percent", 5),
                Told("figures.growth.text", ("+5 % par an",)),
                Told("prospects.points", ("5 % par an",)),
            ),
        ),
        Figure(
            "70% (souvent via",
            ("70",),
            (
                Typed("figures.insertion.value", 70),
                Told("figures.insertion.note", ("réseau",)),
                Told("prospects.points", ("70 %", "réseau")),
            ),
        ),
        Figure("42 ans Âge moyen", ("42",), (Typed("figures.average_age", 42),)),
        Figure("35% Proportion de femmes", ("35",), (Typed("figures.women.value", 35),)),
        Figure(
            "plus de 80% des directeurs",
            ("80",),
            (
                *fact("Surtout des freelances", 80, "percent"),
                Told("facts[title=Surtout des freelances].text", ("Plus de 80 %", "indépendants", "Belgique")),
                Told("freelance.summary", ("plus de 80 %", "indépendants")),
                Told("criteria[id=freelance].why", ("plus de 80 %", "indépendantes")),
            ),
        ),
        Figure(
            "15% à 25% du budget",
            ("15", "25"),
            (
                Typed("facts[title=Une belle part du budget].figures[unit=percent].values", [15, 25]),
                Told(
                    "facts[title=Une belle part du budget].text", ("15 à 25 %", "budget total", "long métrage", "en moyenne")
                ),
            ),
        ),
        Figure(
            "multiplié par trois",
            ("trois",),
            (
                *fact("L'effet Tax Shelter", 3, "times"),
                Told("facts[title=L'effet Tax Shelter].text", ("multipliée par trois", "Bruxelles", "Wallonie")),
                Told("prospects.points", ("triplé",)),
            ),
        ),
        Figure(
            "depuis 2010",
            ("2010",),
            (
                *fact("L'effet Tax Shelter", 2010, "year"),
                Told("facts[title=L'effet Tax Shelter].text", ("Depuis 2010",)),
                Told("prospects.points", ("depuis 2010", "Tax Shelter")),
            ),
        ),
        Figure(
            "jusqu'à 5 projets",
            ("5",),
            (
                *fact("Plusieurs projets à la fois", 5, "projects"),
                Told(
                    "facts[title=Plusieurs projets à la fois].text",
                    ("jusqu'à 5", "taille moyenne", "Bruxelles", "expérimentée"),
                ),
            ),
        ),
        Figure(
            "près de 60% des projets",
            ("60",),
            (
                *fact("L'anglais, indispensable", 60, "percent"),
                Told(
                    "facts[title=L'anglais, indispensable].text",
                    ("près de 60 %", "coproductions internationales", "Belgique"),
                ),
                Told("languages.points", ("près de 60 %", "coproductions internationales")),
            ),
        ),
        Figure(
            "Marc, 45 ans", ("45",), (Typed("testimonials.0.name", "Marc"), Told("testimonials.0.who", ("45 ans", "Liège")))
        ),
        Figure(
            "environ 2.800€ brut/mois",
            ("2.800",),
            (
                *amount(JUNIOR, period="month", gross=True),
                Told("faq[topic=salary].answer", ("débutes comme salarié·e", "environ 2 800 € brut par mois")),
            ),
        ),
        Figure(
            "4.500€-5.000€",
            ("4.500", "5.000"),
            (
                *amount(EMPLOYEE, min=4500, max=5000, period="month", currency="EUR"),
                Told("faq[topic=salary].answer", ("expérience", "4 500-5 000 €")),
            ),
        ),
        Figure(
            "entre 1.500€ et 2.500€/semaine",
            ("1.500", "2.500"),
            (
                *amount(FREELANCE, min=1500, max=2500, period="week", gross=None, currency="EUR", level="experienced"),
                Told(f"{FREELANCE}.note", ("confirmé", "grosse production")),
                Told("faq[topic=salary].answer", ("freelance", "1 500 à 2 500 € par semaine", "confirmé")),
                Told("freelance.points", ("semaine", "1 500 à 2 500 €", "grosse production")),
            ),
        ),
    ],
}

# Numbers of a guide that are not on its page, and why they may stand there.
OUR_OWN: dict[str, set[str]] = {
    ASSISTANT: {"6", "20", "deux"},  # from 6 to 20 h, the hours of the typical day; « deux langues », « deux écoles »
    DIRECTOR: {"deux"},  # « deux mondes », « les deux »: what the page names, counted
}

# ── The names ───────────────────────────────────────────────────────────────────────────────────────────────────────

NAMES: dict[str, list[str]] = {
    ASSISTANT: [
        # Schools, diplomas, training.
        "IAD", "Institut des Arts de Diffusion", "INSAS", "Institut National Supérieur des Arts du Spectacle",
        "HEAJ", "Haute École Albert Jacquard", "HEPL", "Haute École de la Province de Liège",
        "INRACI", "Institut National de Radioélectricité et de Cinématographie", "HELHa", "Haute École Louvain en Hainaut",
        "IFAPME", "SFPME", "GSARA", "Mediarte", "CESS", "Certificat d'Enseignement Secondaire Supérieur",
        "Écriture multimédia", "Arts du spectacle et techniques de diffusion et de communication",
        # Employers, festivals, funds, institutions.
        "Tarantula", "Les Films du Fleuve", "RTBF", "RTL-TVI", "Be tv", "FIFF", "BIFFF",
        "Wallimage", "screen.brussels", "Tax Shelter", "Média Rives",
        # Tools.
        "Suite Office", "Excel", "Google Workspace", "Trello", "Asana", "Monday", "Movie Magic Scheduling", "Celtx",
        "WhatsApp", "Slack", "GPS",
        # Places, people, contracts.
        "Belgique", "France", "Wallonie", "Bruxelles", "Région de Bruxelles-Capitale", "Louvain-la-Neuve", "Wavre", "Namur",
        "Liège", "Mons", "Charleroi", "Bastogne", "Province de Liège", "Province de Hainaut", "Province de Namur",
        "Chloé", "CDD", "permis B", "TV",
    ],
    DIRECTOR: [
        "INSAS", "IAD", "HEAJ", "Helb Prigogine", "Master en Cinéma",
        "Master en Arts du spectacle et techniques de diffusion",
        "Bachelier en Techniques infographiques", "Bachelier en Cinéma et Médias", "Centre de Compétence Technifutur",
        "CESS", "Certificat d'Enseignement Secondaire Supérieur", "Mediarte", "Screen.brussels", "Wallimage",
        "Cobalt", "The Fridge", "Umedia", "RTBF", "RTL-TVI", "VRT", "IBC", "Tax Shelter", "PAD",
        "Avid Media Composer", "Adobe Premiere Pro", "Final Cut Pro", "DaVinci Resolve", "Pro Tools", "Nuendo",
        "ShotGrid", "Trello", "Frame.io", "VFX", "TV",
        "Belgique", "Wallonie", "Bruxelles", "Bruxelles-Capitale", "Brabant wallon", "Louvain-la-Neuve", "Genval", "Liège",
        "Hainaut", "Charleroi", "Mons", "Capitale Culturelle", "Namur", "Amsterdam", "Marc",
        "Prêt À Diffuser",
    ],
}  # fmt: skip

# On the page with a capital that the guide does not keep, or in another gender: the page's name -> ours.
WRITTEN_OTHERWISE: dict[str, dict[str, str]] = {ASSISTANT: {"Brabant Wallon": "Brabant wallon"}, DIRECTOR: {}}

# Words with a capital in the middle of a sentence of the page that are no names of anything.
ORDINARY = {
    ASSISTANT: {
        "Assistante", "Guide", "Complet", "Métier", "Quiz", "Gratuit", "Bachelier", "Haute", "Hautes", "École", "Écoles",
        "Durée", "Professionnels", "Croissance", "Taux", "Proportion", "Points", "Clés", "Âge", "Régions",
    },
    DIRECTOR: {
        "Directeur", "Directrice", "Guide", "Complet", "Métier", "Quiz", "Gratuit", "Bachelier", "Master", "Durée",
        "Professionnels", "Croissance", "Taux", "Proportion", "Points", "Formations", "Âge",
    },
}  # fmt: skip

# Runs of words that are names, and may be the same in both.
SHARED_RUNS: dict[str, list[str]] = {
    ASSISTANT: [
        "Assistante de production audiovisuelle : Le Guide Complet du Métier en Belgique",
        "Arts du spectacle et techniques de diffusion et de communication",
        "Institut National Supérieur des Arts du Spectacle",
        "Institut National de Radioélectricité et de Cinématographie",
    ],
    DIRECTOR: [
        "Directeur / Directrice de postproduction : Le Guide Complet du Métier en Belgique",
        "Arts du spectacle et techniques de diffusion",
    ],
}

SLUGS = list(FIGURES)
LONGEST_RUN = 7
"""Words in a row that a guide may share with its page."""


@pytest.fixture(params=SLUGS)
def slug(request: pytest.FixtureRequest) -> str:
    """Each guide that comes from a page."""
    return str(request.param)


def page_of(slug: str) -> str:
    """The page that a guide comes from."""
    text = (PAGES / f"{slug}.txt").read_text(encoding="utf-8")
    assert len(text) > 10_000
    return text


def guide_of(slug: str) -> Guide:
    """The guide."""
    return shared_library().knowledge.guides[slug]


def plain(text: str) -> str:
    """With ordinary spaces."""
    return text.replace("\u202f", " ").replace("\u00a0", " ")


def texts(value: Any) -> Iterator[str]:
    """Every text of a part of a guide."""
    if isinstance(value, str):
        yield plain(value)
    elif isinstance(value, dict):
        for part in value.values():
            yield from texts(part)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from texts(part)


def whole_numbers(value: Any) -> Iterator[int]:
    """Every typed number of a part of a guide."""
    if isinstance(value, int) and not isinstance(value, bool):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from whole_numbers(part)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from whole_numbers(part)


STEP = re.compile(r"(?P<name>[a-z_0-9]+)(?:\[(?P<only>[^\]]+)\])?")


def steps(path: str) -> list[str]:
    """The steps of a path, cut at the dots that stand outside brackets."""
    return re.findall(r"[^.\[]+(?:\[[^\]]+\])?", path)


def at(guide: Guide, path: str) -> Any:
    """What stands at `path`; a choice among items must leave exactly one."""
    value: Any = guide.dict()
    for step in steps(path):
        match = STEP.fullmatch(step)
        assert match is not None, path
        value = value[int(match["name"])] if isinstance(value, list) else value[match["name"]]
        if match["only"]:
            wanted = dict(pair.split("=", 1) for pair in re.split(r",(?=[a-z_]+=)", match["only"]))
            chosen = [item for item in value if all(str(item[name]) == text for name, text in wanted.items())]
            assert len(chosen) == 1, f"{path}: {len(chosen)} items fit {match['only']}"
            value = chosen[0]
    return value


def holds(guide: Guide, held: Typed | Told) -> bool:
    """Whether the guide has that figure in that place, with that meaning."""
    value = at(guide, held.path)
    if isinstance(held, Typed):
        return bool(value == held.value and isinstance(value, bool) == isinstance(held.value, bool))
    return any(all(word in text for word in held.words) for text in texts(value))


# ── Figures: page -> guide, and back ────────────────────────────────────────────────────────────────────────────────


def test_every_figure_of_the_page_is_in_the_table_and_the_other_way_round(slug: str) -> None:
    page = page_of(slug)
    found = {match.span(): match.group() for match in NUMBER.finditer(page)}
    assert len(found) >= 25
    explained: Counter[tuple[int, int]] = Counter()
    for figure in FIGURES[slug]:
        places = [match.span() for match in re.finditer(re.escape(figure.source), page)]
        assert len(places) == figure.times, f"{figure.source!r} stands {len(places)} times on the page"
        for start, end in places:
            inside = [span for span in found if start <= span[0] and span[1] <= end]
            assert tuple(found[span] for span in inside) == figure.numbers, figure.source
            explained.update(inside)
    forgotten = [page[max(0, start - 30) : end + 30] for start, end in found if (start, end) not in explained]
    assert forgotten == []
    assert [page[start:end] for (start, end), count in explained.items() if count > 1] == []


@pytest.mark.parametrize(
    ("slug", "figure"),
    [(slug, figure) for slug, figures in FIGURES.items() for figure in figures if figure.ours],
    ids=lambda value: value.source if isinstance(value, Figure) else value[:9],
)
def test_a_figure_of_the_page_is_in_the_guide_with_its_meaning(slug: str, figure: Figure) -> None:
    assert figure.held
    assert [held for held in figure.held if not holds(guide_of(slug), held)] == []


def value_of(written: str) -> str:
    """One way of writing a number: `2.800` and `2 800` are `2800`, `06h00` and `06:00` are `6h00`."""
    if re.fullmatch(r"\d{1,2}[h:]\d{2}", written):
        return written.replace(":", "h").lstrip("0")
    return re.sub(r"[ .\u00a0\u202f](?=\d)", "", written).lower()


def test_the_guide_holds_no_figure_that_is_not_on_its_page(slug: str) -> None:
    on_page = {value_of(match.group()) for match in NUMBER.finditer(page_of(slug))}
    data = guide_of(slug).dict(exclude={"profile"})  # from the register of occupations
    written: list[str] = []
    for text in texts(data):
        clock = re.fullmatch(r"\d\d:\d\d", text)
        written += [value_of(text)] if clock else [value_of(match.group()) for match in NUMBER.finditer(text)]
    assert len(written) >= 20
    assert set(written) - on_page == OUR_OWN[slug]
    numbers = {str(number) for number in whole_numbers(data)}
    assert len(numbers) >= 9
    assert numbers - on_page - {"3"} == set()  # « trois » on one page, 3 years on the other


@pytest.mark.parametrize(
    ("number", "qualifiers", "least"),
    [
        ("80 %", ("plus de",), 3),
        ("60 %", ("près de",), 2),
        ("200 professionnels", ("environ",), 1),
        ("2 800 €", ("environ",), 1),
        ("5 000 €", ("4 500-", "jusqu'à"), 1),
        ("5, et jongler", ("jusqu'à",), 1),
    ],
)
def test_an_estimate_of_the_page_is_not_made_exact(number: str, qualifiers: tuple[str, ...], least: int) -> None:
    """« ~ », « environ », « près de », « plus de » and « jusqu'à » stand before our figure too."""
    places = [
        text[max(0, match.start() - 12) : match.start()].lower()
        for text in texts(guide_of(DIRECTOR).dict())
        for match in re.finditer(rf"(?<!\d){re.escape(number)}", text)
    ]
    assert len(places) >= least
    assert [before for before in places if not any(word in before for word in qualifiers)] == []


# ── Names ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_names_of_the_table_stand_on_the_page(slug: str) -> None:
    page = page_of(slug)
    names = [*NAMES[slug], *WRITTEN_OTHERWISE[slug]]
    assert len(names) >= 40
    assert [name for name in names if name not in page] == []


def test_every_name_of_the_page_stands_in_the_guide(slug: str) -> None:
    data = list(texts(guide_of(slug).dict()))
    names = [*NAMES[slug], *WRITTEN_OTHERWISE[slug].values()]
    assert [name for name in names if not any(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text) for text in data)] == []


# A school of the page: « • NAME - full name (city) » on one page, « • NAME - city (programme) » on the other.
SCHOOL = re.compile(r"^\s*• (?P<name>[^-(\n]+) - (?P<first>[^(\n]+) \((?P<second>[^)\n]+)\)$", re.MULTILINE)


@pytest.mark.parametrize(
    ("slug", "first", "second", "count"),
    [(ASSISTANT, "full_name", "city", 6), (DIRECTOR, "city", "programme", 4)],
)
def test_every_school_of_the_page_is_in_its_city(slug: str, first: str, second: str, count: int) -> None:
    found = [(match["name"], match["first"], match["second"]) for match in SCHOOL.finditer(page_of(slug))]
    assert len(found) == count
    schools = [(school.name, getattr(school, first), getattr(school, second)) for school in guide_of(slug).schools]
    assert schools[:count] == found


CAPITAL = re.compile(r"(?<=[a-zà-ÿ,(/&] )\(?([A-ZÀ-Ý][\w.-]*\w)|\b(\w*[A-Z]\w*[A-Z]\w*)\b")


def test_the_table_of_names_is_complete(slug: str) -> None:
    """Every word with a capital in mid-sentence, or with two capitals, belongs to a name of the table."""
    known = {word for name in (*NAMES[slug], *WRITTEN_OTHERWISE[slug]) for word in re.findall(r"[\w.-]+", name)}
    found = {match[1] or match[2] for match in CAPITAL.finditer(page_of(slug))}
    assert len(found) >= 40
    assert {word for word in found if word not in known and not set(word.split("-")) <= known} - ORDINARY[slug] == set()


# ── Sentences ───────────────────────────────────────────────────────────────────────────────────────────────────────


def without_names(text: str, slug: str) -> str:
    """`text` cut where a shared name stands."""
    for name in SHARED_RUNS[slug]:
        text = re.sub(re.escape(name), " | ", text, flags=re.IGNORECASE)
    return text


def runs(text: str, slug: str) -> set[tuple[str, ...]]:
    """Every run of eight words of a text, names left out."""
    found = set()
    for part in without_names(text, slug).split(" | "):
        row = words(part)
        found |= {tuple(row[start : start + LONGEST_RUN + 1]) for start in range(len(row) - LONGEST_RUN)}
    return found


def test_no_run_of_eight_words_of_the_page_stands_in_the_guide(slug: str) -> None:
    theirs = runs(page_of(slug), slug)
    ours = [(text, run) for text in texts(guide_of(slug).dict()) for run in runs(text, slug)]
    assert len(theirs) > 1_000
    assert len(ours) > 1_000
    assert [" ".join(run) for _, run in ours if run in theirs] == []


def test_the_search_for_borrowed_sentences_finds_one() -> None:
    page = page_of(DIRECTOR)
    sentence = next(line for line in page.splitlines() if line.startswith("Le salaire varie"))
    assert runs(sentence, DIRECTOR) & runs(page, DIRECTOR)


def test_the_allowed_names_stand_on_the_page_and_in_the_guide(slug: str) -> None:
    page, data = page_of(slug), list(texts(guide_of(slug).dict()))
    for name in SHARED_RUNS[slug]:
        assert name in page
        assert any(name in text for text in data)
