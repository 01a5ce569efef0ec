/** Pictures, pixel by pixel. */

export function drawImage(body, figure, legend) {
  const [height, width] = figure.pixels.shape;
  const canvas = body.querySelector("canvas") ?? body.appendChild(document.createElement("canvas"));
  if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height });
  canvas.setAttribute("role", "img");
  canvas.setAttribute("aria-label", `${figure.title}. ${figure.summary}`);
  if (legend.textContent !== figure.range) legend.textContent = figure.range;
  const { buffer, byteOffset, length } = figure.pixels;
  canvas.getContext("2d").putImageData(new ImageData(new Uint8ClampedArray(buffer, byteOffset, length), width, height), 0, 0);
}
