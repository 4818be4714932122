"""Train the model, and know whether it must be trained again."""

from __future__ import annotations

import sys
import time
from contextlib import redirect_stdout
from hashlib import blake2b
from io import StringIO
from pathlib import Path

from bot.paths import CONFIG, DATA, DOMAIN, KNOWLEDGE, MODELS, ROOT

MODEL = MODELS / "declic.tar.gz"
_INPUTS = MODELS / "declic.inputs"


def inputs_digest() -> str:
    """A digest of everything that the model is made of; guides are not: a new job needs no training."""
    files = [CONFIG, DOMAIN, ROOT / "requirements.lock", *sorted(DATA.rglob("*.yml"))]
    files += sorted((ROOT / "bot" / "nlu").glob("*.py"))
    digest = blake2b("\n".join(_shown_names()).encode(), digest_size=16)
    for path in files:
        digest.update(str(path.relative_to(ROOT)).encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def _shown_names() -> list[str]:
    """The lines of topics.yml that are trained on: the names of topics and the questions of their quick replies."""
    lines = (KNOWLEDGE / "topics.yml").read_text(encoding="utf-8").splitlines()
    return [line.strip() for line in lines if line.lstrip(" -").startswith(("id:", "label:", "ask:"))]


def is_trained(model: Path = MODEL) -> bool:
    """Whether a model is there that was trained on the inputs as they are now."""
    return model.exists() and _INPUTS.exists() and _INPUTS.read_text(encoding="utf-8") == inputs_digest()


def train() -> Path:
    """Train and save models/declic.tar.gz; the old model stays until the new one is complete.

    Raises:
        RuntimeError: when Rasa reports that training failed.
    """
    from rasa.model_training import train as rasa_train

    from bot.quiet import configure_structlog

    configure_structlog()
    begun, digest = time.monotonic(), inputs_digest()
    MODELS.mkdir(exist_ok=True)
    print("Training the model (about a minute)…", flush=True)
    told = StringIO()
    with redirect_stdout(told):  # Rasa prints the model's path, in colour
        result = rasa_train(
            domain=str(DOMAIN),
            config=str(CONFIG),
            training_files=[str(DATA)],
            output=str(MODELS),
            fixed_model_name="declic-new",
            force_training=True,
        )
    if result.code != 0 or not result.model:
        print(told.getvalue(), file=sys.stderr)
        raise RuntimeError("training failed; `python -m bot check` lists problems of the data")
    Path(result.model).replace(MODEL)
    _INPUTS.write_text(digest, encoding="utf-8")
    print(f"Trained in {time.monotonic() - begun:.0f} s: {MODEL.relative_to(ROOT)}", file=sys.stderr, flush=True)
    return MODEL
