"""A picture is sent upright and small, and without where and when it was taken."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image

from tests.fakes.switched_talk import switched_talk
from wanderlust.application.pictures import LONGEST_SIDE, fit_to_send
from wanderlust.domain.errors import BadInput

ORIENTATION, GPS, MAKER = 0x0112, 0x8825, 0x010F


def photograph(size: tuple[int, int] = (3000, 2000), form: str = "JPEG") -> bytes:
    picture = Image.new("RGB", size, "navy")
    notes = Image.Exif()
    notes[ORIENTATION] = 6  # the camera was held upright
    notes[MAKER] = "canary-camera"
    notes.get_ifd(GPS)[2] = (35.0, 0.0, 41.0)
    out = io.BytesIO()
    picture.save(out, form, exif=notes, comment="canary-comment") if form == "JPEG" else picture.save(out, form)
    return out.getvalue()


def test_a_photograph_is_sent_upright_small_and_without_its_notes() -> None:
    sent = fit_to_send(photograph())
    with Image.open(io.BytesIO(sent)) as seen:
        assert seen.format == "JPEG" and seen.size == (LONGEST_SIDE * 2 // 3, LONGEST_SIDE)
        assert len(seen.getexif()) == 0 and not {"exif", "comment", "icc_profile"} & set(seen.info)
    assert b"canary" not in sent and b"Exif" not in sent


def test_a_small_picture_keeps_its_size() -> None:
    with Image.open(io.BytesIO(fit_to_send(photograph((300, 200), "PNG")))) as seen:
        assert seen.size == (300, 200)


def test_what_shines_through_is_white() -> None:
    out = io.BytesIO()
    Image.new("RGBA", (40, 40), (0, 0, 0, 0)).save(out, "PNG")
    with Image.open(io.BytesIO(fit_to_send(out.getvalue()))) as seen:
        colour = seen.getpixel((20, 20))
        assert isinstance(colour, tuple) and min(colour) > 250


@pytest.mark.parametrize("data", [b"", b"no picture", photograph()[:4000], b"\x89PNG\r\n\x1a\n" + b"\0" * 50])
def test_what_is_no_picture_is_said_so(data: bytes) -> None:
    with pytest.raises(BadInput, match="cannot read that picture"):
        fit_to_send(data)


async def test_a_picture_is_asked_about_and_goes_along_to_the_next_server(tmp_path: Path) -> None:
    async with switched_talk(tmp_path, patience_s=0.5) as talk:
        await talk.ready()
        await talk.session.say("What is on this menu?", fit_to_send(photograph((60, 40))))
        await talk.until(lambda: len(talk.texts()) == 2)
        parts = talk.cloud.conversations[0].items[0]["content"]
        assert [part["type"] for part in parts] == ["input_image", "input_text"]
        assert talk.texts()[0] == "What is on this menu? (a picture, location removed)"
        talk.proxy.cut()
        await talk.ask("And the price?")
        assert talk.cloud.conversations[1].items[0]["content"][0]["type"] == "input_image"
        talk.proxy.shut()
        await talk.ask("Go on")
        told = talk.engine.conversations[0].items[0]["content"]
        assert [part["text"] for part in told] == ["What is on this menu?", "(a picture)"]
        with pytest.raises(BadInput, match="on this computer"):
            await talk.session.say("And this?", fit_to_send(photograph((60, 40))))
        assert talk.cloud.problems == [] and talk.engine.problems == []
