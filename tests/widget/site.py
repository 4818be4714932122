"""A school's site of another origin, served from a folder."""

from __future__ import annotations

import http.server
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

PAGE = """<!doctype html>
<html lang="fr"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>École</title><link rel="icon" href="data:,"></head>
<body><main><h1>Le métier</h1><p>Une page de l’école.</p></main>
{scripts}
</body></html>
"""


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: Any) -> None:
        """Nothing."""


@dataclass
class Site:
    """Where it is, and the folder of its pages."""

    url: str
    folder: Path

    @classmethod
    @contextmanager
    def started(cls, folder: Path) -> Iterator[Site]:
        """Serve a folder until the end of the block."""
        with http.server.ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=folder)) as server:
            threading.Thread(target=server.serve_forever, daemon=True).start()
            yield cls(f"http://ecole.example.test:{server.server_port}", folder)
            server.shutdown()

    def page(self, name: str, *tags: str) -> str:
        """Write a page with these script tags; its address."""
        (self.folder / name).write_text(PAGE.format(scripts="\n".join(tags)), encoding="utf-8")
        return f"{self.url}/{name}"
