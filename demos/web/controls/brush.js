/** A mask made of strokes of a round brush, each with its mirror image: a frequency and its negative go together. */

const KEPT = 255;

/**
 * @typedef {{keep: boolean, radius: number, points: [number, number][]}} Stroke in pixels, x to the right, y down
 *
 * @param {Stroke[]} strokes a first one that keeps starts from nothing kept
 * @returns {Uint8Array} (side, side): 255 is kept, 0 erased
 */
export function paint(strokes, side) {
  const mask = new Uint8Array(side * side).fill(strokes[0]?.keep ? 0 : KEPT);
  for (const stroke of strokes) stroke.points.forEach((_, i) => draw(mask, side, stroke, i));
  return mask;
}

/** Add to a mask what lies within a stroke's radius of the line to its point i from the one before. */
export function draw(mask, side, { keep, radius, points }, i) {
  const [[ax, ay], [bx, by]] = [points[Math.max(i - 1, 0)], points[i]];
  const length2 = (bx - ax) ** 2 + (by - ay) ** 2 || 1;
  const within = (a, b) => [Math.max(0, Math.floor(Math.min(a, b) - radius)), Math.min(side, Math.ceil(Math.max(a, b) + radius))];
  const [[left, right], [top, bottom]] = [within(ax, bx), within(ay, by)];
  for (let row = top; row < bottom; row++) {
    for (let column = left; column < right; column++) {
      const [x, y] = [column + 0.5 - ax, row + 0.5 - ay];
      const along = Math.min(1, Math.max(0, (x * (bx - ax) + y * (by - ay)) / length2));
      if ((x - along * (bx - ax)) ** 2 + (y - along * (by - ay)) ** 2 > radius ** 2) continue;
      mask[row * side + column] = mask[((side - row) % side) * side + ((side - column) % side)] = keep ? KEPT : 0;
    }
  }
}
