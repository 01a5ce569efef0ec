/** Compress files as well as can be: reads from standard input a list of `[from, to]`; writes `to`.br and `to`.gz. */

import { readFile, rename, writeFile } from "node:fs/promises";
import { text } from "node:stream/consumers";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";

const BEST = {
  br: promisify(brotliCompress), // its window of 4 MiB: a larger one saves nothing here, and takes longer to unpack
  gz: (data) => promisify(gzip)(data, { level: constants.Z_BEST_COMPRESSION }),
};

/** Node runs as many of these at once as its pool has threads. */
async function compress([from, to]) {
  const data = await readFile(from);
  for (const [ending, pack] of Object.entries(BEST)) {
    await writeFile(`${to}.${ending}.part`, await pack(data));
    await rename(`${to}.${ending}.part`, `${to}.${ending}`);
  }
}

await Promise.all(JSON.parse(await text(process.stdin)).map(compress));
