"""The web channel does what its OpenAPI description says, with requests that nobody would think of."""

from __future__ import annotations

from typing import Any

import schemathesis
import yaml
from hypothesis import HealthCheck, settings
from schemathesis import Case
from schemathesis.specs.openapi.checks import ignored_auth, unsupported_method

from bot.channels.web import WebChannel
from bot.paths import ROOT
from bot.settings import Settings
from tests.conftest import Server
from tests.web_client import ROUTE, WebStudent, request

DESCRIPTION = ROOT / "bot" / "channels" / "web.openapi.yml"
EXAMPLES = 40
EXAMPLES_A_CONVERSATION = 20
"""Fewer than a conversation may say in a minute."""
schema = schemathesis.openapi.from_path(str(DESCRIPTION))


def test_every_route_is_described_and_no_other() -> None:
    description = yaml.safe_load(DESCRIPTION.read_text(encoding="utf-8"))
    described = {
        (path, method.upper())
        for path, operations in description["paths"].items()
        for method in operations
        if method != "parameters"
    }

    async def nothing(_: Any) -> None: ...

    blueprint = WebChannel(Settings(database_url="sqlite://")).blueprint(nothing)
    routes = {
        ("/webhooks/web" + route.uri.replace(":str>", "}").replace("<", "{"), method)
        for route in blueprint._future_routes
        for method in route.methods
    }
    assert described == routes


class Students:
    """Conversations for the examples: a new one after some, and after each of an operation that erases."""

    def __init__(self) -> None:
        self._count = 0
        self._student: WebStudent | None = None

    def next(self, server: Server, erases: bool) -> WebStudent:
        """Somebody who may talk."""
        if self._student is None or erases or self._count % EXAMPLES_A_CONVERSATION == 0:
            self._student = WebStudent.open(server)
        self._count += 1
        return self._student


STUDENTS = Students()
OTHER_TESTS_CHECK = [
    ignored_auth,  # it wants 401 for a wrong token; ours is 404, as for a conversation that never was
    unsupported_method,  # it sends TRACE, which Sanic's router does not know: 404
]


@schema.parametrize()
@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
def test_the_routes_keep_their_word(case: Case, server: Server) -> None:
    student = STUDENTS.next(server, case.method == "DELETE")
    if case.meta.generation.mode.is_positive and "conversation" in case.path_parameters:
        case.path_parameters["conversation"] = student.conversation
    headers = {"Authorization": f"Bearer {student.token}"}
    case.call_and_validate(base_url=server.url, headers=headers, excluded_checks=OTHER_TESTS_CHECK)


def test_a_method_that_a_route_does_not_take(server: Server) -> None:
    answer = request(server, "PATCH", ROUTE)
    assert (answer.status, answer.body["error"], answer.headers["allow"]) == (405, "method_not_allowed", "POST")
