/** Centre crop: the largest centred square of a picture, resampled by Lanczos' filter so that fine detail leaves no moiré. */

const LOBES = 3;
const STRIP = 64; // rows read at a time: a second copy of a large picture would not fit into memory

/**
 * Return the centre crop of a picture.
 * @param {CanvasImageSource & {width: number, height: number}} picture
 * @param {number} side in pixels
 * @returns {{samples: Uint8Array, shape: number[]}} (side, side, 3) sRGB bytes; transparency is on white
 */
export function centreSquare(picture, side) {
  const square = Math.min(picture.width, picture.height);
  return resample(square, side, (top) => strip(picture, square, top));
}

/**
 * Resample a square picture.
 * @param {number} length side of the picture
 * @param {number} side of the result
 * @param {(top: number) => {data: ArrayLike<number>, height: number}} stripAt some rows from `top` on, as RGBA bytes
 * @returns {{samples: Uint8Array, shape: number[]}} (side, side, 3) bytes
 */
export function resample(length, side, stripAt) {
  const taps = lanczos(length, side);
  const rows = new Float32Array(length * side * 3); // resampled horizontally only
  for (let top = 0; top < length; ) {
    const { data, height } = stripAt(top);
    for (let y = 0; y < height; y++) filter(taps, data, y * length * 4, 4, rows, (top + y) * side * 3, 3);
    top += height;
  }
  const samples = new Uint8ClampedArray(side * side * 3);
  for (let x = 0; x < side; x++) filter(taps, rows, x * 3, side * 3, samples, x * 3, side * 3);
  return { samples: new Uint8Array(samples.buffer), shape: [side, side, 3] };
}

/**
 * Return some rows of the centre square, as RGBA bytes.
 * @param {CanvasImageSource & {width: number, height: number}} picture
 * @param {number} square
 * @param {number} top
 */
function strip(picture, square, top) {
  const height = Math.min(STRIP, square - top);
  const context = new OffscreenCanvas(square, height).getContext("2d", { willReadFrequently: true });
  context.fillStyle = "white";
  context.fillRect(0, 0, square, height);
  const [left, above] = [picture.width, picture.height].map((length) => Math.floor((length - square) / 2));
  context.drawImage(picture, left, above + top, square, height, 0, 0, square, height);
  return context.getImageData(0, 0, square, height);
}

/**
 * Resample three colours of one row or column: each new pixel is a weighted sum of old ones.
 * @param {Tap[]} taps
 * @param {ArrayLike<number>} from
 * @param {number} start
 * @param {number} step between old pixels
 * @param {Float32Array | Uint8ClampedArray} to
 * @param {number} place of the first new pixel
 * @param {number} pace between new pixels
 */
function filter(taps, from, start, step, to, place, pace) {
  for (const { first, weights } of taps) {
    let [red, green, blue] = [0, 0, 0];
    for (let j = 0, at = start + first * step; j < weights.length; j++, at += step) {
      red += weights[j] * from[at];
      green += weights[j] * from[at + 1];
      blue += weights[j] * from[at + 2];
    }
    [to[place], to[place + 1], to[place + 2]] = [red, green, blue];
    place += pace;
  }
}

/** Whether the browser adds noise to what a page reads from a canvas, as some do against fingerprinting. */
export function hasNoisyCanvas() {
  const colour = [40, 120, 200, 255];
  const context = new OffscreenCanvas(16, 16).getContext("2d", { willReadFrequently: true });
  context.fillStyle = `rgb(${colour.slice(0, 3)})`;
  context.fillRect(0, 0, 16, 16);
  return context.getImageData(0, 0, 16, 16).data.some((value, i) => value !== colour[i % 4]);
}

/** @typedef {{first: number, weights: Float64Array}} Tap the old pixels of a new one: the first, and the weights from there on */

/**
 * Return the weights of Lanczos' filter for each of `side` new pixels.
 * @param {number} length in old pixels
 * @param {number} side
 * @returns {Tap[]}
 */
function lanczos(length, side) {
  const ratio = length / side;
  const width = Math.max(ratio, 1);
  return Array.from({ length: side }, (_, i) => {
    const centre = (i + 0.5) * ratio;
    const first = Math.max(0, Math.round(centre - LOBES * width));
    const end = Math.min(length, Math.round(centre + LOBES * width));
    const weights = Float64Array.from({ length: end - first }, (_, j) => kernel((first + j + 0.5 - centre) / width));
    const sum = weights.reduce((a, b) => a + b);
    return { first, weights: weights.map((weight) => weight / sum) };
  });
}

/** @param {number} x */
const sinc = (x) => (x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x));
/** @param {number} x */
const kernel = (x) => (Math.abs(x) < LOBES ? sinc(x) * sinc(x / LOBES) : 0);
