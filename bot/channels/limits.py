"""What a client may send, checked before it reaches the conversation."""

from __future__ import annotations

import json
import unicodedata
import uuid
from dataclasses import dataclass
from typing import Any

MAX_TEXT = 10_000
"""Characters of a message that are kept; what is longer is cut."""
MAX_SENDER = 200
WEB_PREFIX = "web-"
"""What the ids of the web channel's conversations begin with; a channel without tokens must not reach them."""
MAX_METADATA_BYTES = 4_000
MAX_BODY_BYTES = 200_000


class BadRequestError(ValueError):
    """A body that cannot be used; the message says what is wrong and what is wanted."""


@dataclass(frozen=True)
class Incoming:
    """A message that is safe to handle."""

    sender: str
    text: str
    metadata: dict[str, Any]


def read_message(body: Any) -> Incoming:
    """Check the JSON body of a message: `{"sender": …, "message": …, "metadata": {…}}`.

    A missing sender gets a new conversation of its own (two clients must never share one by accident).

    Raises:
        BadRequestError: naming the field, the value and what is wanted.
    """
    if not isinstance(body, dict):
        raise BadRequestError(f"the body is {_kind(body)}; send a JSON object with 'sender' and 'message'")
    if "message" not in body:
        raise BadRequestError("'message' is missing; send the student's text there")
    text, metadata = body["message"], body.get("metadata")
    if not isinstance(text, str):
        raise BadRequestError(f"'message' is {_kind(text)}; send a text")
    if metadata is not None and not isinstance(metadata, dict):
        raise BadRequestError(f"'metadata' is {_kind(metadata)}; send a JSON object or leave it out")
    if metadata and len(json.dumps(metadata)) > MAX_METADATA_BYTES:
        raise BadRequestError(f"'metadata' is longer than {MAX_METADATA_BYTES:,} bytes of JSON")
    return Incoming(_sender(body.get("sender")), clean(text), metadata or {})


def _sender(value: Any) -> str:
    if value is None or value == "":
        return uuid.uuid4().hex
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise BadRequestError(f"'sender' is {_kind(value)}; send a text that identifies the conversation")
    sender = clean(str(value))
    if sender.startswith(WEB_PREFIX):
        raise BadRequestError(f"'sender' begins with '{WEB_PREFIX}': such conversations need their token; choose another id")
    if not sender or len(sender) > MAX_SENDER:
        raise BadRequestError(f"'sender' must have 1 to {MAX_SENDER} visible characters")
    return sender


def clean(text: str) -> str:
    """`text` without control characters and halves of surrogate pairs, cut to `MAX_TEXT`; line ends and tabs stay."""
    kept = (char for char in text[:MAX_TEXT] if char in "\n\t" or unicodedata.category(char) not in ("Cc", "Cs"))
    return unicodedata.normalize("NFC", "".join(kept)).strip()


def _kind(value: Any) -> str:
    names = {dict: "an object", list: "a list", str: "a text", bool: "a true/false value", type(None): "null"}
    return names.get(type(value), "a number")
