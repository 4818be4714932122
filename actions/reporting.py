"""Files of a conversation: the page of a result, made on demand, and the picture of a result for channels that show one."""

from __future__ import annotations

import logging
import time
from datetime import date
from typing import Any

from rasa_sdk.executor import CollectingDispatcher

from bot.dialogue.flow import Flow
from bot.dialogue.reporting import report_of
from bot.dialogue.state import Picture
from bot.knowledge.library import Library
from bot.settings import Settings

logger = logging.getLogger(__name__)

MOST_FILES = 20
"""Files of a conversation at most; a further one replaces the oldest, for a forgotten name could not be erased later."""


def send_page(flow: Flow, library: Library, files: tuple[str, ...], dispatcher: CollectingDispatcher) -> tuple[str, ...]:
    """Make the page, say where it is; the names of the conversation's files, the new one included."""
    from bot.results.files import FileStore
    from bot.results.report import make_pdf

    settings = Settings.from_environment()
    store = FileStore.from_settings(settings)
    try:
        report = report_of(library, flow, settings.report_hours, date.today())
        if report is None:
            raise LookupError(f"there is no guide '{flow.job}'")
        store.delete(files[: 1 - MOST_FILES])
        name = store.save(make_pdf(report, library.knowledge.report), "pdf", time.time())
    except Exception:  # whatever went wrong, the answers are kept and the student is told calmly
        logger.exception("a report could not be made")
        dispatcher.utter_message(response="utter_report_failed")
        return files
    dispatcher.utter_message(response="utter_report", link=store.link(name), hours=str(settings.report_hours))
    return (*files, name)[-MOST_FILES:]


def send_picture(
    picture: Picture, library: Library, files: tuple[str, ...], dispatcher: CollectingDispatcher
) -> tuple[str, ...]:
    """Draw a result and send it with the same in words; the names of the conversation's files."""
    from bot.results.files import FileStore
    from bot.results.picture import alt_text, draw

    store = FileStore.from_settings(Settings.from_environment())
    try:
        store.delete(files[: 1 - MOST_FILES])
        name = store.save(draw(picture.axes, picture.title, "light"), "png", time.time())
    except Exception:  # the words were said already
        logger.exception("a picture could not be drawn")
        return files
    texts = library.knowledge.report
    dispatcher.utter_message(image=store.link(name), text=alt_text(picture.axes, picture.title, texts.picture, texts.axis))
    return (*files, name)[-MOST_FILES:]


def delete_files(names: Any) -> None:
    """Delete the files of a conversation that is erased; what cannot be deleted now expires by itself, and is logged."""
    from bot.results.files import FileStore

    store = FileStore.from_settings(Settings.from_environment())
    try:
        store.delete([name for name in names or [] if isinstance(name, str)])
    except OSError:
        logger.exception("the files of an erased conversation could not be deleted")
