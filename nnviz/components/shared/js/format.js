// @ts-check
/** Numbers and words as they stand on screen. */

const THIN = "\u202f"; // narrow, and no place to break a line

/** Fixed digits with a true minus sign; powers of ten where digits would not mean anything. */
export function number(value, digits = 2) {
  if (!Number.isFinite(value)) return "not finite";
  const size = Math.abs(value);
  const text = size >= 1e5 ? value.toExponential(1).replace("e+", "e") : value.toFixed(digits);
  return text.replace("-", "−");
}

/** The same with an explicit plus sign. */
export function signed(value, digits = 2) {
  const text = number(value, digits);
  return text.startsWith("−") ? text : `+${text}`;
}

/** A share as a whole percentage. */
export function percent(share) {
  return `${Math.round(100 * share)}${THIN}%`;
}

/** A whole number with thin spaces between thousands, where it has five digits or more. */
export function count(value) {
  const text = String(Math.round(value));
  return text.length < 5 ? text : text.replace(/\B(?=(\d{3})+$)/g, THIN);
}

/** A colour bar's end, without digits that say nothing. */
export function tick(value) {
  return String(Number(value.toPrecision(3))).replace("-", "−");
}
