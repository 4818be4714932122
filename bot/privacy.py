"""Hide personal data in what students write, before anything is understood, logged or stored.

What is looked for are the forms that such data have in Belgium: e-mail addresses, telephone numbers, national register
numbers, bank accounts, street addresses, and names that somebody gives as their own. Amounts, years, times and the public
help lines are left alone. A mask says what it hides, `[phone]`, so that whoever reads a conversation understands it.
"""

from __future__ import annotations

import re
from functools import lru_cache

from bot.knowledge.text import fold
from bot.paths import ROOT

MASKS = ("email", "phone", "national-number", "account", "address", "name")
_MASK = re.compile(r"\[(?:" + "|".join(MASKS) + r")\]")

_EMAIL = re.compile(
    r"(?<![\w.+-])[\w.+-]++\s?(?:@|\(at\)|\[at\]|\barobase\b)\s?[\w-]++(?:\s?(?:\.|\bpoint\b)\s?[a-z0-9-]{2,})+",
    re.IGNORECASE,
)
_HANDLE = re.compile(r"(?<![\w.])@[\w.]{3,}")
_DIGITS = re.compile(r"(?<![\w€$])(?:\+|\(\+)?\d(?:[ \u00a0.\-/()]{0,3}\d){7,14}(?![\w%])")
_IBAN = re.compile(r"\b[A-Z]{2}\s?\d{2}(?:[ .-]?\d{4}){3}(?:[ .-]?\d{1,4}){0,4}\b", re.IGNORECASE)
_PART = r"(?:(?i:de|du|des|la|le|les|à|aux|saint|sainte|st|ste)[\s-]+|(?i:[dl])['’])*+"
_STREET = r"(?i:rue|avenue|av\.|chauss[ée]e|ch\.|boulevard|bd|allée|drève)"
_OTHER_WAY = r"(?i:place|clos|impasse|chemin|quai|square|route|sentier|résidence)"
"""Everyday words too: an address only with a capital after them (« sur place 12 heures »)."""
_HOUSE = (
    r",?\s*(?i:n[°o]\s?)?\d{1,4}(?!\d)(?:\s?[a-z]\b)?(?!\s*(?i:%|h\b|heures?|minutes?|ans?\b|mois|jours?|personnes|candidats))"
    r"(?:\s*(?i:bte|boite|boîte|b)\s?\d+)?(?:,?\s*(?:-\s*)?(?:[àa]\s+)?\d{4}\s+[\w'’-]+)?"
)
_ADDRESS = re.compile(
    rf"\b(?:\d{{1,4}}\s?,?\s?(?={_STREET}\s))?(?:{_STREET}\s+{_PART}[\w'’]++(?:[\s-][\w'’]++){{0,4}}?{_HOUSE}"
    rf"|{_OTHER_WAY}\s+{_PART}[A-ZÀ-Þ][\w'’]*+(?:[\s-][A-ZÀ-Þ][\w'’]*+){{0,4}}?{_HOUSE}"
    rf"|\d{{1,4}}\s?,?\s?{_STREET}\s+{_PART}[\w'’]++)"
)
_PUBLIC = frozenset({"080032123", "103", "107", "112"})
"""The help lines that Déclic itself gives."""

_WORD = r"[^\W\d_][\w'’-]*"
_CAPITAL = r"[A-ZÀ-Þ][\w'’]*+"
_PARTICLE = r"(?:[Ee]l|[Aa]l|[Bb]en|[Vv]an|[Vv]on|[Dd]i|[Dd]a|[Dd]e|[Dd]er|[Dd]en|[Dd]u|[Dd]es|[Ll]e|[Ll]a)"
_FAMILY = rf"(?:[\s-]+(?:{_PARTICLE}\s+){{0,2}}{_CAPITAL}){{0,3}}"
"""The words of a name after its first one: with a capital, particles before them."""
_NAMED = re.compile(
    r"\b(?i:je\s+m['’ ]?\s?app?el+e?s?|j\s?m['’]?app?el+e?|jmapp?el+e?|je\s+me\s+nomme|app?el+e[sz]?[\s-]moi"
    r"|m['’ ]app?el+er|mon\s+(?:petit\s+)?(?:pr[ée])?nom(?:\s+de\s+famille)?\s*,?\s*(?:est|c['’ ]?\s?est|cest|c|:|=)"
    r"|mon\s+blaze\s*(?:est|c['’ ]?est|c)|on\s+m['’]appelle|my\s+name\s+is|signé\s*:?|nom\s*:|pr[ée]nom\s*:"
    r"|bien\s+à\s+vous,?|cordialement,?)\s+"
    rf"(?P<name>{_WORD}(?:\s+(?:{_PARTICLE}\s+)?{_WORD}(?=\s*(?:[,.;!?\n]|$|\bet\b))|{_FAMILY}))"
)
"""« je m'appelle … »: the words after it are a name."""
_FULL_NAME = rf"{_CAPITAL}(?:[\s-]+(?:{_PARTICLE}\s+){{0,2}}{_CAPITAL}){{1,3}}"
_INTRODUCED = re.compile(
    r"\b(?i:moi\s*,?\s*(?:c['’ ]?\s?est|cest|c)|je\s+suis|j['’]?suis|chuis|c['’ ]\s?est|cest|ici\s*,?)\s+"
    rf"(?P<name>{_FULL_NAME}|{_WORD}{_FAMILY})"
)
"""« je suis Sarah Dubois », « c'est enzo de la 5B »: two words with a capital, or a first name."""
_BEFORE_DATA = re.compile(rf"(?P<name>{_FULL_NAME})(?=[\s,:;-]*\[(?:email|phone|national-number|address)\])")
"""« Julie Lemaire 0484 … »."""
_NOT_NAMES = frozenset(
    """
    pas pa plus le la les l un une des du de d au aux et ou mais donc car en pour par sur sous avec sans dans
    ca ce cet cette ces que qui quoi quel quelle quand comment combien je j tu il elle on nous vous ils elles
    y a est sont c cest etre avoir fais fait j'ai jai jsuis veux voudrais aimerais aime cherche bosse etudie
    habite vis suis ai peux dois sais connais viens vient comme trop tres bien mal mieux pareil juste encore
    toujours jamais rien tout toute tous aussi surtout plutot bon ok oui non stp svp salut bonjour hello
    coucou merci mdr lol ptdr bonsoir secret prive perso important mon ma mes ton ta tes son sa ses leur notre
    votre lui moi toi eux belgique bruxelles wallonie liege namur mons charleroi salaire etudes horaires
    metier ecole stress permis team directeur directrice assistant assistante
    """.split()
)
"""Words that end a name, or show that none was given (« moi c'est le salaire qui m'intéresse »)."""


def masked_text(text: str) -> str:
    """`text` with every piece of personal data replaced by its mask; the same text when there is none."""
    text = _EMAIL.sub("[email]", text)
    text = _IBAN.sub(_iban, text)
    text = _DIGITS.sub(_number, text)
    text = _ADDRESS.sub("[address]", text)
    text = _HANDLE.sub("[name]", text)
    text = _NAMED.sub(_own_name, text)
    text = _INTRODUCED.sub(_introduced_name, text)
    return _BEFORE_DATA.sub("[name]", text)


def without_masks(text: str) -> str:
    """`text` with spaces where masks are, of the same length: they are no words of the student."""
    return _MASK.sub(lambda match: " " * len(match.group()), text)


def _iban(match: re.Match[str]) -> str:
    return "[account]" if _is_iban(match.group()) else match.group()


def _number(match: re.Match[str]) -> str:
    """The mask for a long number: by its form a national number or a telephone number; an amount stays."""
    found = match.group()
    digits = re.sub(r"\D", "", found)
    if digits in _PUBLIC:
        return found
    if found.lstrip("(").startswith("+"):
        return "[phone]"
    if len(digits) == 11 and _is_national_number(digits):
        return "[national-number]"
    local = re.sub(r"^00320?", "0", digits)
    if local.startswith("0") and len(local) in (9, 10):
        return "[phone]"
    return found


def _is_national_number(digits: str) -> bool:
    """Eleven digits: birth date, order, and 97 minus the rest modulo 97; with a 2 before them for births from 2000 on.

    Source: Royal decree of 3 April 1984 on the identification number of the national register, article 3.
    A number whose check digits are wrong, but which begins with a date, is hidden too: a slip of the finger changes nothing.
    """
    base, check = int(digits[:9]), int(digits[9:])
    if check in (97 - base % 97, 97 - (2_000_000_000 + base) % 97):
        return True
    return int(digits[2:4]) <= 12 and 1 <= int(digits[4:6]) <= 31


def _is_iban(text: str) -> bool:
    """ISO 13616: the letters as numbers, the first four characters last, modulo 97 is 1; a Belgian one in any case."""
    plain = re.sub(r"[^A-Za-z0-9]", "", text).upper()
    if plain.startswith("BE"):
        return len(plain) == 16
    return len(plain) >= 15 and int("".join(str(int(char, 36)) for char in plain[4:] + plain[:4])) % 97 == 1


def _own_name(match: re.Match[str]) -> str:
    """The mask in place of a name that was announced as one; words that are no name stay."""
    said = match["name"].split()
    if _plain(said[0]) in _NOT_NAMES and not (len(said) > 1 and said[0][:1].isupper() and re.fullmatch(_PARTICLE, said[0])):
        return match.group()
    kept = next((place for place, word in enumerate(said) if place and _ends_a_name(said, place)), len(said))
    return _masked_name(match, kept)


def _introduced_name(match: re.Match[str]) -> str:
    """The mask for « je suis … », when it is a first name that many bear, or two words with a capital."""
    said = match["name"].split()
    if any(_plain(word) in _NOT_NAMES for word in (said[0], said[-1])):
        return match.group()
    capital = said[0][:1].isupper() and not said[0].isupper()
    presented = not _plain(match.group()).startswith("c")  # « c'est Final Cut Pro » presents a thing
    is_name = _plain(said[0]) in _first_names() or (capital and len(said) > 1 and presented)
    return _masked_name(match, len(said)) if is_name else match.group()


def _ends_a_name(said: list[str], place: int) -> bool:
    word = said[place]
    return _plain(word) in _NOT_NAMES and not re.fullmatch(_PARTICLE, word)


def _masked_name(match: re.Match[str], count: int) -> str:
    rest = " ".join(match["name"].split()[count:])
    before = match.group()[: match.start("name") - match.start()]
    return f"{before}[name]{' ' + rest if rest else ''}"


def _plain(word: str) -> str:
    return fold(word).replace("'", "").strip("-.,")


@lru_cache(maxsize=1)
def _first_names() -> frozenset[str]:
    """First names that are common in Belgium, folded; those that are everyday words too are left out."""
    return frozenset((ROOT / "bot" / "first_names.txt").read_text(encoding="utf-8").split())
