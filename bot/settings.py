"""What differs between places, read from the environment in one place; docs/configuration.md describes each."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from urllib.parse import urlsplit

import yaml

from bot.paths import ENDPOINTS


class SettingsError(ValueError):
    """An environment variable that cannot be used; names it, its value and what is wanted."""


@dataclass(frozen=True)
class Settings:
    """The configuration of one process."""

    host: str = "localhost"
    """`HOST`: the address to listen on; `0.0.0.0` for every interface."""
    port: int = 5005
    """`PORT`: 1 to 65535."""
    database_url: str = ""
    """`DECLIC_DATABASE_URL`, else the `url` of the tracker store in endpoints.yml: an SQLAlchemy URL; empty for the SQLite
    file var/conversations.db."""
    contact: str = ""
    """`DECLIC_CONTACT`: how to reach a human, shown to students as it is."""
    log_level: str = "WARNING"
    """`DECLIC_LOG_LEVEL`: DEBUG, INFO, WARNING or ERROR. What students write is logged at DEBUG only."""
    allowed_origins: tuple[str, ...] = ()
    """`DECLIC_ALLOWED_ORIGINS`: origins of the sites whose pages may talk to the server, separated by commas."""
    report_hours: int = 24
    """`DECLIC_REPORT_HOURS`: how long the page and the picture of a result are kept, 1 to 720 hours."""
    public_url: str = ""
    """`DECLIC_PUBLIC_URL`: where students reach this server; empty for http://HOST:PORT. See `base_url`."""

    proxies: int = 0
    """`DECLIC_PROXIES`: how many proxies stand before the server, 0 to 10; the address of a client is then what they say."""

    @property
    def base_url(self) -> str:
        """What absolute links begin with, without a slash at the end."""
        if self.public_url:
            return self.public_url
        host = "localhost" if self.host in ("0.0.0.0", "::") else self.host
        return f"http://[{host}]:{self.port}" if ":" in host else f"http://{host}:{self.port}"

    def admits(self, origin: str | None, host: str) -> bool:
        """Whether a page of `origin` may talk to the server, which was asked for as `host`; None: no page asks."""
        if origin is None or origin in self.allowed_origins:
            return True
        try:
            return urlsplit(origin).netloc in (host, urlsplit(self.base_url).netloc)
        except ValueError:  # such as `http://[`
            return False

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] | None = None, endpoints: Path = ENDPOINTS) -> Settings:
        """Read and check the variables, and the one setting that stock Rasa has in `endpoints`.

        Raises:
            SettingsError: for the first variable that cannot be used.
        """
        env = os.environ if environment is None else environment
        level = (env.get("DECLIC_LOG_LEVEL") or cls.log_level).upper()
        if level not in ("DEBUG", "INFO", "WARNING", "ERROR"):
            raise SettingsError(f"DECLIC_LOG_LEVEL is '{level}'; set it to DEBUG, INFO, WARNING or ERROR")
        return cls(
            host=env.get("HOST", "") or cls.host,
            port=parse_port(env.get("PORT", "") or str(cls.port), "PORT"),
            database_url=env.get("DECLIC_DATABASE_URL", "") or _url_in(endpoints),
            contact=env.get("DECLIC_CONTACT", cls.contact).strip(),
            log_level=level,
            allowed_origins=_origins(env.get("DECLIC_ALLOWED_ORIGINS", ""), "DECLIC_ALLOWED_ORIGINS"),
            report_hours=_whole(env.get("DECLIC_REPORT_HOURS", "") or str(cls.report_hours), "DECLIC_REPORT_HOURS", 720),
            proxies=_whole(env.get("DECLIC_PROXIES", "") or "0", "DECLIC_PROXIES", 10, least=0),
            public_url=_web_address(env.get("DECLIC_PUBLIC_URL", cls.public_url), "DECLIC_PUBLIC_URL"),
        )


@lru_cache(maxsize=4)
def _url_in(endpoints: Path) -> str:
    """The `url` of the tracker store that stock Rasa would open; empty when none is given."""
    if not endpoints.exists():
        return ""
    try:
        stored = yaml.safe_load(endpoints.read_text(encoding="utf-8")) or {}
    except yaml.YAMLError as error:
        raise SettingsError(f"{endpoints.name} cannot be read: {' '.join(str(error).split())}") from error
    store = (stored.get("tracker_store") if isinstance(stored, dict) else stored) or {}
    url = (store.get("url") if isinstance(store, dict) else store) or ""
    if not isinstance(url, str) or not isinstance(store, dict):
        raise SettingsError(
            f"{endpoints.name}: the url of tracker_store is {url!r}; write `tracker_store:` and, below, `url: …`"
        )
    return os.path.expandvars(url)  # Rasa writes a variable as ${NAME}


def parse_port(text: str, name: str) -> int:
    """A port number.

    Raises:
        SettingsError: naming `name`, when `text` is not a whole number from 1 to 65535.
    """
    return _whole(text, name, 65535)


def _whole(text: str, name: str, most: int, least: int = 1) -> int:
    if not text.isascii() or not text.isdigit() or not least <= int(text) <= most:
        raise SettingsError(f"{name} is '{text}'; set it to a whole number from {least} to {most}")
    return int(text)


def _origins(text: str, name: str) -> tuple[str, ...]:
    """Origins as browsers send them: a path, or a slash at the end, would never match."""
    origins = tuple(part.strip() for part in text.split(",") if part.strip())
    for origin in origins:
        if not re.fullmatch(r"https?://[^\s/?#]+", origin):
            raise SettingsError(f"{name} has '{origin}'; write origins such as https://www.ecole.example, without a path")
    return origins


def _web_address(text: str, name: str) -> str:
    """`text` without a slash at its end; empty stays empty."""
    address = text.strip().rstrip("/")
    if address and not re.fullmatch(r"https?://[^\s/?#]+(/[^\s?#]*)?", address):
        raise SettingsError(f"{name} is '{text}'; set it to an address such as https://declic.example, or leave it empty")
    return address
