/** The centre square of a picture, made the size that demos use by Lanczos' filter: nothing finer survives as moiré. */

const LOBES = 3;
const STRIP = 64; // rows read at a time: all of a large picture would not fit beside itself

/**
 * @param {CanvasImageSource & {width: number, height: number}} picture
 * @returns {{samples: Uint8Array, shape: number[]}} (side, side, 3) sRGB bytes; what is transparent lies on white
 */
export function centreSquare(picture, side) {
  const square = Math.min(picture.width, picture.height);
  const taps = lanczos(square, side);
  const rows = new Float32Array(square * side * 3); // narrowed, not yet shortened
  for (let top = 0; top < square; top += STRIP) {
    const { data, height } = strip(picture, square, top);
    for (let y = 0; y < height; y++) filter(taps, data, y * square * 4, 4, rows, (top + y) * side * 3, 3);
  }
  const samples = new Uint8ClampedArray(side * side * 3);
  for (let x = 0; x < side; x++) filter(taps, rows, x * 3, side * 3, samples, x * 3, side * 3);
  return { samples: new Uint8Array(samples.buffer), shape: [side, side, 3] };
}

/** Some rows of the centre square, as RGBA bytes. */
function strip(picture, square, top) {
  const height = Math.min(STRIP, square - top);
  const context = new OffscreenCanvas(square, height).getContext("2d", { willReadFrequently: true });
  context.fillStyle = "white";
  context.fillRect(0, 0, square, height);
  const [left, above] = [picture.width, picture.height].map((length) => Math.floor((length - square) / 2));
  context.drawImage(picture, left, above + top, square, height, 0, 0, square, height);
  return context.getImageData(0, 0, square, height);
}

/** Three colours of one row or column: each new pixel is a weighted sum of old ones, a `step` apart. */
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

/** For each of `side` new pixels the first of `length` old ones that count, and the weights from there on. */
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

const sinc = (x) => (x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x));
const kernel = (x) => (Math.abs(x) < LOBES ? sinc(x) * sinc(x / LOBES) : 0);
