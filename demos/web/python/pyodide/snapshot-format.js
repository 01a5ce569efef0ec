/** The format of the snapshot's files, shared by the build that writes them and the worker that reads them. */

export const PAGE = 4096; // bytes of memory that are stored or left out together

/** @typedef {[first: number, count: number][]} Runs of pages */

/**
 * Return a checksum of some pages of memory.
 * @param {Uint32Array} words all of the memory
 * @param {Runs} runs
 */
export function checksum(words, runs) {
  let sum = 0;
  let weight = 1;
  for (const [first, count] of runs) {
    const end = ((first + count) * PAGE) >>> 2;
    for (let i = (first * PAGE) >>> 2; i < end; i++, weight += 2) sum = (sum + Math.imul(words[i], weight)) | 0;
  }
  return sum >>> 0;
}

/**
 * Read a pack: the length of its head in four bytes, the head as JSON, spaces up to a multiple of 16 bytes, the body.
 * @param {Uint8Array} pack
 * @returns {{head: any, body: Uint8Array<ArrayBuffer>}}
 */
export function readPack(pack) {
  const length = new DataView(pack.buffer, pack.byteOffset).getUint32(0, true);
  const head = JSON.parse(new TextDecoder().decode(pack.subarray(4, 4 + length)));
  return { head, body: /** @type {Uint8Array<ArrayBuffer>} */ (pack.subarray(4 + length)) };
}

/**
 * Return a pack of a head and the chunks of its body.
 * @param {object} head
 * @param {Uint8Array[]} chunks
 */
export function writePack(head, chunks) {
  const text = new TextEncoder().encode(JSON.stringify(head));
  const length = Math.ceil((4 + text.length) / 16) * 16 - 4;
  const pack = new Uint8Array(4 + length + chunks.reduce((sum, chunk) => sum + chunk.length, 0)).fill(32, 0, 4 + length);
  new DataView(pack.buffer).setUint32(0, length, true);
  pack.set(text, 4);
  let offset = 4 + length;
  for (const chunk of chunks) {
    pack.set(chunk, offset);
    offset += chunk.length;
  }
  return pack;
}
