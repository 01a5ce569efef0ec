/** Decode the reader's own pictures and sounds: within limits, by the browser's decoders, to the size that demos use. */

import { centreSquare } from "./centre-crop.js";
import { isJpeg, pictureSize } from "./picture-header.js";

const HEADER_BYTES = 1 << 20; // in which most pictures have their size
export const MAX_PIXELS = 120e6; // as in demos/kit/uploads.py; more would take over half a gigabyte
const FULL_PIXELS = 40e6; // up to which a picture is decoded at full size
const REDUCED_SIDE = 2048; // pixels of the shorter side of a larger one
const DRAWING = "image/svg+xml";
const JPEG_END = Uint8Array.of(0xff, 0xd9);
const MAX_BYTES = 64e6;
export const MAX_SECONDS = 60; // that demos use of a sound, as in demos/kit/controls/media.py
const MAX_DECODED_SECONDS = 300; // of a sound that is decoded completely
const ID3_HEADER = 10; // bytes
const MAX_TRIES = 8; // to decode a minute of a long sound that has something else at its beginning
const UNKNOWN_DURATION_BYTES = 2e6; // decoded of a sound that does not state its duration
export const MIN_SAMPLES = 64; // as in demos/kit/controls/media.py
const CANCELLED = 1e-4; // of the loudest channel's energy, below which a mix is mostly errors of rounding or compression

/**
 * Read a picture.
 * @param {File} file
 * @param {number} side in pixels
 * @returns {Promise<{samples: Uint8Array, shape: number[]}>} the centre square as (side, side, 3) sRGB bytes
 */
export async function readPicture(file, side) {
  const size = await sizeOf(file);
  if (size && size.width * size.height > MAX_PIXELS) {
    throw new Error(`“${file.name}” has ${size.width} × ${size.height} pixels; at most ${MAX_PIXELS / 1e6} million can be used here.`);
  }
  const bitmap = await decode(file, size).catch(() => {
    const reason = size ? "is damaged: the browser could not decode it" : "is not a picture that this browser can decode";
    throw new Error(`“${file.name}” ${reason}.`);
  });
  try {
    return centreSquare(bitmap, side);
  } finally {
    bitmap.close();
  }
}

/**
 * Return the size of a picture: from its header, or else as the browser reads it without decoding the pixels; null if
 * neither knows it.
 * @param {File} file
 */
async function sizeOf(file) {
  const head = new Uint8Array(await file.slice(0, HEADER_BYTES).arrayBuffer());
  const size = pictureSize(head);
  if (size) return size;
  const hasMore = isJpeg(head) && file.size > HEADER_BYTES; // after long metadata, such as a depth map
  const more = hasMore && new Uint8Array(await file.slice(0, MAX_BYTES).arrayBuffer());
  return (more && pictureSize(more)) || shownSize(file);
}

/**
 * Return the size of a picture as an <img> element has it; null if the browser cannot read it.
 * @param {File} file
 * @returns {Promise<{width: number, height: number} | null>} in pixels
 */
function shownSize(file) {
  return withImage(file, ({ naturalWidth: width, naturalHeight: height }) => ({ width, height })).catch(() => null);
}

/**
 * Return what a function makes of a picture that an <img> element has loaded; rejects if the browser cannot show it.
 * @template T
 * @param {File} file
 * @param {(image: HTMLImageElement) => T | Promise<T>} act
 * @returns {Promise<T>}
 */
async function withImage(file, act) {
  const image = new Image();
  const url = URL.createObjectURL(file);
  try {
    await new Promise((resolve, reject) => {
      image.onload = resolve;
      image.onerror = reject;
      image.src = url;
    });
    return await act(image);
  } finally {
    URL.revokeObjectURL(url);
  }
}

/**
 * Have the browser decode a picture, a very large one to a reduced size.
 * @param {File} file
 * @param {{width: number, height: number} | null} size
 */
async function decode(file, size) {
  const isLarge = size && size.width * size.height > FULL_PIXELS;
  const scale = isLarge ? Math.min(1, REDUCED_SIDE / Math.min(size.width, size.height)) : 1;
  /** @type {ImageBitmapOptions} */
  const options = { imageOrientation: "from-image", premultiplyAlpha: "none" }; // premultiplied colours of profiles lose precision
  if (isLarge) Object.assign(options, { resizeWidth: Math.round(scale * size.width), resizeQuality: "high" });
  if (file.type === DRAWING && size) return withImage(file, (image) => drawn(image, Math.round(scale * size.width), Math.round(scale * size.height)));
  // Browsers show a JPEG without its end marker, but createImageBitmap() refuses it.
  return createImageBitmap(file, options).catch(() => createImageBitmap(new Blob([file, JPEG_END]), options));
}

/**
 * Return a drawing as pixels; createImageBitmap() refuses its file, and shows nothing of one that does not state its size.
 * @param {HTMLImageElement} image
 * @param {number} width in pixels
 * @param {number} height
 */
function drawn(image, width, height) {
  const canvas = new OffscreenCanvas(width, height);
  canvas.getContext("2d").drawImage(image, 0, 0, width, height);
  return canvas.transferToImageBitmap();
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
  const sound = await decodeSound(file, rate);
  const length = Math.min(sound.length, MAX_SECONDS * rate);
  if (length < MIN_SAMPLES) {
    throw new Error(`“${file.name}” is too short: ${length} ${length === 1 ? "sample" : "samples"} at ${rate} Hz, at least ${MIN_SAMPLES} are needed.`);
  }
  const channels = Array.from({ length: sound.numberOfChannels }, (_, i) => sound.getChannelData(i).subarray(0, length));
  const samples = mixToMono(channels);
  if (!samples) throw new Error(`“${file.name}” cannot be mixed to one channel: its channels cancel each other out.`);
  return { samples, shape: [length] };
}

/**
 * Decode a sound, or its beginning if it is long: decoded sound takes up to a hundred times as much memory as its file.
 * @param {File} file
 * @param {number} rate in Hz
 */
async function decodeSound(file, rate) {
  const decode = async (/** @type {Blob} */ blob) => new OfflineAudioContext(1, 1, rate).decodeAudioData(await blob.arrayBuffer());
  const duration = await soundDuration(file);
  if (duration <= MAX_DECODED_SECONDS) {
    return decode(file).catch(() => {
      throw new Error(`“${file.name}” holds no sound that this browser can decode.`);
    });
  }
  const isStated = Number.isFinite(duration);
  const start = await tagBytes(file); // a picture on a sound's cover is as large as minutes of it
  const share = (1.5 * MAX_SECONDS) / duration; // more than a minute, because bit rates vary
  const step = isStated ? Math.ceil((file.size - start) * share) : UNKNOWN_DURATION_BYTES;
  /** @type {AudioBuffer | null} */
  let sound = null;
  for (let tries = 1; tries <= MAX_TRIES && !(sound?.duration >= MAX_SECONDS); tries++) {
    if (tries > 1 && start + (tries - 1) * step >= file.size) break;
    sound = await decode(file.slice(0, start + tries * step)).catch(() => sound);
    if (!isStated) break;
  }
  if (sound) return sound;
  if (!isStated) throw new Error(`“${file.name}” holds no sound that this browser can decode.`);
  throw new Error(`“${file.name}” lasts ${Math.round(duration / 60)} minutes; at most ${MAX_DECODED_SECONDS / 60} minutes of such a file can be read.`);
}

/**
 * Return the length of the ID3 tag at the beginning of a file, such as an MP3: title, lyrics and pictures.
 * @param {File} file
 * @returns {Promise<number>} in bytes
 */
async function tagBytes(file) {
  const [i, d, three, , , , ...size] = new Uint8Array(await file.slice(0, ID3_HEADER).arrayBuffer());
  if (String.fromCharCode(i, d, three) !== "ID3" || size.length < 4) return 0;
  return ID3_HEADER + size.reduce((sum, byte) => 128 * sum + (byte & 127), 0);
}

/**
 * Return the duration of a sound, which the browser reads without decoding the sound.
 * @param {File} file
 * @returns {Promise<number>} in seconds; infinite if the file does not state it
 */
async function soundDuration(file) {
  const audio = new Audio();
  const url = URL.createObjectURL(file);
  try {
    return await new Promise((resolve) => {
      audio.onloadedmetadata = () => resolve(audio.duration);
      audio.onerror = () => resolve(Infinity); // decodeAudioData may know other formats
      audio.preload = "metadata";
      audio.src = url;
    });
  } finally {
    audio.removeAttribute("src");
    URL.revokeObjectURL(url);
  }
}

/**
 * Return the mean of channels; null if they cancel each other out, as in antiphase.
 * @param {Float32Array[]} channels
 */
export function mixToMono(channels) {
  const samples = new Float32Array(channels[0].length);
  for (const channel of channels) for (let i = 0; i < samples.length; i++) samples[i] += channel[i] / channels.length;
  return energy(samples) < CANCELLED * Math.max(...channels.map(energy)) ? null : samples;
}

/** @param {Float32Array} samples */
const energy = (samples) => samples.reduce((sum, value) => sum + value * value, 0);
