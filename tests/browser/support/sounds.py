"""Long sounds for uploads, and how much of a sound a page decodes."""

from __future__ import annotations

#: A function for the page: the durations of all sounds that are decoded from then on are in `decodedSeconds`.
COUNT_DECODED_SECONDS = """() => {
    window.decodedSeconds = [];
    const decode = OfflineAudioContext.prototype.decodeAudioData;
    OfflineAudioContext.prototype.decodeAudioData = async function (...args) {
        const sound = await decode.apply(this, args);
        decodedSeconds.push(sound.duration);
        return sound;
    };
}"""


def silent_mp3(seconds: float) -> bytes:
    """Return silence as MPEG-2 Layer III at 8 kbit/s and 24 kHz: headers, empty side information, no data."""
    frame = bytes([0xFF, 0xF3, 0x14, 0xC4]) + bytes(20)  # 24 ms
    return frame * round(seconds / 0.024)
