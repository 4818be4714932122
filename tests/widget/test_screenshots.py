"""The pictures of docs/screenshots are those that the command takes: few and small."""

from __future__ import annotations

from PIL import Image

from tests.widget.screenshots import DEVICES, FOLDER, SHOTS, name


def test_every_picture_is_there_and_no_other() -> None:
    assert {path.name for path in FOLDER.iterdir()} == {name(*shot) for shot in SHOTS}
    assert len(SHOTS) <= 14
    assert sum(path.stat().st_size for path in FOLDER.iterdir()) <= 1_000_000


def test_pictures_have_the_size_of_their_device() -> None:
    for device, theme, state in SHOTS:
        with Image.open(FOLDER / name(device, theme, state)) as picture:
            assert picture.size == tuple(DEVICES[device]["viewport"].values()), state
