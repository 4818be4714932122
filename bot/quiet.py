"""Silence what is not for us: TensorFlow's banners, warnings of dependencies, telemetry. Call before importing Rasa."""

from __future__ import annotations

import logging
import os
import warnings

_NOISY = ("rasa", "tensorflow", "sqlalchemy", "matplotlib", "apscheduler", "asyncio", "h5py", "absl", "pykwalify", "sanic")


def be_quiet(level: str = "WARNING") -> None:
    """Set the log level of everything, and keep dependencies to warnings that matter."""
    os.environ["RASA_TELEMETRY_ENABLED"] = "false"
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    os.environ.setdefault("CUDA_VISIBLE_DEVICES", "-1")
    for library in ("OPENBLAS", "OMP", "MKL"):  # one message is too little work to wait for threads
        os.environ.setdefault(f"{library}_NUM_THREADS", "1")
    os.environ.setdefault("SQLALCHEMY_SILENCE_UBER_WARNING", "1")
    os.environ["LOG_LEVEL"] = level
    for library in ("LOG_LEVEL_LIBRARIES", "LOG_LEVEL_MATPLOTLIB", "LOG_LEVEL_RABBITMQ", "LOG_LEVEL_KAFKA"):
        os.environ.setdefault(library, "ERROR")
    if level != "DEBUG":
        warnings.showwarning = _unseen  # some dependencies set the filters again when they are imported
    logging.basicConfig(level=level, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    if level != "DEBUG":
        for name in _NOISY:
            logging.getLogger(name).setLevel(max(logging.getLevelName(level), logging.WARNING))


def _unseen(*_: object, **__: object) -> None:
    """Show no warning: those of dependencies are not for operators; our own code is tested with warnings as errors."""


def configure_structlog() -> None:
    """Drop Rasa's structured debug messages before they are rendered: they hold what students write."""
    import structlog

    level = logging.getLogger("rasa").getEffectiveLevel()
    structlog.configure(
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.stdlib.LoggerFactory(),
        processors=[structlog.processors.add_log_level, structlog.processors.KeyValueRenderer()],
        cache_logger_on_first_use=True,  # else every message that is dropped first costs a search through the stack
    )
