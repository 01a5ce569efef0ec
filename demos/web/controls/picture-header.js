/** The width and height of a picture, read from its file's header before anything is decoded. */

const OS2_HEADER = 12; // bytes
const BMP_HEADERS = [16, 40, 52, 56, 64, 108, 124]; // bytes, of the versions that have sizes of 32 bits
const STANDALONE = [0xff01, ...Array.from({ length: 8 }, (_, i) => 0xffd0 + i)]; // JPEG markers without a segment

/**
 * Whether bytes begin as a JPEG file.
 * @param {Uint8Array} bytes
 */
export const isJpeg = (bytes) => bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff;

/**
 * Return the size of a picture.
 * @param {Uint8Array} bytes the beginning of the file
 * @returns {{width: number, height: number} | null} in pixels; null if it is no PNG, JPEG, WebP or BMP file (frames of a GIF may be larger than its
 *   header states), or has a size of zero
 */
export function pictureSize(bytes) {
  const size = headerSize(bytes);
  return size?.width && size.height ? size : null;
}

/** @param {Uint8Array} bytes */
function headerSize(bytes) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const starts = (/** @type {string} */ text, at = 0) => [...text].every((letter, i) => bytes[at + i] === letter.charCodeAt(0));
  try {
    if (starts("\x89PNG\r\n\x1a\n") && starts("IHDR", 12)) return { width: view.getUint32(16), height: view.getUint32(20) };
    if (starts("BM")) return bmpSize(view);
    if (starts("RIFF") && starts("WEBP", 8)) return webpSize(view, starts);
    if (isJpeg(bytes)) return jpegSize(view);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error; // the file ends inside its header
  }
  return null;
}

/** @param {DataView} view */
function bmpSize(view) {
  const header = view.getUint32(14, true);
  if (header === OS2_HEADER) return { width: view.getUint16(18, true), height: view.getUint16(20, true) };
  if (!BMP_HEADERS.includes(header)) return null; // a text that begins with "BM"
  return { width: view.getInt32(18, true), height: Math.abs(view.getInt32(22, true)) };
}

/** @param {DataView} view @param {(text: string, at?: number) => boolean} starts */
function webpSize(view, starts) {
  if (starts("VP8X", 12)) return { width: 1 + uint24(view, 24), height: 1 + uint24(view, 27) };
  if (starts("VP8L", 12)) {
    const bits = view.getUint32(21, true);
    return { width: 1 + (bits & 0x3fff), height: 1 + ((bits >> 14) & 0x3fff) };
  }
  if (!starts("VP8 ", 12)) return null;
  return { width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff };
}

/** @param {DataView} view @param {number} at */
const uint24 = (view, at) => view.getUint16(at, true) | (view.getUint8(at + 2) << 16);

/** @param {DataView} view */
function jpegSize(view) {
  for (let at = 2; ; ) {
    const marker = view.getUint16(at);
    if (marker >> 8 !== 0xff) return null;
    const isStartOfFrame = marker >= 0xffc0 && marker <= 0xffcf && ![0xffc4, 0xffc8, 0xffcc].includes(marker);
    if (isStartOfFrame) return { width: view.getUint16(at + 7), height: view.getUint16(at + 5) };
    if (marker === 0xffff) at += 1; // a fill byte
    else at += 2 + (STANDALONE.includes(marker) ? 0 : view.getUint16(at + 2));
  }
}
