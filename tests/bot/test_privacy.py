"""Personal data in what students write: every secret is hidden, and what only looks like one is left as it is."""

from __future__ import annotations

import re
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from bot.knowledge.linking import Mention
from bot.nlu.masking import MASK, MAX_CHARACTERS, masked
from bot.paths import ROOT
from bot.privacy import MASKS, masked_text, without_masks

MESSAGES: list[dict[str, Any]] = yaml.safe_load((ROOT / "tests" / "personal" / "messages.yml").read_text(encoding="utf-8"))
SECRET = [message for message in MESSAGES if message["secrets"]]
HARMLESS = [message["text"] for message in MESSAGES if not message["secrets"]]
TOWN_STAYS = ("jvis au 23 avenue",)
"""Messages whose street is hidden while the number before it or the town after it stays."""

SECONDS = 2
"""More than enough for the longest message there is, even on a slow computer."""


def words_of(text: str) -> set[str]:
    """The words of a text that can tell who somebody is."""
    return {word.casefold() for word in re.findall(r"\w+", text) if len(word) > 2}


@contextmanager
def at_most(seconds: float) -> Iterator[None]:
    """Fail instead of hanging; a regular expression lets itself be interrupted."""

    def stop(_signal: int, _frame: object) -> None:
        raise TimeoutError(f"took more than {seconds} seconds")

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


# ── The messages of tests/personal ────────────────────────────────────────────────────────────────────────────────────


def test_there_are_enough_messages_of_both_kinds() -> None:
    assert len(SECRET) >= 60 and len(HARMLESS) >= 35


@pytest.mark.parametrize("message", SECRET, ids=lambda message: message["text"])
def test_every_secret_is_hidden(message: dict[str, Any]) -> None:
    hidden = masked_text(message["text"]).casefold()
    assert [secret for secret in message["secrets"] if secret.casefold() in hidden] == []
    assert any(f"[{mask}]" in hidden for mask in MASKS)


@pytest.mark.parametrize("message", SECRET, ids=lambda message: message["text"])
def test_no_piece_of_a_secret_is_left(message: dict[str, Any], request: pytest.FixtureRequest) -> None:
    if message["text"].startswith(TOWN_STAYS):
        reason = "the street goes; a town, or a house number before a street, tells nothing by itself"
        request.applymarker(pytest.mark.xfail(strict=True, reason=reason))
    left = words_of(masked_text(message["text"]))
    assert {word for secret in message["secrets"] for word in words_of(secret)} & left == set()


@pytest.mark.parametrize("text", HARMLESS)
def test_a_message_without_secrets_is_left_as_it_is(text: str) -> None:
    assert masked_text(text) == text


@pytest.mark.parametrize("message", MESSAGES, ids=lambda message: message["text"])
def test_hiding_twice_changes_nothing_more(message: dict[str, Any]) -> None:
    hidden = masked_text(message["text"])
    assert masked_text(hidden) == hidden


# ── What is hidden, and how ───────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        ("je m'appelle Sarah et j'ai 16 ans", "je m'appelle [name] et j'ai 16 ans"),
        ("Je m’appelle Sarah Dubois.", "Je m’appelle [name]."),
        ("je m'appelle sarah dubois, ça gagne ?", "je m'appelle [name], ça gagne ?"),
        ("moi c'est Chloé Van den Bossche", "moi c'est [name]"),
        ("JE SUIS SARAH", "JE SUIS [name]"),
        ("salut c'est lucas, le salaire ?", "salut c'est [name], le salaire ?"),
        ("my name is Emma", "my name is [name]"),
        ("mon insta : @lea_dmt", "mon insta : [name]"),
        ("mon gsm 0470 12 34 56 merci", "mon gsm [phone] merci"),
        ("tel:0470123456.", "tel:[phone]."),
        ("0032 470 12 34 56", "[phone]"),
        ("+31 6 12345678", "[phone]"),
        ("+32455291296", "[phone]"),
        ("écris à léa.dumont@gmail.com stp", "écris à [email] stp"),
        ("lea(at)gmail.com", "[email]"),
        ("lea arobase gmail point com", "[email]"),
        ("niss 93.05.18-223.61", "niss [national-number]"),
        ("93051822361", "[national-number]"),
        ("00.01.01-000.05", "[national-number]"),
        ("BE68 5390 0754 7034 merci", "[account] merci"),
        ("FR76 3000 6000 0112 3456 7890 189", "[account]"),
        ("rue de la Loi 16", "[address]"),
        ("j'habite rue Haute 12, 1000 Bruxelles", "j'habite [address]"),
        ("Julie Lemaire 0470 12 34 56", "[name] [phone]"),
        ("😀 0470 12 34 56 😀", "😀 [phone] 😀"),
    ],
)
def test_the_mask_says_what_it_hides(text: str, hidden: str) -> None:
    assert masked_text(text) == hidden


@pytest.mark.parametrize(
    ("text", "secret"),
    [
        ("mon mail nom.prenom@student.helb-prigogine.be", "prigogine"),
        ("lea@mon-ecole-secondaire.be", "secondaire"),
        ("j'habite au 12 rue Haute", "Haute"),
        ("16 avenue Louise à Bruxelles", "Louise"),
    ],
)
def test_nothing_of_an_address_is_left(text: str, secret: str) -> None:
    assert secret not in masked_text(text)


@pytest.mark.xfail(
    strict=True, reason="without a capital or a comma, the family name cannot be told from the words after it"
)
@pytest.mark.parametrize("text", ["je m'appelle sarah dubois j'ai 16 ans", "moi c'est sarah dubois"])
def test_a_family_name_in_small_letters_is_hidden(text: str) -> None:
    assert "dubois" not in masked_text(text)


@pytest.mark.xfail(strict=True, reason="only accounts with figures after the country are looked for, as Belgian ones are")
@pytest.mark.parametrize("text", ["NL91 ABNA 0417 1643 00", "GB29 NWBK 6016 1331 9268 19"])
def test_an_account_with_letters_is_hidden(text: str) -> None:
    assert masked_text(text) == "[account]"


@given(st.sampled_from(["04", "+324", "+32 4", "00324", "0032 4"]), st.text("0123456789", min_size=8, max_size=8))
def test_every_mobile_number_is_hidden_with_any_separator(prefix: str, rest: str) -> None:
    for separator in (" ", ".", "/", "-", ""):
        number = f"{prefix}{rest[:2]}{separator}{rest[2:4]}{separator}{rest[4:6]}{separator}{rest[6:]}"
        assert re.fullmatch(r"mon gsm \[[a-z-]+\] voilà", masked_text(f"mon gsm {number} voilà")), number


@given(st.dates(date(1930, 1, 1), date(2029, 12, 31)), st.integers(1, 997))
def test_every_national_number_is_hidden(born: date, order: int) -> None:
    base = f"{born:%y%m%d}{order:03}"
    check = 97 - (int(base) + (2_000_000_000 if born.year >= 2000 else 0)) % 97
    dotted = f"{born:%y.%m.%d}-{order:03}.{check:02}"
    assert masked_text(f"{base}{check:02}") == masked_text(dotted) == "[national-number]"


@given(st.integers(0, 10**10 - 1))
def test_every_belgian_account_is_hidden(number: int) -> None:
    account = f"{number:010}{number % 97 or 97:02}"
    check = 98 - int(f"{account}111400") % 97
    plain = f"BE{check:02}{account}"
    for written in (plain, plain.lower(), " ".join(plain[place : place + 4] for place in range(0, 16, 4))):
        assert masked_text(written) == "[account]"


# ── What is left alone ────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "\n",
        "😀😀😀",
        "2 200 à 2 700 € brut par mois",
        "2.500 ou 2,5k ?",
        "100 000 000 de vues",
        "1 200 000 €",
        "en 2024-2025",
        "le 01/09/2024 à 08h30",
        "2019, 2020, 2021",
        "06/20 en math et 12/20 en français",
        "103, 107, 112 ou 0800 32 123 ?",
        "moi c'est quoi qui me plaît ?",
        "c'est Bruxelles ou Liège le mieux ?",
        "C'EST QUOI LE SALAIRE",
        "je suis perdu",
        "je suis à Saint-Luc",
        "il s'appelle comment ?",
        "tu peux m'appeler quand tu veux",
        "bien à vous",
        "j'habite à Seraing",
        "un métier pour Victor ?",
        "rue des Artistes",
        "il y a des places pour 2026 ?",
        "j'ai mis en place 3 projets",
    ],
)
def test_what_only_looks_like_a_secret_is_left(text: str) -> None:
    assert masked_text(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "une place pour 200 candidats, c'est vrai ?",
        "la place des femmes, c'est 35 % ?",
        "faut être sur place à 8 h ?",
        "on est sur place 12 heures par jour ?",
        "comment trouver une place à l'IAD en 2026 ?",
        "la route prend 2 heures",
        "le chemin de 5 ans d'études",
        "une résidence de 3 mois",
    ],
)
def test_a_place_that_is_no_address_is_left(text: str) -> None:
    assert masked_text(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "c'est Final Cut Pro ou Avid ?",
        "c'est Adobe Premiere le mieux ?",
        "c'est Movie Magic Scheduling, le logiciel ?",
        "c'est Tax Shelter ou Wallimage ?",
        "c'est Haute École ou unif ?",
        "c'est Be Tv qui engage ?",
    ],
)
def test_what_a_guide_names_is_no_name_of_a_student(text: str) -> None:
    assert masked_text(text) == text


@pytest.mark.xfail(strict=True, reason="any word after « m'appeler » counts as a name, but for those of a list")
@pytest.mark.parametrize("text", ["tu peux m'appeler demain ?", "on m'appelle souvent", "appelle-moi maintenant"])
def test_an_adverb_after_a_call_is_no_name(text: str) -> None:
    assert masked_text(text) == text


@pytest.mark.xfail(strict=True, reason="two words with a capital after « je suis » count as a name")
def test_a_job_with_capitals_is_no_name() -> None:
    assert masked_text("je suis Ingénieur Civil") == "je suis Ingénieur Civil"


@given(st.integers(100, 999_999), st.integers(100, 999_999))
def test_every_amount_is_left(low: int, high: int) -> None:
    for separator in ("", " ", ".", "\u00a0"):
        text = f"entre {low:,} et {high:,} € ou de {low:,} à {high:,}".replace(",", separator)
        assert masked_text(text) == text


@pytest.mark.parametrize(
    "text", ["32 400 - 45 600 € par an ?", "32.500-37.000 brut", "de 2 200 - 2 700", "26 400 / 32 400 ?"]
)
def test_a_range_of_pay_is_no_telephone_number(text: str) -> None:
    assert masked_text(text) == text


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyzéèàç ,.?!😀", max_size=200).filter(lambda text: "appel" not in text))
def test_plain_words_are_left(text: str) -> None:
    hidden = masked_text(text)
    assert hidden == text or "[name]" in hidden


@given(st.text(max_size=200))
def test_any_text_can_be_hidden(text: str) -> None:
    assert isinstance(masked_text(text), str)


# ── Long messages ─────────────────────────────────────────────────────────────────────────────────────────────────────

LONG: dict[str, str] = {
    "one letter": "a" * 10_000,
    "one digit": "1" * 10_000,
    "hyphens after a street": "rue " + "a-" * 100,
    "a real street with hyphens": "place " + "-".join(["Saint", "Jean", "Baptiste"] * 10) + " voilà",
    "particles after a street": "rue " + "de" * 2000,
    "apostrophes after a street": "rue " + "l'" * 4000,
    "hyphens in a name": "je suis " + "Abc-" * 2000,
    "names": "je m'appelle " * 770,
    "domains": "a@" + "b." * 5000,
    "dots": "a.b" * 3300,
    "blanks": "je suis " + " " * 9000,
    "emoji": "😀" * 10_000,
    "a chat": "bonjour je voudrais savoir combien on gagne " * 220,
}


@pytest.mark.parametrize("name", LONG)
def test_no_message_blocks_the_server(name: str) -> None:
    """Everything else waits while a message is searched; a client may send 10 000 characters."""
    with at_most(SECONDS):
        masked_text(LONG[name])


def test_a_secret_at_the_end_of_a_long_message_is_hidden() -> None:
    assert masked_text("bla " * 2000 + "0470 12 34 56").endswith("bla [phone]")


# ── Masks are no words of the student ─────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("mask", MASKS)
def test_a_mask_is_read_as_blanks_of_the_same_length(mask: str) -> None:
    assert without_masks(f"salut [{mask}], combien ?") == f"salut {' ' * (len(mask) + 2)}, combien ?"
    assert masked(f"salut [{mask}], combien ?", []).split() == ["salut", ",", "combien", "?"]


@given(st.lists(st.sampled_from([*(f"[{mask}]" for mask in MASKS), "[nom]", "salut", " ", "😀", "[", "]"])))
def test_only_masks_are_blanked_and_places_stay_the_same(parts: list[str]) -> None:
    text = "".join(parts)
    blank = without_masks(text)
    assert len(blank) == len(text)
    assert not any(f"[{mask}]" in blank for mask in MASKS)
    assert all(after in (before, " ") for before, after in zip(text, blank, strict=True))


def test_the_classifier_sees_neither_a_mask_nor_the_name_of_a_job() -> None:
    text = "[name] veut être directeur de postprod, ÇA PAYE ?"
    start = text.index("directeur")
    mention = Mention(start, start + len("directeur de postprod"), ("directeur-de-postproduction",), 1.0, sure=True)
    assert masked(text, [mention]).split() == ["veut", "etre", MASK.strip(), ",", "ca", "paye", "?"]


def test_of_a_very_long_message_only_the_beginning_is_classified() -> None:
    assert len(masked("salaire " * 1000, [])) <= MAX_CHARACTERS
    assert masked("", []) == masked("   ", []) == masked("[phone]", []) == ""


def test_mentions_that_overlap_are_replaced_once() -> None:
    mentions = [Mention(0, 9, ("a",), 1.0, sure=True), Mention(4, 9, ("b",), 0.5, sure=False)]
    assert masked("directeur ?", mentions).split() == [MASK.strip(), "?"]
