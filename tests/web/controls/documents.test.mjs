/** Texts of documents in several encodings. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { decodeText } from "../../../demos/web/controls/documents.js";

const TEXT = '{"name": "512 × 512"}';
const little = (/** @type {string} */ text) => new Uint8Array(Uint16Array.from(text, (letter) => letter.charCodeAt(0)).buffer);
const big = (/** @type {string} */ text) => little(text).map((_, i, bytes) => bytes[i ^ 1]);
const ENCODERS = { "UTF-8": (/** @type {string} */ text) => new TextEncoder().encode(text), "UTF-16, little-endian": little, "UTF-16, big-endian": big };

for (const [name, encode] of Object.entries(ENCODERS)) {
  test(`${name} is read without and with a byte-order mark`, () => {
    for (const mark of ["", "\ufeff"]) assert.equal(decodeText(encode(mark + TEXT)), TEXT);
  });
}

test("an empty file is an empty text", () => assert.equal(decodeText(new Uint8Array()), ""));
