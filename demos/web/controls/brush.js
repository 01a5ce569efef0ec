/** Masks of a spectrum painted with a round brush. Each stroke paints its mirror image, too: a frequency and its negative belong together. */

const KEPT = 255;

/**
 * @typedef {{keep: boolean, radius: number, points: [number, number][]}} Stroke in pixels, x to the right, y down;
 *   `keep` restores frequencies instead of erasing them
 */

/**
 * Return the mask of some strokes. If the first one keeps, everything else is erased; else everything else is kept.
 * @param {Stroke[]} strokes
 * @param {number} side in pixels
 * @returns {Uint8Array} (side, side): 255 is kept, 0 erased
 */
export function maskOf(strokes, side) {
  const mask = new Uint8Array(side * side).fill(strokes[0]?.keep ? 0 : KEPT);
  for (const stroke of strokes) stroke.points.forEach((_, i) => paintSegment(mask, side, stroke, i));
  return mask;
}

/**
 * Paint all that lies within a stroke's radius of the line from its point i - 1 to its point i.
 * @param {Uint8Array} mask (side, side)
 * @param {number} side
 * @param {Stroke} stroke
 * @param {number} i
 */
export function paintSegment(mask, side, { keep, radius, points }, i) {
  const [[ax, ay], [bx, by]] = [points[Math.max(i - 1, 0)], points[i]];
  const length2 = (bx - ax) ** 2 + (by - ay) ** 2 || 1;
  const within = (/** @type {number} */ a, /** @type {number} */ b) => [Math.max(0, Math.floor(Math.min(a, b) - radius)), Math.min(side, Math.ceil(Math.max(a, b) + radius))];
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
