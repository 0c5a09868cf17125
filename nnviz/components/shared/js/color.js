// @ts-check
/** Arithmetic with colours "#rrggbb". */

/** @param {string} hex "#rrggbb" @returns {[number, number, number]} from 0 to 255 */
export function rgb(hex) {
  return [parseInt(hex.slice(1, 3), 16), parseInt(hex.slice(3, 5), 16), parseInt(hex.slice(5, 7), 16)];
}

/** @param {string} text @returns {boolean} whether it is a colour "#rrggbb" */
export function isHex(text) {
  return /^#[0-9a-f]{6}$/i.test(text);
}

/**
 * Whether white text reads better on a ground than black: by its luma (ITU-R BT.601).
 * @param {string} hex
 */
export function isDark(hex) {
  const [r, g, b] = rgb(hex);
  return 0.299 * r + 0.587 * g + 0.114 * b < 128;
}
