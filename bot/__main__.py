"""`python -m bot <command>`."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from bot.problems import DataError
from bot.quiet import be_quiet
from bot.settings import Settings, SettingsError, parse_port


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the exit code is 0 when it did what was asked, 1 when data or settings are wrong."""
    options = _parser().parse_args(arguments)
    try:
        settings = Settings.from_environment()
        be_quiet(settings.log_level)
        return int(options.run(options, settings))
    except SettingsError as error:
        print(f"[ERROR] {error}", file=sys.stderr)
    except DataError as error:
        print(error, file=sys.stderr)
    except OSError as error:
        print(f"[ERROR] {error}", file=sys.stderr)
    return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bot", description="Déclic, a guidance assistant.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    serve = commands.add_parser("serve", help="the server; GET /health answers 200 once it can talk")
    serve.add_argument("--port", help="the port to listen on (default: PORT, else 5005)")
    serve.add_argument("--host", help="the address to listen on (default: HOST, else localhost)")
    serve.set_defaults(run=_serve)
    commands.add_parser("chat", help="a conversation in the terminal").set_defaults(run=_chat)
    train = commands.add_parser("train", help="train the model")
    train.add_argument("--if-needed", action="store_true", help="only when it is missing or its inputs changed")
    train.set_defaults(run=_train)
    commands.add_parser("check", help="all problems of the data at once, in seconds").set_defaults(run=_check)
    evaluate = commands.add_parser("evaluate", help="how well phrases never trained on are understood")
    evaluate.add_argument("--phrases", metavar="DIR", help="a folder of labelled phrases (default: tests/nlu)")
    evaluate.set_defaults(run=_evaluate)
    rome = commands.add_parser("import-rome", help="the jobs of the official register ROME 4.0, from its CSV release")
    rome.add_argument("folder", metavar="DIR", type=Path, help="the folder with the files unix_*_utf8.csv")
    rome.add_argument("--out", metavar="FILE", type=Path, help="the file to write (default: knowledge/rome.json)")
    rome.set_defaults(run=_import_rome)
    commands.add_parser("wanted", help="the jobs without a guide that students ask about").set_defaults(run=_wanted)
    commands.add_parser("ratings", help="what students think of answers, the worst first").set_defaults(run=_ratings)
    return parser


def _serve(options: argparse.Namespace, settings: Settings) -> int:
    if options.port is not None:
        settings = replace(settings, port=parse_port(options.port, "--port"))
    settings = replace(settings, host=options.host or settings.host)
    os.environ.update(HOST=settings.host, PORT=str(settings.port))  # custom actions read it there, for links
    from bot.quiet import configure_structlog
    from bot.server import serve
    from bot.training import MODEL

    configure_structlog()
    if not MODEL.exists():
        print("[ERROR] there is no model yet; run `make run`, or `python -m bot train`", file=sys.stderr)
        return 1
    serve(MODEL, settings)
    return 0


def _chat(_: argparse.Namespace, settings: Settings) -> int:
    from bot.chat import chat
    from bot.quiet import configure_structlog
    from bot.server import load_agent
    from bot.training import MODEL

    configure_structlog()
    if not MODEL.exists():
        print("[ERROR] there is no model yet; run `make run`, or `python -m bot train`", file=sys.stderr)
        return 1
    chat(load_agent(MODEL, settings))
    return 0


def _train(options: argparse.Namespace, _: Settings) -> int:
    from bot.training import is_trained, train

    if not (options.if_needed and is_trained()):
        train()
    return 0


def _check(_: argparse.Namespace, __: Settings) -> int:
    from bot.check import check

    return check()


def _evaluate(options: argparse.Namespace, _: Settings) -> int:
    from bot.evaluate import evaluate

    return evaluate(options.phrases)


def _import_rome(options: argparse.Namespace, _: Settings) -> int:
    from bot.importer.rome import import_rome
    from bot.knowledge.register import REGISTER
    from bot.paths import KNOWLEDGE, shown

    out = options.out or KNOWLEDGE / REGISTER
    release = import_rome(options.folder, out)
    for warning in release.warnings:
        print(warning)
    version = f"version {release.version.number}, {release.version.published}"
    print(f"{len(release.occupations)} jobs with {release.labels} names (ROME 4.0, {version}) are in {shown(out)}.")
    return 0


def _wanted(_: argparse.Namespace, settings: Settings) -> int:
    from bot.wanted import wanted_jobs

    for wanted in wanted_jobs(settings.database_url):
        print(f"{wanted.times:6}  {wanted.job}  ({wanted.last_day})")
    return 0


def _ratings(_: argparse.Namespace, settings: Settings) -> int:
    from bot.ratings import ratings

    for rated in ratings(settings.database_url):
        print(f"{rated.up:6} up {rated.down:6} down  {rated.job or '-'}  {rated.topic or '-'}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
