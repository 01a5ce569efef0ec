/** Pictures, drawn pixel by pixel into a canvas. */

import { typeset } from "./typeset.js";

/** @typedef {Uint8Array & {shape: number[]}} Levels */
/** @typedef {{title: string, summary: string, range: string, levels: Levels, palette: Uint8Array | null}} Image */

export const COARSE = 64; // pixels of a side up to which each is drawn as a sharp square, as in demos/publish/content/element.py

/**
 * @param {HTMLElement} body
 * @param {Image} figure
 * @param {HTMLElement} legend
 */
export function drawImage(body, figure, legend) {
  const [height, width] = figure.levels.shape;
  const canvas = body.querySelector("canvas") ?? body.appendChild(document.createElement("canvas"));
  if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height });
  canvas.classList.toggle("fdnn-coarse", Math.max(width, height) <= COARSE);
  canvas.setAttribute("role", "img");
  canvas.setAttribute("aria-label", typeset(`${figure.title}. ${figure.summary}`));
  const range = typeset(figure.range);
  if (legend.textContent !== range) legend.textContent = range;
  const picture = new ImageData(width, height);
  fillPixels(new Uint32Array(picture.data.buffer), figure.levels, figure.palette);
  canvas.getContext("2d").putImageData(picture, 0, 0);
}

/**
 * Look the levels up in the palette; without a palette, each three are the red, green and blue of a pixel.
 * @param {Uint32Array} pixels as ABGR
 * @param {Uint8Array} levels
 * @param {Uint8Array | null} palette (n, 4) RGBA
 */
function fillPixels(pixels, levels, palette) {
  if (palette) {
    const colours = new Uint32Array(palette.buffer, palette.byteOffset, palette.length / 4);
    for (let i = 0; i < pixels.length; i++) pixels[i] = colours[levels[i]];
  } else {
    const opaque = 0xff000000;
    for (let i = 0, j = 0; i < pixels.length; i++, j += 3) {
      pixels[i] = opaque | (levels[j + 2] << 16) | (levels[j + 1] << 8) | levels[j];
    }
  }
}
