"""What differs between places, read from the environment in one place; docs/configuration.md describes each."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass


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
    """`DECLIC_DATABASE_URL`: an SQLAlchemy URL; empty for the SQLite file var/conversations.db."""
    contact: str = ""
    """`DECLIC_CONTACT`: how to reach a human, shown to students as it is."""
    log_level: str = "WARNING"
    """`DECLIC_LOG_LEVEL`: DEBUG, INFO, WARNING or ERROR. What students write is logged at DEBUG only."""
    allowed_origins: tuple[str, ...] = ()
    """`DECLIC_ALLOWED_ORIGINS`: web origins that may call the REST channel from a page, separated by commas."""

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] | None = None) -> Settings:
        """Read and check the variables.

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
            database_url=env.get("DECLIC_DATABASE_URL", cls.database_url),
            contact=env.get("DECLIC_CONTACT", cls.contact).strip(),
            log_level=level,
            allowed_origins=tuple(
                origin.strip() for origin in env.get("DECLIC_ALLOWED_ORIGINS", "").split(",") if origin.strip()
            ),
        )


def parse_port(text: str, name: str) -> int:
    """A port number.

    Raises:
        SettingsError: naming `name`, when `text` is not a whole number from 1 to 65535.
    """
    if not text.isascii() or not text.isdigit() or not 1 <= int(text) <= 65535:
        raise SettingsError(f"{name} is '{text}'; set it to a whole number from 1 to 65535")
    return int(text)
