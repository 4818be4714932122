"""Keep a trained intent model in a folder: arrays and JSON only, so that loading a model never runs code of its own."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np

from bot.nlu.features import Features
from bot.nlu.model import IntentModel


def save_model(model: IntentModel, folder: Path) -> None:
    """Write `arrays.npz`, `features.json` and `model.json` into `folder`."""
    arrays, learnt = model.features.save()
    np.savez(folder / "arrays.npz", **arrays, weights=model.weights, bias=model.bias)
    (folder / "features.json").write_text(learnt, encoding="utf-8")
    header = {"intents": model.intents, "sharpness": model.sharpness}
    (folder / "model.json").write_text(json.dumps(header), encoding="utf-8")


def load_model(folder: Path) -> IntentModel:
    """The model that `save_model` wrote.

    Raises:
        FileNotFoundError: when one of the files is missing.
    """
    with np.load(folder / "arrays.npz", allow_pickle=False) as stored:
        arrays = {name: stored[name] for name in stored.files}
    features = Features.load(arrays, (folder / "features.json").read_text(encoding="utf-8"))
    header = json.loads((folder / "model.json").read_text(encoding="utf-8"))
    return IntentModel(features, header["intents"], arrays["weights"], arrays["bias"], header["sharpness"])
