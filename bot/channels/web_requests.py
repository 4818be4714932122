"""What a client of the web channel may send: closed schemas, and one sentence about the first thing that is wrong."""

from __future__ import annotations

import re
from typing import Any, Literal, TypeVar
from urllib.parse import urlsplit

from pydantic import BaseModel, ConstrainedInt, ConstrainedStr, Extra, StrictStr, ValidationError, validator
from sanic.exceptions import InvalidUsage
from sanic.request import Request

from bot.channels.errors import RequestError
from bot.channels.limits import clean
from bot.privacy import masked_text

MAX_BODY_BYTES = 65_536
MESSAGE_ID = r"[A-Za-z0-9-]{8,64}"

Model = TypeVar("Model", bound=BaseModel)


class _Id(ConstrainedStr):
    strict = True
    regex = re.compile(rf"{MESSAGE_ID}\Z")


class _Title(ConstrainedStr):
    strict = True
    max_length = 200


class _Address(ConstrainedStr):
    strict = True
    max_length = 500


class _Slug(ConstrainedStr):
    strict = True
    max_length = 80


class _Index(ConstrainedInt):
    strict = True
    ge = 0
    le = 1000


class _Closed(BaseModel):
    class Config:
        extra = Extra.forbid
        allow_mutation = False


class Page(_Closed):
    """Where the student is."""

    job: _Slug | None
    """The slug of the page's job."""
    page: _Address | None
    """The page's address; what follows its path is dropped, for it may hold what is nobody's business."""

    @validator("page")
    def _only_the_path(cls, page: str | None) -> str | None:  # noqa: N805  # pydantic's validators are class methods
        if page is None:
            return None
        try:
            address = urlsplit(clean(page))
        except ValueError:
            return None
        return f"{address.scheme}://{address.netloc}{address.path}" if address.scheme in ("http", "https") else None


class Said(_Closed):
    """A message of a student."""

    id: _Id
    text: StrictStr
    title: _Title | None
    metadata: Page = Page()

    @validator("metadata", pre=True)
    def _an_object(cls, metadata: Any) -> Any:  # noqa: N805
        """Pydantic would take a list of pairs, an empty one too, for an object."""
        if not isinstance(metadata, dict):
            raise TypeError("send a JSON object, or leave it out")
        return metadata

    def to_metadata(self) -> dict[str, Any]:
        """What goes with the text into the conversation; the title of a button is kept without personal data."""
        title = masked_text(clean(self.title)) if self.title else None
        return {**self.metadata.dict(exclude_none=True), **({"title": title} if title else {})}


class Rated(_Closed):
    """What a student thinks of an answer."""

    index: _Index
    value: Literal["up", "down", "none"]


def read_body(request: Request, model: type[Model]) -> Model:
    """The JSON body of a request.

    Raises:
        RequestError: 413 when it is too large; 400 naming the field, and what is wanted.
    """
    if len(request.body) > MAX_BODY_BYTES:
        raise RequestError(413, "too_large", f"the body has more than {MAX_BODY_BYTES:,} bytes")
    try:
        body = request.json if request.body else {}
    except InvalidUsage:
        body = None
    if not isinstance(body, dict):
        raise RequestError(400, "bad_request", "the body is not a JSON object")
    try:
        return model.parse_obj(body)
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(str(part) for part in first["loc"])
        raise RequestError(400, "bad_request", f"'{field}': {first['msg']}") from error


def is_message_id(text: str) -> bool:
    """Whether it may be the id of a client's message."""
    return re.fullmatch(MESSAGE_ID, text) is not None
