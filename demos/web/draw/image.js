/** Pictures, pixel by pixel. */

const COARSE = 64; // pixels of a matrix's side up to which each is shown as a square, as in the first paint

export function drawImage(body, figure, legend) {
  const [height, width] = figure.levels.shape;
  const canvas = body.querySelector("canvas") ?? body.appendChild(document.createElement("canvas"));
  if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height });
  canvas.classList.toggle("fdnn-coarse", Math.max(width, height) <= COARSE);
  canvas.setAttribute("role", "img");
  canvas.setAttribute("aria-label", `${figure.title}. ${figure.summary}`);
  if (legend.textContent !== figure.range) legend.textContent = figure.range;
  const picture = new ImageData(width, height);
  paint(new Uint32Array(picture.data.buffer), figure.levels, figure.palette);
  canvas.getContext("2d").putImageData(picture, 0, 0);
}

/** Levels are looked up in the palette; without one, three of them are the red, green and blue of a pixel. */
function paint(pixels, levels, palette) {
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
