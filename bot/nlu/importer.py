"""Read the training phrases once.

Rasa's importers read every NLU file three times in one training and validate each against a schema every time: half of the
training time for a thousand lines an intent. `python -m bot check` and `rasa data validate` check the files; here they are
read, once.
"""

from __future__ import annotations

from pathlib import Path

from rasa.shared.importers.rasa import RasaFileImporter
from rasa.shared.nlu.training_data.formats.rasa_yaml import RasaYAMLReader
from rasa.shared.nlu.training_data.training_data import TrainingData


class ReadOnceImporter(RasaFileImporter):  # type: ignore[misc]  # Rasa's classes are untyped for mypy
    """Rasa's file importer, with the phrases kept."""

    _nlu_data: TrainingData | None = None

    def get_nlu_data(self, language: str | None = "en") -> TrainingData:
        """All phrases of the NLU files."""
        if self._nlu_data is None:
            examples = [example for path in self._nlu_files for example in _read(Path(path)).training_examples]
            self._nlu_data = TrainingData(examples)
        return self._nlu_data


class _Reader(RasaYAMLReader):  # type: ignore[misc]
    """Rasa's reader without its schema validation."""

    def validate(self, string: str) -> None:
        """Nothing: the files are checked before training."""


def _read(path: Path) -> TrainingData:
    reader = _Reader()
    reader.filename = str(path)
    return reader.reads(path.read_text(encoding="utf-8"))
