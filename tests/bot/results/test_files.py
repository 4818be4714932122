"""Files of students: kept for a time, under names that nobody guesses, gone when they should be."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from bot.paths import ROOT
from bot.results import files
from bot.results.files import FileStore, StoredFile, results_folder
from bot.settings import Settings

HOUR = 3600.0
NOW = 1_800_000_000.0
OTHER_NAMES = [
    "",
    ".",
    "..",
    "../conversations.db",
    "..%2Fconversations.db",
    "/etc/passwd",
    "a" * 42,
    "a" * 44,
    "a" * 42 + ".",
    "a" * 42 + "/",
    "a" * 42 + "é",
    "a" * 42 + "\x00",
    "a" * 43 + "\n",
    "a" * 43 + ".pdf",
    "٣" * 43,
]


@pytest.fixture
def store(tmp_path: Path) -> FileStore:
    return FileStore(tmp_path / "results", hours=24, base_url="https://declic.example")


def test_a_saved_file_is_read_back_under_its_name(store: FileStore) -> None:
    page, picture = store.save(b"%PDF-1.4", "pdf", NOW), store.save(b"\x89PNG", "png", NOW)
    assert store.read(page, NOW + 1) == StoredFile(b"%PDF-1.4", "pdf")
    assert store.read(picture, NOW + 1) == StoredFile(b"\x89PNG", "png")
    assert store.link(page) == f"https://declic.example/files/{page}"


def test_names_are_long_random_and_never_the_same(store: FileStore) -> None:
    names = {store.save(b"same", "pdf", NOW) for _ in range(50)}
    assert len(names) == 50
    assert {len(name) for name in names} == {43}  # 32 random bytes: 256 bits
    assert len({name[:6] for name in names}) == 50


def test_only_the_owner_may_read_the_folder_and_its_files(store: FileStore) -> None:
    name = store.save(b"%PDF", "pdf", NOW)
    assert stat.S_IMODE(store.folder.stat().st_mode) == 0o700
    assert stat.S_IMODE((store.folder / f"{name}.pdf").stat().st_mode) == 0o600
    assert [path.name for path in store.folder.iterdir()] == [f"{name}.pdf"]


@pytest.mark.parametrize(("hours", "served"), [(0.0, True), (23.99, True), (24.0, False), (1000.0, False)])
def test_a_file_is_served_until_its_time_is_over(store: FileStore, hours: float, served: bool) -> None:
    name = store.save(b"%PDF", "pdf", NOW)
    assert (store.read(name, NOW + hours * HOUR) is not None) is served


def test_the_time_is_that_of_the_configuration(tmp_path: Path) -> None:
    store = FileStore.from_settings(Settings(database_url=f"sqlite:///{tmp_path / 'conversations.db'}", report_hours=2))
    name = store.save(b"%PDF", "pdf", NOW)
    assert store.folder == tmp_path / "results"
    assert store.read(name, NOW + 1.9 * HOUR)
    assert store.read(name, NOW + 2 * HOUR) is None
    assert store.link(name) == f"http://localhost:5005/files/{name}"


def test_the_next_save_removes_what_is_too_old(store: FileStore) -> None:
    old, younger = store.save(b"old", "pdf", NOW), store.save(b"younger", "png", NOW + 2 * HOUR)
    new = store.save(b"new", "pdf", NOW + 25 * HOUR)
    assert {path.stem for path in store.folder.iterdir()} == {younger, new}
    assert store.read(old, NOW) is None


def test_what_is_too_old_is_removed_on_request_and_half_written_files_with_it(store: FileStore) -> None:
    name = store.save(b"old", "pdf", NOW)
    half = store.folder / f"{name[::-1]}.part"
    half.write_bytes(b"%P")
    os.utime(half, (NOW, NOW))
    assert store.remove_expired(NOW + 23 * HOUR) == 0
    assert store.remove_expired(NOW + 24 * HOUR) == 2
    assert list(store.folder.iterdir()) == []


def test_a_file_that_is_not_ours_is_never_touched(store: FileStore) -> None:
    name = store.save(b"old", "pdf", NOW)
    others = [store.folder / "notes.pdf", store.folder / f"{name}.txt", store.folder / name]
    for path in others:
        path.write_bytes(b"keep")
        os.utime(path, (NOW, NOW))
    assert store.remove_expired(NOW + 100 * HOUR) == 1
    assert sorted(store.folder.iterdir()) == sorted(others)
    assert store.read(name, NOW) is None


def test_a_folder_that_is_not_there_is_no_error(store: FileStore) -> None:
    assert not store.folder.exists()
    assert store.read("a" * 43, NOW) is None
    assert store.remove_expired(NOW) == 0
    assert store.delete(["a" * 43]) == 0
    assert not store.folder.exists()


def test_the_files_of_a_conversation_can_be_deleted(store: FileStore) -> None:
    mine = [store.save(b"%PDF", "pdf", NOW), store.save(b"\x89PNG", "png", NOW)]
    theirs = store.save(b"%PDF", "pdf", NOW)
    assert store.delete([*mine, "b" * 43, "../x"]) == 2
    assert [store.read(name, NOW) for name in mine] == [None, None]
    assert store.read(theirs, NOW)
    assert store.delete(mine) == 0


@pytest.mark.parametrize("name", OTHER_NAMES)
def test_what_is_not_a_name_reads_and_deletes_nothing(store: FileStore, name: str) -> None:
    store.save(b"%PDF", "pdf", NOW)
    outside = store.folder.parent / "conversations.db"
    outside.write_bytes(b"secret")
    assert store.read(name, NOW) is None
    assert store.delete([name]) == 0
    assert outside.read_bytes() == b"secret"


def test_a_save_reads_the_folder_once(store: FileStore, monkeypatch: pytest.MonkeyPatch) -> None:
    store.save(b"%PDF", "pdf", NOW)
    scanned: list[Path] = []
    scan = os.scandir
    monkeypatch.setattr(os, "scandir", lambda folder: (scanned.append(folder), scan(folder))[1])
    store.save(b"%PDF", "pdf", NOW)
    assert scanned == [store.folder]


def test_what_is_too_old_and_what_is_too_much_go_at_once(store: FileStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "MAX_FILES", 3)
    old = store.save(b"old", "pdf", NOW - 30 * HOUR)
    kept = [store.save(b"%PDF", "pdf", NOW + second) for second in range(3)]
    monkeypatch.setattr(files, "MAX_FILES", 2)
    last = store.save(b"%PDF", "pdf", NOW + 5)
    assert {path.stem for path in store.folder.iterdir()} == {kept[2], last}
    assert store.read(old, NOW - 29 * HOUR) is None


def test_the_oldest_go_first_when_there_are_too_many(store: FileStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "MAX_FILES", 3)
    names = [store.save(b"%PDF", "pdf", NOW + second) for second in range(5)]
    assert [store.read(name, NOW + 5) is not None for name in names] == [False, False, True, True, True]


@pytest.mark.parametrize(
    ("url", "folder"),
    [
        ("", ROOT / "var" / "results"),
        ("sqlite:////srv/declic/conversations.db", Path("/srv/declic/results")),
        ("sqlite://", ROOT / "var" / "results"),
        ("sqlite:///:memory:", ROOT / "var" / "results"),
        ("postgresql://declic:x@localhost/declic", ROOT / "var" / "results"),
        ("not a url", ROOT / "var" / "results"),
    ],
)
def test_the_folder_is_beside_the_database(url: str, folder: Path) -> None:
    assert results_folder(url) == folder
