"""The one JSON shape of every error of the server."""

from __future__ import annotations

import math

from sanic import response
from sanic.response import HTTPResponse

UNEXPECTED = (500, "internal_error", "unexpected error; it was logged")
"""Of what nobody foresaw: status, code and message; the trace is in the log only."""


class RequestError(Exception):
    """A request that is refused: what the client is told."""

    def __init__(self, status: int, code: str, message: str, retry_after: float = 0.0) -> None:
        """`retry_after`: the seconds after which the same request may be accepted; 0 when waiting does not help."""
        super().__init__(message)
        self.status = status
        self.code = code
        self.retry_after = retry_after

    def response(self) -> HTTPResponse:
        """The answer to such a request."""
        answer = error_response(self.status, self.code, str(self))
        if self.retry_after > 0:
            answer.headers["Retry-After"] = str(math.ceil(self.retry_after))
        return answer


def error_response(status: int, code: str, message: str) -> HTTPResponse:
    """An error: the HTTP status, again in the body with a code for programs and a sentence for people who program."""
    return response.json({"status": status, "error": code, "message": message}, status=status)
