"""Files made for one student: kept a short time under a name that nobody can guess, then deleted."""

from __future__ import annotations

import os
import re
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from bot.paths import ROOT
from bot.settings import Settings

Kind = Literal["pdf", "png"]
KINDS: tuple[Kind, ...] = get_args(Kind)

MAX_FILES = 5_000
"""Files kept at most; beyond, the oldest go first, so that nobody can fill the disk."""

_TOKEN_BYTES = 32
_NAME = re.compile(r"[A-Za-z0-9_-]{43}", re.ASCII)
"""What `secrets.token_urlsafe(32)` gives."""
_SECONDS_PER_HOUR = 3600


@dataclass(frozen=True)
class StoredFile:
    """A file as it is served."""

    content: bytes
    kind: Kind


@dataclass(frozen=True)
class FileStore:
    """Files in one folder, `<name>.<kind>`; each one's time of modification is when it was made.

    Times are seconds since the epoch, given by the caller. Nothing is done when the store is built.
    """

    folder: Path
    hours: int = 24
    """How long a file is kept."""
    base_url: str = ""
    """What the links begin with."""

    @classmethod
    def from_settings(cls, settings: Settings) -> FileStore:
        """The store of this configuration: the folder `results` beside the database."""
        return cls(results_folder(settings.database_url), settings.report_hours, settings.base_url)

    def save(self, content: bytes, kind: Kind, now: float) -> str:
        """Keep a file, after removing those that are too old; the name that it is served under.

        Raises:
            OSError: when it cannot be written.
        """
        self._make_room(now)
        name = secrets.token_urlsafe(_TOKEN_BYTES)
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        half = self.folder / f"{name}.part"
        with os.fdopen(os.open(half, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(content)
        os.utime(half, (now, now))
        half.replace(self._path(name, kind))  # a file is there as a whole, or not at all
        return name

    def read(self, name: str, now: float) -> StoredFile | None:
        """The file of that name; None when there is none, when it is too old, and for what is not a name."""
        if not _NAME.fullmatch(name):
            return None
        for kind in KINDS:
            try:
                with self._path(name, kind).open("rb") as file:
                    made = os.fstat(file.fileno()).st_mtime
                    return None if self._expired(made, now) else StoredFile(file.read(), kind)
            except FileNotFoundError:
                continue
        return None

    def delete(self, names: Iterable[str]) -> int:
        """Delete the files of these names, such as those of a conversation that is erased; how many there were.

        Raises:
            OSError: when one of them cannot be deleted.
        """
        paths = [self._path(name, kind) for name in names if _NAME.fullmatch(name) for kind in KINDS]
        return sum(_removed(path) for path in paths)

    def remove_expired(self, now: float) -> int:
        """Delete the files that are too old; how many there were.

        Raises:
            OSError: when the folder cannot be read, or a file cannot be deleted.
        """
        return sum(_removed(path) for made, path in self._files() if self._expired(made, now))

    def link(self, name: str) -> str:
        """The address that a file is read at."""
        return f"{self.base_url}/files/{name}"

    def _make_room(self, now: float) -> None:
        """Delete what is too old, and the oldest until one more fits; the folder is read once for both."""
        oldest_first = sorted(self._files())
        expired = sum(self._expired(made, now) for made, _ in oldest_first)
        for _, path in oldest_first[: max(expired, len(oldest_first) + 1 - MAX_FILES)]:
            _removed(path)

    def _files(self) -> list[tuple[float, Path]]:
        """(when it was made, path) of each of our files, those half written included; no other file is ever touched."""
        if not self.folder.is_dir():
            return []
        found: list[tuple[float, Path]] = []
        with os.scandir(self.folder) as entries:
            for entry in entries:
                name, _, suffix = entry.name.partition(".")
                if _NAME.fullmatch(name) and suffix in (*KINDS, "part"):
                    try:
                        found.append((entry.stat(follow_symlinks=False).st_mtime, Path(entry.path)))
                    except FileNotFoundError:  # another process was quicker
                        continue
        return found

    def _expired(self, made: float, now: float) -> bool:
        return now - made >= self.hours * _SECONDS_PER_HOUR

    def _path(self, name: str, kind: Kind) -> Path:
        return self.folder / f"{name}.{kind}"


def results_folder(database_url: str) -> Path:
    """The folder `results` beside an SQLite file; in var/ for any other database."""
    try:
        url = make_url(database_url) if database_url else None
    except ArgumentError:  # what is wrong with it is said by whoever opens it
        url = None
    if url is None or url.get_backend_name() != "sqlite" or not url.database or url.database.startswith((":", "file:")):
        return ROOT / "var" / "results"
    return Path(url.database).resolve().parent / "results"


def _removed(path: Path) -> bool:
    try:
        path.unlink()
    except FileNotFoundError:
        return False
    return True
