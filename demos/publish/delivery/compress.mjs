/** Compress files at the highest level: reads a JSON list of `[from, to]` from standard input; writes `to`.br and `to`.gz. */

import { readFile, rename, writeFile } from "node:fs/promises";
import { text } from "node:stream/consumers";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";

const BEST = {
  br: promisify(brotliCompress), // default window of 4 MiB: a larger one saves nothing here, and slows decompression
  gz: (data) => promisify(gzip)(data, { level: constants.Z_BEST_COMPRESSION }),
};

/** Compress one file; Node's thread pool limits how many run at once. */
async function compress([from, to]) {
  const data = await readFile(from);
  for (const [ending, pack] of Object.entries(BEST)) {
    await writeFile(`${to}.${ending}.part`, await pack(data));
    await rename(`${to}.${ending}.part`, `${to}.${ending}`);
  }
}

await Promise.all(JSON.parse(await text(process.stdin)).map(compress));
