// Imported first: replaces random numbers and clocks, so that equal inputs give an equal snapshot.
import nodeCrypto from "node:crypto";

let state = 0x12345678;
function random() {
  state ^= state << 13;
  state ^= state >>> 17;
  state ^= state << 5;
  return state >>> 0;
}
function fill(buffer) {
  const bytes = new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.byteLength);
  for (let i = 0; i < bytes.length; i++) bytes[i] = random() & 255;
  return buffer;
}
globalThis.crypto.getRandomValues = nodeCrypto.randomFillSync = nodeCrypto.webcrypto.getRandomValues = fill;
Math.random = () => random() / 2 ** 32;

const NOW = Date.UTC(2026, 0, 1);
globalThis.Date = /** @type {any} */ (class extends Date {
  constructor(...given) {
    super(.../** @type {[]} */ (given.length ? given : [NOW]));
  }
  static now() {
    return NOW;
  }
});
performance.now = () => 1000;
