"""YAML 1.2 scalars, the line of every value, repeated keys, and files that cannot be read."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from bot.knowledge import yaml_source
from bot.knowledge.yaml_source import Location, Source, read_yaml


def read(folder: Path, raw: str | bytes) -> Source:
    """Write `raw` to a file of `folder` and read it back."""
    path = folder / "case.yml"
    path.write_bytes(raw.encode() if isinstance(raw, str) else raw)
    return read_yaml(path)


def only_problem(source: Source) -> str:
    """The one problem of `source`, as printed."""
    assert len(source.problems) == 1, source.problems
    return str(source.problems[0])


# What stands in the file -> the value that the program gets.
SCALARS: list[Any] = [
    ("on", "on"),
    ("off", "off"),
    ("yes", "yes"),
    ("no", "no"),
    ("y", "y"),
    ("On", "On"),
    ("12:30", "12:30"),
    ("06:00", "06:00"),
    ("1:30:45", "1:30:45"),
    ("012", 12),
    ("01000", 1000),
    ("0", 0),
    ("-5", -5),
    ("+5", 5),
    ("1800", 1800),
    ("2 200", "2 200"),
    ("2.800", 2.8),
    ("1.5", 1.5),
    ("1e3", 1000.0),
    ("0o17", "0o17"),
    ("0x1F", "0x1F"),
    (".inf", ".inf"),
    ("true", True),
    ("True", True),
    ("false", False),
    ("FALSE", False),
    ("null", None),
    ("~", None),
    ("", None),
    ("2025-01-01", "2025-01-01"),
    ("75%", "75%"),
    ("'12'", "12"),
    ('"on"', "on"),
    ('"true"', "true"),
    ('""', ""),
    ("!!str 12", "12"),
    ("!!int douze", "douze"),
    ("!!python/object/apply:os.system [true]", [True]),
    ("élève d'été", "élève d'été"),
    ("[on, 12:30, 3]", ["on", "12:30", 3]),
    ("{on: off}", {"on": "off"}),
    ("|\n  un\n  deux", "un\ndeux\n"),
    (">-\n  un\n  deux", "un deux"),
    (">\n  un\n  deux\n\n  trois", "un deux\ntrois\n"),
]


@pytest.mark.parametrize(("written", "value"), SCALARS)
def test_scalars_follow_yaml_1_2(tmp_path: Path, written: str, value: Any) -> None:
    source = read(tmp_path, f"key: {written}\n")
    assert source.problems == []
    assert source.data == {"key": value}
    assert type(source.data["key"]) is type(value)  # 12 is not 12.0, and True is not 1


@pytest.mark.parametrize("word", ["on", "yes"])
def test_a_yaml_1_1_directive_changes_nothing(tmp_path: Path, word: str) -> None:
    assert read(tmp_path, f"%YAML 1.1\n---\nkey: {word}\n").data == {"key": word}


LINES = """\
# an opening comment
slug: a

title:
  masculine: un
  feminine: une
skills: [calme,
  rigueur]
days:
  - start: "06:00"
    text: matin
  - start: "09:00"

    text: |
      une
      autre
last: 1
"""


@pytest.mark.parametrize(
    ("location", "line"),
    [
        ((), 2),
        (("slug",), 2),
        (("title",), 4),
        (("title", "masculine"), 5),
        (("title", "feminine"), 6),
        (("skills",), 7),
        (("skills", 0), 7),
        (("skills", 1), 8),
        (("days",), 9),
        (("days", 0), 10),
        (("days", 0, "start"), 10),
        (("days", 0, "text"), 11),
        (("days", 1), 12),
        (("days", 1, "text"), 14),
        (("last",), 17),
        # What is not there: the nearest part around it.
        (("title", "short"), 4),
        (("days", 1, "end"), 12),
        (("days", 7), 9),
        (("absent", "altogether"), 2),
    ],
)
def test_every_value_has_its_line(tmp_path: Path, location: Location, line: int) -> None:
    source = read(tmp_path, LINES)
    assert source.line(location) == line
    problem = source.error(location, "is wrong; correct it")
    assert (problem.path, problem.line, problem.level) == (source.path, line, "ERROR")
    assert problem.message == "is wrong; correct it"


@pytest.mark.parametrize(("ending", "line"), [("\n", 3), ("\r\n", 3)])
def test_lines_are_counted_with_every_line_ending(tmp_path: Path, ending: str, line: int) -> None:
    assert read(tmp_path, ending.join(["a: 1", "", "b: 2", ""])).line(("b",)) == line


def test_the_line_of_a_file_without_data_is_0(tmp_path: Path) -> None:
    assert read(tmp_path, "").line(("slug",)) == 0


@pytest.mark.parametrize(
    ("raw", "found"),
    [
        ("a: 1\nb: 2\na: 3\n", [("a", 3, 1)]),
        ("a: 1\na: 2\na: 3\n", [("a", 2, 1), ("a", 3, 1)]),
        ("a:\n  b: 1\n  b: 2\nc: 1\na: 2\n", [("b", 3, 2), ("a", 5, 1)]),
        ("- {a: 1, a: 2}\n- b: 1\n  b: 2\n", [("a", 1, 1), ("b", 3, 2)]),
        ("a: 1\n'a': 2\n", [("a", 2, 1)]),
        ("a:\n  - b: {c: 1}\n    d: 2\n  - e: {f: 1,\n        f: 2}\n", [("f", 5, 4)]),
    ],
)
def test_every_repeated_key_is_found_with_both_lines(tmp_path: Path, raw: str, found: list[tuple[str, int, int]]) -> None:
    problems = read(tmp_path, raw).problems
    assert [(problem.line, problem.message) for problem in problems] == [
        (line, f"the key '{key}' stands twice, first on line {first}; keep one of them") for key, line, first in found
    ]


@pytest.mark.parametrize("raw", ["a: {x: 1}\nb: {x: 1}\n", "- x: 1\n- x: 1\n", "A: 1\na: 1\n", "'1': a\n'01': b\n"])
def test_equal_keys_of_different_mappings_are_fine(tmp_path: Path, raw: str) -> None:
    assert read(tmp_path, raw).problems == []


@pytest.mark.parametrize(
    ("raw", "line", "key"),
    [
        ("2025: x\n", 1, "'2025'"),
        ("a: 1\ntrue: x\n", 2, "'true'"),
        ("a:\n  b: 1\n  ~: x\n", 3, "'~'"),
        ("a: 1\nb: [{1.5: x}]\n", 2, "'1.5'"),
    ],
)
def test_a_key_that_is_no_text_is_refused(tmp_path: Path, raw: str, line: int, key: str) -> None:
    source = read(tmp_path, raw)
    message = f"the key {key} is not a word; put it between quotes if it is meant"
    assert only_problem(source) == f"[ERROR] {source.path}:{line}: {message}"


@pytest.mark.parametrize("raw", ["? [a, b]\n: 1\n", "x: 1\n? {a: b}\n: 1\n"])
def test_a_key_must_be_a_word(tmp_path: Path, raw: str) -> None:
    assert only_problem(read(tmp_path, raw)).endswith(
        f":{raw.count('x') + 1}: a key must be a word, not a list or a mapping; put it between quotes if it is meant"
    )


@pytest.mark.parametrize(
    ("raw", "line", "byte"),
    [
        (b"a: caf\xe9\n", 1, "0xe9"),
        (b"a: 1\nb: 2\nc: caf\xe9\n", 3, "0xe9"),
        ("# été\na: 1\nb: ".encode() + b"\xff\n", 3, "0xff"),
        ("a: été\n".encode("utf-16"), 1, "0xff"),
        (b"a: cut \xc3", 1, "0xc3"),
        (b"\xef\xbb\xbfa: 1\nb: caf\xe9\n", 2, "0xe9"),
    ],
)
def test_a_file_that_is_not_utf_8_is_refused_with_the_line(tmp_path: Path, raw: bytes, line: int, byte: str) -> None:
    source = read(tmp_path, raw)
    assert source.data is None
    assert only_problem(source) == f"[ERROR] {source.path}:{line}: byte {byte} is not UTF-8; save the file as UTF-8"


@pytest.mark.parametrize("raw", [b"\xef\xbb\xbfa: \xc3\xa9t\xc3\xa9\n", "a: été\n".encode()])
def test_a_byte_order_mark_is_no_part_of_the_data(tmp_path: Path, raw: bytes) -> None:
    source = read(tmp_path, raw)
    assert (source.data, source.problems, source.line(("a",))) == ({"a": "été"}, [], 1)


# A mistake -> the line that is to be mended, and what is said.
SYNTAX: list[tuple[str, int, str]] = [
    ("a: 1\nb: [1, 2\nc: 3\n", 2, "the '[' that opens here is not closed; write ']' where its list ends"),
    ("- [merci\n- b\n", 1, "the '[' that opens here is not closed; write ']' where its list ends"),
    ("a: 1\nb: {x: 1\nc: 3\n", 2, "the '{' that opens here is not closed; write '}' where its list ends"),
    ("{a: 1\n", 1, "the '{' that opens here is not closed"),
    ("a: {x: 1 y: 2}\n", 1, "a ',' is missing between two parts of the '{' of line 1"),
    ("a:\n\tb: 1\n", 2, "a tab stands at the beginning of this line; put spaces instead"),
    ('a: 1\nb: "never closed\nc: 3\n', 2, "the quote that opens here is never closed; close it at the end of its text"),
    ('a: 1\nb: "abc\nc: d\ne: "f"\n', 2, "the quote that opens here is not closed before the next one, on line 4"),
    ('- "abc\n- d\n- "e"\n', 1, "the quote that opens here is not closed before the next one, on line 3"),
    ("- 'abc\n- d\n- j'aime\n", 1, "the quote that opens here is not closed before the next one, on line 3"),
    ('a: [x, "b, c]\nd: [e]\n\nf: ["g", h]\n', 1, "the quote that opens here is not closed before the next one, on line 4"),
    ("a: 'l'eau'\n", 1, "an apostrophe ends the text; put the text between \"…\" instead of '…'"),
    ('a: "il dit "oui", ok"\n', 1, 'the text ends at its second "; write « … » inside a text between "…"'),
    ("a: b: c\n", 1, "the text holds ': '; put the whole text between quotes \"…\""),
    ("a: Salut : toi\n", 1, "the text holds ': '; "),
    ("- intent: x action: y\n- action: z\n", 1, "two keys stand on this line, 'intent' and 'action'; write `- action: …`"),
    ("- intent: x - action: y\n", 1, "two keys stand on this line, 'intent' and 'action'; write `- action: …` on a line"),
    ("- action: x action:\n", 1, "two keys stand on this line, 'action' and 'action'; write `- action: …` on a line"),
    ("- user: salut toi intent: x\n", 1, "two keys stand on this line, 'user' and 'intent'; write `intent: …` on a line"),
    ("- story: a b steps:\n  - intent: x\n", 1, "two keys stand on this line, 'story' and 'steps'; write `steps: …`"),
    ('- story: "a b" steps:\n', 1, "two keys stand on this line; write `steps: …` on a line of its own, under the first"),
    ("- story: salaire, puis langues: là\n", 1, "the text holds ': '; put the whole text between quotes"),
    ('- story "a b"\n  steps:\n', 1, "'- story \"a b\"' has no ':' behind 'story'; write `story: …`"),
    ("- missions\n  label: x\n", 1, "'- missions' is a text, and keys stand under it; write its key, too: `- key: …`"),
    ("a: - b\n", 1, "a '- ' stands behind a key; write it on a line of its own, under the key"),
    ("a:\n  b: c\n  - d\n", 2, "'b: c' stands in a list and does not begin with '- '; add it, or move the line"),
    ('a:\n  - "b", c\n', 2, 'the text ends at its second "; write « … » inside a text between "…"'),
    ("year: 2025 source: x\n", 1, "a second ':' stands on this line; if 'source' is a key, write it on a line of its own"),
    ("a: 1\npitch, texte\nb: 2\n", 2, "'pitch, texte' has no ':' behind its key; write `key: value`"),
    ("a: 1\nb:2\nc: 3\n", 2, "'b:2' lacks a space behind ':'; write it"),
    ("a:\n  - x\n  -y\n", 3, "'-y' lacks a space behind '-'; write it"),
    ("a: 1\n  b: 2\n", 2, "this line stands further to the right than line 1, which is no group; give it as many spaces"),
    ("a:\n-b: 1\n- c: 2\n", 2, "'-b: 1' lacks a space behind '-'; write it"),
    ("a:\n    b: 1\n  c: 2\n", 3, "this line is not aligned with its group, which begins on line 1; give it as many"),
    ("a: 1\n- b\n", 2, "this line is not aligned with its group"),
    ("a:\u00a01\nb: 2\n", 1, "a no-break space stands where a plain one is wanted; delete it and type a space"),
    ("a: 1\nb: *nobody\n", 2, "a text that begins with '*' needs quotes around it"),
    ("a: 1\nb: @home\n", 2, "a text that begins with '@' needs quotes around it"),
    ("a: [x] y\n", 1, "a text that begins with '[' or '{' needs quotes around it"),
    ("a: > texte\n", 1, "a text that begins with '|' or '>' needs quotes around it"),
    ("a: 1\n---\nb: 2\n", 2, "'---' may stand in the first line only; remove this line"),
    ('a: "C:\\data"\n', 1, "'\\' is no plain character between"),
    ("b: 1\na: \x00\n", 2, "unacceptable character #x0000, which cannot be seen; type the line again"),
    ("a: \x07\n", 1, "unacceptable character #x0007, which cannot be seen; type the line again"),
    ("%FOO\na: 1\n", 2, "expected '<document start>', but found"),
]


@pytest.mark.parametrize(("raw", "line", "said"), SYNTAX, ids=[repr(raw) for raw, _, _ in SYNTAX])
def test_a_syntax_error_has_the_line_to_mend_and_says_what_to_do(tmp_path: Path, raw: str, line: int, said: str) -> None:
    source = read(tmp_path, raw)
    assert source.data is None
    assert [problem.line for problem in source.problems] == [line]
    assert source.problems[0].message.startswith(f"not valid YAML: {said}")
    assert "; " in source.problems[0].message
    assert "\n" not in only_problem(source)


def test_every_tab_is_told_at_once_and_another_mistake_beside_them(tmp_path: Path) -> None:
    assert [problem.line for problem in read(tmp_path, "a:\n\tb: 1\n\tc: 1\nd: 2\n").problems] == [2, 3]
    assert [problem.line for problem in read(tmp_path, "a: b: c\nd:\n\te: 1\n").problems] == [1, 3]


# What YAML takes in silence, and nobody means.
SILENT: list[tuple[str, int, str]] = [
    ("a:\n  - x\n   - y\n", 3, "'- y' would be read as more of the text above; align its '-' with those above"),
    ("a:\n  -x\n  -y\nb: 1\n", 3, "'-y' would be read as more of the text above"),
    ("a:\n  -\u00a0x\n", 2, "a no-break space stands behind '-'; delete it and type a space"),
    ("a: 1\n\u00a0b: 2\n", 2, "a no-break space stands beside the key 'b'; delete it and type a space"),
    ("a: 1\nb: “Salut”\n", 2, "the quote “ is a curly one, and would be shown; put straight quotes"),
    ("a:\n- b: 1\n-c: 2\n", 3, "'-c:' lacks a space behind '-'; write it"),
    ("a:\n  - {{ b }}\n", 2, "a text that begins with '{{' needs quotes around it"),
    ("a: !oui\n", 1, "a text that begins with '!' needs quotes around it"),
]


@pytest.mark.parametrize(("raw", "line", "said"), SILENT, ids=[repr(raw) for raw, _, _ in SILENT])
def test_what_nobody_means_is_told(tmp_path: Path, raw: str, line: int, said: str) -> None:
    (problem,) = read(tmp_path, raw).problems
    assert problem.line == line
    assert problem.message.startswith(said)


def test_quotes_and_lines_that_are_meant_are_fine(tmp_path: Path) -> None:
    raw = 'a: "“Salut”"\nb: un texte\n  sur deux lignes\nc: |\n  - x\n   - y\nd: "- x\n  - y"\ne: «\u00a0oui\u00a0»\n'
    assert read(tmp_path, raw).problems == []


@pytest.mark.parametrize("raw", ["", "\n\n", "# only a comment\n", "---\n", "~\n", "\ufeff"])
def test_an_empty_file_has_no_data_and_no_problem(tmp_path: Path, raw: str) -> None:
    source = read(tmp_path, raw)
    assert (source.data, source.problems) == (None, [])


def test_a_huge_file_is_refused(tmp_path: Path) -> None:
    source = read(tmp_path, b"a: 1\n#" + b"x" * 4_999_995)
    assert source.data is None
    assert only_problem(source).endswith(": the file has 5,000,001 bytes; at most 5,000,000 are read; shorten it")


@pytest.mark.parametrize(("size", "accepted"), [(100, True), (101, False)])
def test_the_limit_itself_is_accepted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: int, accepted: bool) -> None:
    monkeypatch.setattr(yaml_source, "_MAX_FILE_BYTES", 100)
    source = read(tmp_path, b"a: 1\n#" + b"x" * (size - 6))
    assert (source.data == {"a": 1}) is accepted
    assert (source.problems == []) is accepted


@pytest.mark.parametrize("name", ["absent.yml", "."])
def test_what_is_not_a_file_is_a_problem_not_an_exception(tmp_path: Path, name: str) -> None:
    source = read_yaml(tmp_path / name)
    assert source.data is None
    assert ": cannot be read: " in only_problem(source)


def test_a_missing_file_is_told_without_jargon(tmp_path: Path) -> None:
    problem = only_problem(read_yaml(tmp_path / "absent.yml"))
    assert problem.endswith("absent.yml: cannot be read: there is no such file; put it back, or check its name")


def test_an_alias_repeats_the_value(tmp_path: Path) -> None:
    source = read(tmp_path, "a: &same [1, 2]\nb: *same\n")
    assert (source.data, source.problems) == ({"a": [1, 2], "b": [1, 2]}, [])


def test_aliases_that_multiply_are_told_and_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(yaml_source, "_MAX_VALUES", 1000)
    problems = [str(problem) for problem in read(tmp_path, "a: &x [*x, *x, *x]\n").problems]
    assert len(problems) == 2
    assert any("more than 1,000 values" in problem for problem in problems)


@pytest.mark.parametrize(
    "raw",
    [
        "a: &loop [*loop]\n",
        "a: &loop {b: *loop}\n",
        "a: " + "[" * 60 + "]" * 60,
        "a: " + "[" * 100_000 + "]" * 100_000,
        "a:\n" + "".join(" " * level + "b:\n" for level in range(1, 1_500)),
    ],
    ids=["list in itself", "mapping in itself", "60 levels", "100 000 levels", "1 500 levels of keys"],
)
def test_endless_data_is_a_problem_not_an_exception(tmp_path: Path, raw: str) -> None:
    assert len(read(tmp_path, raw).problems) == 1
