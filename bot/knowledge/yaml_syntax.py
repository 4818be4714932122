"""What is wrong with a file that is not YAML, in words for somebody who is no programmer, and where to look.

A parser stops where it can no longer go on, which is often far behind the mistake: behind an open quote, at the next one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from ruamel.yaml import YAML, YAMLError
from ruamel.yaml.tokens import ScalarToken

from bot.problems import Problem

_TAB = re.compile(r"^ *\t")
_NO_BREAK = re.compile("^\\s*(- )?\\s*\u00a0|^\\s*-\u00a0|^\\s*[\\w-]+\\s?:\u00a0|^\\s*[\\w-]+\u00a0:")
"""A no-break space where YAML wants a plain one; it looks the same."""
_KEY = re.compile(r"\s*(- )?[\w-]+ ?:(\s|$)")
_COLON = re.compile(r":(\s|$)")
_TWO_KEYS = re.compile(r"\s*(?:- )?(?P<first>[a-z_]+):\s+(?P<value>.*?)[\s,;]+(?P<dash>- )?(?P<second>[a-z_]+)\s?:(?=\s|$)")
_OF_STEPS = frozenset({"intent", "action", "user", "entities", "slot_was_set", "story", "rule", "steps"})
"""Keys of stories and rules; none is a word of a text there."""
_ALIGN = "give it as many spaces at its beginning as its neighbours have"


class _Found(NamedTuple):
    line: int
    """1-based; 0 when it is not known."""
    message: str


class _Failure(NamedTuple):
    """What the parser says: the place where it stopped, and the beginning of what it was reading."""

    lines: list[str]
    problem: str
    context: str
    line: int
    column: int
    began: int

    @property
    def text(self) -> str:
        """The line where it stopped."""
        return self.lines[self.line - 1] if 0 < self.line <= len(self.lines) else ""

    @property
    def beginning(self) -> str:
        """The line where what it was reading began."""
        return self.lines[self.began - 1] if 0 < self.began <= len(self.lines) else ""


def syntax_problems(path: Path, text: str, error: YAMLError) -> list[Problem]:
    """The mistake that stopped the parser, and every tab at the beginning of a line."""
    failure = _failure(text, error)
    message = "not valid YAML: a tab stands at the beginning of this line; put spaces instead, two for each level"
    tabs = [_Found(number, message) for number, line in enumerate(failure.lines, start=1) if _TAB.match(line)]
    if failure.line in {tab.line for tab in tabs}:
        return [Problem(path, *tab) for tab in tabs]
    line, found = next(_explanations(text, failure))
    return [Problem(path, line, f"not valid YAML: {found}"), *(Problem(path, *tab) for tab in tabs)]


def _failure(text: str, error: Any) -> _Failure:
    mark, context = getattr(error, "problem_mark", None), getattr(error, "context_mark", None)
    problem = getattr(error, "problem", None) or str(error).splitlines()[0]
    line, column = (mark.line + 1, mark.column) if mark else (0, 0)
    if mark is None and hasattr(error, "position"):  # a character that no file may hold
        line = text.count("\n", 0, error.position) + 1
    began = context.line + 1 if context else 0
    return _Failure(text.splitlines(), problem, getattr(error, "context", None) or "", line, column, began)


def _explanations(text: str, failure: _Failure) -> Iterator[_Found]:
    """What may be meant, the surest first."""
    yield from _open_quote(text, failure)
    yield from _no_break_space(failure)
    yield from _no_colon(failure)
    yield from _second_colon(failure)
    yield from _brackets(failure)
    yield from _first_character(failure)
    yield from _after_a_text(failure)
    yield from _glued_dash(failure)
    yield from _dash(failure)
    if "but found" in failure.problem and failure.began:
        yield _Found(
            failure.line, f"this line is not aligned with its group, which begins on line {failure.began}; {_ALIGN}"
        )
    yield _Found(failure.line, f"{failure.problem}; check the indentation and the quotes")


def _open_quote(text: str, failure: _Failure) -> Iterator[_Found]:
    if "quoted scalar" in failure.context and "end of stream" in failure.problem:
        yield _Found(failure.began, "the quote that opens here is never closed; close it at the end of its text")
        return
    last = None
    try:
        for token in YAML(typ="safe", pure=True).scan(text):
            if (token.start_mark.line + 1, token.start_mark.column) >= (failure.line, failure.column):
                break
            if isinstance(token, ScalarToken) and token.style in ("'", '"') and token.end_mark.line > token.start_mark.line:
                last = token
    except YAMLError:  # the one that is explained here
        pass
    if last is not None and last.end_mark.line + 1 in (failure.line, failure.began):
        where = f"before the next one, on line {last.end_mark.line + 1}"
        yield _Found(last.start_mark.line + 1, f"the quote that opens here is not closed {where}; close it behind its text")


def _no_break_space(failure: _Failure) -> Iterator[_Found]:
    for number in (failure.began, failure.line, failure.line - 1):
        if 0 < number <= len(failure.lines) and _NO_BREAK.search(failure.lines[number - 1]):
            yield _Found(number, "a no-break space stands where a plain one is wanted; delete it and type a space")


def _no_colon(failure: _Failure) -> Iterator[_Found]:
    if "could not find expected ':'" not in failure.problem:
        return
    written = failure.beginning.strip()
    if re.match(r"-\S", written):
        yield _Found(failure.began, f"'{written[:40]}' lacks a space behind '-'; write it")
    elif re.match(r"[\w-]+:\S", written):
        yield _Found(failure.began, f"'{written[:40]}' lacks a space behind ':'; write it")
    else:
        yield _Found(failure.began, f"'{written[:40]}' has no ':' behind its key; write `key: value`")


def _glued_dash(failure: _Failure) -> Iterator[_Found]:
    """« -story: » is a key by that name, and only the next line does not fit."""
    if "but found" in failure.problem and failure.began:
        for number in range(failure.began, failure.line + 1):
            written = failure.lines[number - 1].strip() if number <= len(failure.lines) else ""
            if re.match(r"-[^\W\d][\w-]*:(\s|$)", written):
                yield _Found(number, f"'{written[:40]}' lacks a space behind '-'; write it")


def _dash(failure: _Failure) -> Iterator[_Found]:
    """A list that begins behind its key, or with a line that lacks its dash."""
    if "sequence entries are not allowed" in failure.problem:
        yield _Found(failure.line, "a '- ' stands behind a key; write it on a line of its own, under the key")
    key_above = failure.began > 1 and failure.lines[failure.began - 2].rstrip().endswith(":")
    if "but found '-'" in failure.problem and key_above and not failure.beginning.lstrip().startswith("-"):
        written = failure.beginning.strip()[:40]
        yield _Found(failure.began, f"'{written}' stands in a list and does not begin with '- '; add it, or move the line")


def _second_colon(failure: _Failure) -> Iterator[_Found]:
    if "mapping values are not allowed" not in failure.problem:
        return
    if _COLON.search(failure.text[: failure.column]):
        yield from _two_keys(failure)
        yield _Found(failure.line, "the text holds ': '; put the whole text between quotes \"…\"")
    yield from _no_key_above(failure)
    above = f"this line stands further to the right than line {failure.line - 1}, which is no group"
    yield _Found(failure.line, f"{above}; {_ALIGN}")


def _no_key_above(failure: _Failure) -> Iterator[_Found]:
    """« - story "…" » or « - missions », with keys under it."""
    above = failure.lines[failure.line - 2] if 1 < failure.line <= len(failure.lines) + 1 else ""
    if found := re.match(r"\s*(?:- )?([a-z_]+) [\"'«“]", above):
        yield _Found(failure.line - 1, f"'{above.strip()[:40]}' has no ':' behind '{found[1]}'; write `{found[1]}: …`")
    elif re.match(r"\s*- [^:]+$", above) and _KEY.match(failure.text):
        message = f"'{above.strip()[:40]}' is a text, and keys stand under it; write its key, too: `- key: …`"
        yield _Found(failure.line - 1, message)


def _two_keys(failure: _Failure) -> Iterator[_Found]:
    """« - intent: x action: y »; elsewhere a text may hold what looks like a key, so both are told."""
    found = _TWO_KEYS.match(failure.text)
    if found is None:
        return
    first, second = found["first"], found["second"]
    if {first, second} <= _OF_STEPS:
        own = f"- {second}: …" if found["dash"] or {first, second} <= {"intent", "action"} else f"{second}: …"
        message = f"two keys stand on this line, '{first}' and '{second}'; write `{own}` on a line of its own, under it"
        yield _Found(failure.line, message)
    elif len(found["value"].split()) == 1:
        own = f"if '{second}' is a key, write it on a line of its own, under '{first}'"
        yield _Found(failure.line, f"a second ':' stands on this line; {own}; if it is text, put the text between \"…\"")


def _brackets(failure: _Failure) -> Iterator[_Found]:
    if "parsing a flow" not in failure.context:
        return
    sign = "[" if "sequence" in failure.context else "{"
    indent, first = (len(line) - len(line.lstrip()) for line in (failure.text, failure.beginning))
    after_it = not failure.text.strip() or failure.text.lstrip().startswith("- ")
    if failure.line != failure.began and (after_it or (_KEY.match(failure.text) and indent <= first)):
        closing = "]" if sign == "[" else "}"
        yield _Found(failure.began, f"the '{sign}' that opens here is not closed; write '{closing}' where its list ends")
    message = f"a ',' is missing between two parts of the '{sign}' of line {failure.began}, or a quote"
    yield _Found(failure.line, f"{message}; add it, and put a text that holds , : [ ] {{ or }} between quotes")


def _first_character(failure: _Failure) -> Iterator[_Found]:
    if found := re.search(r"character '(.)' that cannot start", failure.problem):
        yield _Found(failure.line, f"a text that begins with '{found[1]}' needs quotes around it; write \"…\"")
    if "undefined alias" in failure.problem:
        yield _Found(failure.line, "a text that begins with '*' needs quotes around it; write \"…\"")
    if "block scalar" in failure.context:
        yield _Found(failure.line, "a text that begins with '|' or '>' needs quotes around it; write \"…\"")
    if "another document" in failure.problem:
        yield _Found(failure.line, "'---' may stand in the first line only; remove this line")
    if "unknown escape" in failure.problem:
        yield _Found(failure.line, "'\\' is no plain character between \"…\"; write it twice, or remove it")
    if "special characters are not allowed" in failure.problem:
        yield _Found(failure.line, f"{failure.problem.split(':')[0]}, which cannot be seen; type the line again")


def _after_a_text(failure: _Failure) -> Iterator[_Found]:
    if "but found '<scalar>'" not in failure.problem and "but found ','" not in failure.problem:
        return
    before, behind = failure.text[: failure.column].rstrip(), failure.text[failure.column :]
    if before.endswith(("'", '"')) and (key := re.match(r"([a-z_]+)\s?:(\s|$)", behind)):
        message = f"two keys stand on this line; write `{key[1]}: …` on a line of its own, under the first one"
        yield _Found(failure.line, message)
    elif before.endswith(("]", "}")):
        yield _Found(failure.line, "a text that begins with '[' or '{' needs quotes around it; write \"…\"")
    elif before.endswith("'"):
        yield _Found(failure.line, "an apostrophe ends the text; put the text between \"…\" instead of '…'")
    elif before.endswith('"'):
        yield _Found(failure.line, 'the text ends at its second "; write « … » inside a text between "…"')
