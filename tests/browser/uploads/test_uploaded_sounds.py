"""Uploaded sounds: only the beginning of a long file is decoded; channels that cancel are refused."""

import io
import wave
from typing import Annotated

import numpy as np
import pytest
from playwright.sync_api import expect

from demos.kit.controls import Recording
from demos.kit.figures import Array, Figures, Image
from demos.kit.library import VOWELS
from tests.browser.support.form import open_form
from tests.browser.support.sounds import COUNT_DECODED_SECONDS, silent_mp3

RATE = 16000


def recording(
    a: Annotated[Array, Recording(VOWELS, rate=RATE, label="Sound")] = "vowel_a",  # type: ignore[assignment]
) -> Figures:
    """A sound."""
    return {"a": Image(title="A", summary="A picture.", values=np.zeros((8, 8)))}


class Form:
    """A page with the control of a sound."""

    def __init__(self, page):
        open_form(page, recording)
        page.evaluate(COUNT_DECODED_SECONDS)
        self.page = page
        self.note = page.locator("[data-control=a] .fdnn-note")

    def choose(self, content, name, kind):
        self.page.locator("[data-upload=a]").set_input_files(
            {"name": name, "mimeType": kind, "buffer": content}
        )

    def received(self, name):
        """Return the samples that the demo receives, once the file of this name is selected."""
        expect(self.page.locator("select[name=a] option:checked")).to_have_text(name)
        return np.array(self.page.evaluate("[...controls.value('a').samples]"))

    def decoded_seconds(self):
        return self.page.evaluate("decodedSeconds")


@pytest.fixture
def form(page):
    return Form(page)


def wav(channels, rate=RATE):
    file = io.BytesIO()
    samples = np.round(np.stack(channels, axis=-1) * 32767).astype("<i2")
    with wave.open(file, "wb") as sound:
        sound.setparams((len(channels), 2, rate, 0, "NONE", ""))
        sound.writeframes(samples.tobytes())
    return file.getvalue()


TONE = 0.5 * np.sin(2 * np.pi * 440 * np.arange(RATE) / RATE)


def test_stereo_is_mixed_to_mono(form):
    form.choose(wav([TONE, np.zeros(RATE)]), "left.wav", "audio/wav")
    np.testing.assert_allclose(form.received("left.wav"), TONE / 2, atol=1e-4)


def test_stereo_in_antiphase_is_refused(form):
    form.choose(wav([TONE, -TONE]), "antiphase.wav", "audio/wav")
    expect(form.note).to_contain_text("its channels cancel each other out")


def test_silence_stays_silence(form):
    form.choose(wav([np.zeros(RATE), np.zeros(RATE)]), "silence.wav", "audio/wav")
    assert not form.received("silence.wav").any()


def test_of_a_long_file_only_the_beginning_is_decoded(form):
    form.choose(silent_mp3(1200), "long.mp3", "audio/mpeg")
    assert form.received("long.mp3").shape == (60 * RATE,)
    assert max(form.decoded_seconds()) < 120


def id3(size):
    """An ID3 tag of this many bytes, as that of a podcast with a picture."""
    return b"ID3\x03\0\0" + bytes(size >> shift & 127 for shift in (21, 14, 7, 0)) + bytes(size)


def test_a_cover_at_the_beginning_of_a_long_file_does_not_count(form):
    form.choose(id3(1_000_000) + silent_mp3(1200), "podcast.mp3", "audio/mpeg")
    assert form.received("podcast.mp3").shape == (60 * RATE,)
    assert max(form.decoded_seconds()) < 120


def test_of_a_long_file_more_is_decoded_until_there_is_a_minute(form):
    form.choose(bytes(200_000) + silent_mp3(1200), "padded.mp3", "audio/mpeg")
    assert form.received("padded.mp3").shape == (60 * RATE,)
    assert max(form.decoded_seconds()) < 300


def test_of_a_long_uncompressed_file_only_the_beginning_is_decoded(form):
    rate = 8000
    quiet = np.zeros(400 * rate)
    quiet[: 2 * rate] = 0.5
    form.choose(wav([quiet], rate), "long.wav", "audio/wav")
    samples = form.received("long.wav")
    assert samples.shape == (60 * RATE,)
    assert samples[RATE] > 0.4
    assert max(form.decoded_seconds()) < 120


def test_a_long_file_that_cannot_be_sliced_is_refused_because_it_is_long(form):
    form.page.evaluate("""() => {
        OfflineAudioContext.prototype.decodeAudioData = async () => { throw new Error("incomplete") };
    }""")
    form.choose(silent_mp3(1200), "long.mp3", "audio/mpeg")
    expect(form.note).to_have_text(
        "“long.mp3” lasts 20 minutes; at most 5 minutes of such a file can be read."
    )


def test_while_a_file_is_read_the_control_says_so(form):
    help_text = form.note.inner_text()
    form.page.evaluate("""() => {
        const decode = OfflineAudioContext.prototype.decodeAudioData;
        OfflineAudioContext.prototype.decodeAudioData = async function (...args) {
            await new Promise((resolve) => { window.release = resolve });
            return decode.apply(this, args);
        };
    }""")
    form.choose(wav([TONE]), "tone.wav", "audio/wav")
    expect(form.note).to_have_text("Reading “tone.wav” …")
    form.page.wait_for_function("() => Boolean(window.release)")
    form.page.evaluate("release()")
    assert len(form.received("tone.wav")) == RATE
    expect(form.note).to_have_text(help_text)
