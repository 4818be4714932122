"""The files of the widget: small, safe under a strict policy, complete; all that can be told without a browser."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest

from bot.paths import ROOT

WIDGET = ROOT / "bot" / "widget"
DEMO = WIDGET / "demo"
SERVED = sorted(path for path in WIDGET.glob("*") if path.suffix in {".js", ".css"})
MODULES = [path for path in SERVED if path.suffix == ".js"]
PAGES = sorted(DEMO.glob("*.html"))
ALL = [*SERVED, *sorted(DEMO.glob("*"))]

LIMIT = 20_000
"""Bytes of everything that a page loads, each file compressed by itself as the server does."""
LINES = 250

HTML_FROM_TEXT = r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|createContextualFragment|DOMParser|srcdoc|setHTML"
CODE_FROM_TEXT = r"\beval\s*\(|new Function\b|set(?:Timeout|Interval)\(\s*[\"'`]|javascript:"
INLINE_STYLE = r"setAttribute\(\s*[\"']style|\bstyle:\s*[\"'`{]|cssText|createElement\([\"']style|adoptedStyleSheets"
FRENCH = re.compile(
    r"[àâçéèêëîïôûùœ«»’…]|\b(le|la|les|un|une|des|du|tu|je|est|pour|avec|dans|ton|ta|quel|quelle)\b\s+\w+", re.IGNORECASE
)


def read(path: Path) -> str:
    """The text of a file."""
    return path.read_text(encoding="utf-8")


def code(path: Path) -> str:
    """A module without its comments."""
    text = re.sub(r"/\*.*?\*/", "", read(path), flags=re.DOTALL)
    return re.sub(r"(^|\s)//.*", "", text)


def name(path: Path) -> str:
    """How a test calls a file."""
    return path.relative_to(WIDGET).as_posix()


def test_there_are_files() -> None:
    assert {"widget.js", "element.js", "texts.js", "styles.css"} <= {path.name for path in SERVED}
    assert len(PAGES) == 3


# ── Small ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_widget_is_at_most_20_kb_compressed() -> None:
    sizes = {name(path): len(gzip.compress(path.read_bytes(), 9, mtime=0)) for path in SERVED}
    assert sum(sizes.values()) <= LIMIT, sizes


@pytest.mark.parametrize("path", ALL, ids=name)
def test_no_file_is_long(path: Path) -> None:
    assert len(read(path).splitlines()) <= LINES


def test_every_module_is_loaded_and_every_import_is_there() -> None:
    loaded, waiting = set(), [WIDGET / "widget.js"]
    while waiting:
        path = waiting.pop()
        loaded.add(path)
        imports = re.findall(r"(?:from|import)\s*\(?\s*\"([^\"]+)\"", code(path))
        assert all(re.fullmatch(r"\./[a-z]+\.js", target) for target in imports), (path.name, imports)
        waiting += [found for found in (path.parent / target for target in imports) if found not in loaded]
    assert loaded == set(MODULES)


def test_imports_of_the_demo_are_there() -> None:
    found = [(path, target) for path in DEMO.glob("*.js") for target in re.findall(r"from \"([^\"]+)\"", code(path))]
    assert len(found) >= 3
    for path, target in found:
        base = {"/widget/": WIDGET, "/demo/": DEMO}.get(target[: target.rfind("/") + 1], path.parent)
        assert (base / target.rsplit("/", 1)[1]).is_file(), (path.name, target)


def test_imported_names_are_exported() -> None:
    found = 0
    for path in MODULES:
        for names, target in re.findall(r"import \{([^}]+)\} from \"([^\"]+)\"", code(path)):
            for wanted in names.split(","):
                found += 1
                exported = rf"export (?:async )?(?:const|function\*?|class) {wanted.strip()}\b"
                assert re.search(exported, code(path.parent / target)), (path.name, wanted)
                assert len(re.findall(rf"\b{wanted.strip()}\b", code(path))) > 1, f"{path.name} does not use {wanted}"
    assert found > 15


# ── Safe ──────────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("path", [*MODULES, *sorted(DEMO.glob("*.js"))], ids=name)
@pytest.mark.parametrize("forbidden", [HTML_FROM_TEXT, CODE_FROM_TEXT, INLINE_STYLE], ids=["html", "code", "style"])
def test_nothing_that_a_strict_policy_forbids(path: Path, forbidden: str) -> None:
    assert not re.findall(forbidden, code(path))


@pytest.mark.parametrize("path", PAGES, ids=name)
def test_demo_pages_have_nothing_inline(path: Path) -> None:
    text = read(path)
    scripts = re.findall(r"<script([^>]*)>(.*?)</script>", text, re.DOTALL)
    assert scripts
    assert all("src=" in attributes and not body.strip() for attributes, body in scripts)
    assert not re.findall(r"<style|\sstyle=|\son[a-z]+=|javascript:", text)


@pytest.mark.parametrize("path", SERVED, ids=name)
def test_no_address_of_another_server(path: Path) -> None:
    addresses = set(re.findall(r"https?://[\w.-]+", code(path))) - {"http://www.w3.org"}  # the name of SVG, never loaded
    assert not addresses
    assert not re.findall(r"@import|url\(", code(path))


def test_links_open_elsewhere_and_tell_nothing_of_this_page() -> None:
    links = re.findall(r"h\(\"a\", \{[^}]+\}", code(WIDGET / "dom.js"))
    assert len(links) == 1
    assert 'target: "_blank"' in links[0]
    assert 'rel: "noopener noreferrer"' in links[0]
    assert sum('h("a"' in code(path) for path in MODULES) == 1


# ── Texts ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("path", [path for path in MODULES if path.name != "texts.js"], ids=name)
def test_what_students_read_stands_in_texts_js(path: Path) -> None:
    text = re.sub(r"(?<=[(,:=!\s])/(?![/*\s]).+?/[a-z]*(?=[.,)\s])", "", code(path))  # without regular expressions
    strings = re.findall(r"\"([^\"\n]*)\"|'([^'\n]*)'|`([^`]*)`", text)
    found = [text for groups in strings for text in groups if FRENCH.search(text) and not text.startswith("(prefers-")]
    assert not found


def test_every_text_is_used_and_every_used_text_is_there() -> None:
    defined = set(re.findall(r"^  (\w+):", read(WIDGET / "texts.js"), re.MULTILINE))
    assert len(defined) > 50
    rest = "\n".join(code(path) for path in MODULES if path.name != "texts.js")
    assert {text for text in defined if not re.search(rf"\b{text}\b", rest)} == set()
    assert set(re.findall(r"\btexts\.(?!js\b)(\w+)", rest)) <= defined
    assert set(re.findall(r"\b(?:notice|tell)\(\"(\w+)\"", rest)) <= defined | {"open", "close", "message", "result"}


# ── The style sheet ───────────────────────────────────────────────────────────────────────────────────────────────────


def palettes() -> dict[str, dict[str, str]]:
    """The colours of the two themes, the defaults of those that a site may change."""
    text = code(WIDGET / "styles.css")
    light, forced, preferred = re.findall(r":host(?:\([^{]*\))? \{\n(.*?)\n\s*\}", text, re.DOTALL)[:3]
    assert re.sub(r"\s+", " ", forced.strip()) == re.sub(r"\s+", " ", preferred.strip()), "the two dark themes differ"
    colours = re.compile(r"--([a-z-]+): (?:var\(--[a-z-]+, )?(#[0-9a-f]{3,6})\)?;")
    plain = dict(colours.findall(light))
    return {"light": plain, "dark": {**plain, **dict(colours.findall(forced))}}


def luminance(colour: str) -> float:
    """The relative luminance of WCAG 2.2."""
    digits = colour.lstrip("#")
    digits = "".join(digit * 2 for digit in digits) if len(digits) == 3 else digits
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The contrast of two colours, 1 to 21."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_texts_can_be_read_in_both_themes(theme: str) -> None:
    colours = palettes()[theme]
    pairs = [("ink", ground) for ground in ("paper", "soft", "calm")]
    pairs += [(text, ground) for text in ("muted", "accent", "alert") for ground in ("paper", "soft")]
    pairs += [("on-accent", "accent")]
    poor = {pair: round(contrast(*(colours[part] for part in pair)), 2) for pair in pairs}
    assert {pair: value for pair, value in poor.items() if value < 4.5} == {}
    assert contrast(colours["edge"], colours["paper"]) >= 3, "the edge of the field must be seen"


def test_script_and_style_agree_on_what_a_small_screen_is() -> None:
    asked = re.search(r'const SMALL = "([^"]+)"', read(WIDGET / "element.js"))
    assert asked is not None
    assert f"@media {asked[1]} {{" in read(WIDGET / "styles.css")


def test_motion_and_forced_colours_are_thought_of() -> None:
    text = read(WIDGET / "styles.css")
    assert "@media (prefers-reduced-motion: reduce)" in text
    assert "@media (forced-colors: active)" in text


# ── The document ──────────────────────────────────────────────────────────────────────────────────────────────────────

DOCUMENT = ROOT / "docs" / "widget.md"


def documented(pattern: str, first_column: bool = True) -> set[str]:
    """What stands between backquotes in the tables of docs/widget.md, and has this form."""
    rows = re.findall(r"^\| (.*?) \|" if first_column else r"^\| (.*)", read(DOCUMENT), re.MULTILINE)
    return {found for row in rows for found in re.findall(r"`([^`]+)`", row) if re.fullmatch(pattern, found)}


def test_documented_parts_are_there() -> None:
    hooks = read(DOCUMENT).split("## Hooks for tests")[1].split("| attribute")[0]
    parts = {part for row in re.findall(r"^\| (`.*?) \|", hooks, re.MULTILINE) for part in re.findall(r"`(\w+)`", row)}
    assert len(parts) > 30
    text = "".join(code(path) for path in MODULES)
    made = set(re.findall(r"\bh\(\s*\"\w+\.(\w+)\"", text)) | set(re.findall(r"part: \"(\w+)\"", text))
    made |= set(re.findall(r"\bpart\(\"(\w+)\"", text))  # parts of a result: h(`div.${kind}`)
    assert parts - made == set()


def test_documented_variables_events_and_attributes_are_those_of_the_code() -> None:
    assert documented(r"--declic-[a-z-]+") == set(re.findall(r"var\((--declic-[a-z-]+)", read(WIDGET / "styles.css")))
    element = code(WIDGET / "element.js")
    events = set(re.findall(r"#tell\(\"(\w+)\"", element))
    assert documented(r"declic:\w+") == {f"declic:{event}" for event in events}
    read_by_code = set(re.findall(r"(?:get|has)Attribute\(\"(\w+)\"", element))
    section = read(DOCUMENT).split("## Attributs")[1].split("##")[0]
    styled = {"position", "theme"}
    assert all(f":host([{attribute}=" in read(WIDGET / "styles.css") for attribute in styled)
    assert set(re.findall(r"^\| `(\w+)` \|", section, re.MULTILINE)) == read_by_code | styled
