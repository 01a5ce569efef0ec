/** Sizes of pictures read from the first bytes of each format. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { pictureSize } from "../../../demos/web/controls/picture-header.js";

const bytes = (...parts) => Uint8Array.from(parts.flatMap((part) => (typeof part === "string" ? [...part].map((letter) => letter.charCodeAt(0)) : [part].flat())));
const big = (value, count) => Array.from({ length: count }, (_, i) => (value >> (8 * (count - 1 - i))) & 255);
const little = (value, count) => big(value, count).reverse();
const SIZE = { width: 640, height: 480 };
const frame = (marker) => [0xff, marker, ...big(11, 2), 8, ...big(480, 2), ...big(640, 2)];

const FILES = {
  PNG: bytes("\x89PNG\r\n\x1a\n", big(13, 4), "IHDR", big(640, 4), big(480, 4)),
  BMP: bytes("BM", Array(12).fill(0), little(40, 4), little(640, 4), little(480, 4)),
  "BMP, top row first": bytes("BM", Array(12).fill(0), little(40, 4), little(640, 4), little(-480, 4)),
  "BMP of OS/2": bytes("BM", Array(12).fill(0), little(12, 4), little(640, 2), little(480, 2)),
  "WebP, lossy": bytes("RIFF", Array(4).fill(0), "WEBPVP8 ", Array(10).fill(0), little(640, 2), little(480, 2)),
  "WebP, lossless": bytes("RIFF", Array(4).fill(0), "WEBPVP8L", Array(4).fill(0), 0x2f, little(639 | (479 << 14), 4)),
  "WebP, extended": bytes("RIFF", Array(4).fill(0), "WEBPVP8X", Array(8).fill(0), little(639, 3), little(479, 3)),
  JPEG: bytes(0xff, 0xd8, frame(0xc0)),
  "JPEG with fill bytes and a marker without segment": bytes(0xff, 0xd8, 0xff, 0xff, 0xff, 0x01, 0xff, frame(0xc0)),
  "JPEG, progressive, after other segments": bytes(0xff, 0xd8, [0xff, 0xe1, ...big(6, 2), 1, 2, 3, 4], [0xff, 0xc4, ...big(2, 2)], frame(0xc2)),
};

for (const [format, file] of Object.entries(FILES)) {
  test(`the size of a ${format}`, () => assert.deepEqual(pictureSize(file), SIZE));
  test(`a ${format} that ends inside its header has no size`, () => {
    for (let length = 0; length < file.length - 4; length++) assert.equal(pictureSize(file.slice(0, length)), null);
  });
}

test("a size of zero is none: the browser decides about the file", () => {
  assert.equal(pictureSize(bytes("\x89PNG\r\n\x1a\n", big(13, 4), "IHDR", big(0, 4), big(480, 4))), null);
});

test("what is no picture has no size", () => {
  const texts = ["", "not a picture", "RIFF    WAVE", "BMW has 12 models, and each of them has four wheels"];
  for (const text of [...texts, "RIFF    WEBPtext that is longer than the header"]) assert.equal(pictureSize(bytes(text)), null);
});

test("bytes that are part of a larger buffer are read from their own beginning", () => {
  const file = FILES.PNG;
  const buffer = new Uint8Array(file.length + 10);
  buffer.set(file, 10);
  assert.deepEqual(pictureSize(buffer.subarray(10)), SIZE);
});
