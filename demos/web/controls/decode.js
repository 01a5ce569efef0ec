/** Decode the reader's own pictures and sounds: checked, decoded by the browser, resampled to the size that demos use. */

import { centreSquare } from "./centre-crop.js";
import { pictureSize } from "./picture-header.js";

const MAX_PIXELS = 40e6;
const MAX_BYTES = 64e6;
const MAX_SECONDS = 60;
const MIN_SAMPLES = 64;

/**
 * Read a picture.
 * @param {File} file
 * @param {number} side in pixels
 * @returns {Promise<{samples: Uint8Array, shape: number[]}>} the centre square as (side, side, 3) sRGB bytes
 */
export async function readPicture(file, side) {
  const size = pictureSize(new Uint8Array(await file.slice(0, 1 << 20).arrayBuffer()));
  if (!size) throw new Error(`“${file.name}” is not a PNG, JPEG, WebP, GIF or BMP picture.`);
  const { width, height } = size;
  if (!width || !height) throw new Error(`“${file.name}” is an empty picture.`);
  if (width * height > MAX_PIXELS) {
    throw new Error(`“${file.name}” has ${width} × ${height} pixels; at most ${MAX_PIXELS / 1e6} million can be used here.`);
  }
  const bitmap = await createImageBitmap(file, { imageOrientation: "from-image" }).catch(() => {
    throw new Error(`“${file.name}” is damaged: the browser could not decode it.`);
  });
  try {
    return centreSquare(bitmap, side);
  } finally {
    bitmap.close();
  }
}

/**
 * Read a sound.
 * @param {File} file
 * @param {number} rate in Hz
 * @returns {Promise<{samples: Float32Array, shape: number[]}>} at most its first minute, mono, at that rate
 */
export async function readSound(file, rate) {
  if (file.size > MAX_BYTES) {
    throw new Error(`“${file.name}” has ${Math.round(file.size / 1e6)} MB; at most ${MAX_BYTES / 1e6} MB can be used here.`);
  }
  const context = new OfflineAudioContext(1, 1, rate);
  const sound = await context.decodeAudioData(await file.arrayBuffer()).catch(() => {
    throw new Error(`“${file.name}” holds no sound that this browser can decode.`);
  });
  const length = Math.min(sound.length, MAX_SECONDS * rate);
  if (length < MIN_SAMPLES) {
    throw new Error(`“${file.name}” is too short: ${length} ${length === 1 ? "sample" : "samples"} at ${rate} Hz, at least ${MIN_SAMPLES} are needed.`);
  }
  const samples = new Float32Array(length);
  for (let channel = 0; channel < sound.numberOfChannels; channel++) {
    const data = sound.getChannelData(channel);
    for (let i = 0; i < length; i++) samples[i] += data[i] / sound.numberOfChannels;
  }
  return { samples, shape: [length] };
}
