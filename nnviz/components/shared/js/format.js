// @ts-check
/**
 * Numbers and lists as text: the browser's half of nnviz/number_format.py, with the same rules and
 * tested with the same table of cases. Browsers round a tie away from zero.
 */

const NOT_FINITE = "not finite";
const THIN = "\u202f"; // narrow, and no place to break a line
const LARGEST_PLAIN = 1e5; // from here on, numbers are powers of ten
const LEAST_POWER = -3; // of the first digit, where significant digits are no power of ten
const LARGEST_POWER = 4;

/**
 * Fixed decimals; from 100,000 on a power of ten with two digits, 1.2e5.
 * @param {number} value
 * @param {number} [digits] decimals
 */
export function number(value, digits = 2) {
  if (!Number.isFinite(value)) return NOT_FINITE;
  if (Math.abs(value) >= LARGEST_PLAIN) return power(value, 2);
  return typeset(value.toFixed(digits));
}

/**
 * The same, always with its sign; zero has a plus.
 * @param {number} value
 * @param {number} [digits] decimals
 */
export function signed(value, digits = 2) {
  const text = number(value, digits);
  return text.startsWith("−") || text === NOT_FINITE ? text : `+${text}`;
}

/**
 * That many significant digits at most, without zeros at the end: for the ends of a scale.
 * @param {number} value
 * @param {number} [digits] significant digits
 */
export function tick(value, digits = 3) {
  if (!Number.isFinite(value)) return NOT_FINITE;
  const [mantissa, exponent] = value.toExponential(digits - 1).split("e");
  const shown = Number(exponent);
  if (value === 0 || (shown >= LEAST_POWER && shown <= LARGEST_POWER)) {
    return typeset(String(Number(value.toPrecision(digits))));
  }
  return typeset(`${Number(mantissa)}e${shown}`);
}

/**
 * The texts at the ends of a colour bar, "≤ −1.5e18" where values lie beyond. Where the lower end
 * is neutral, nothing lies below it.
 * @param {{ low: number, high: number, neutral: number, clipped: boolean }} range
 * @returns {[string, string]}
 */
export function scaleEnds({ low, high, neutral, clipped }) {
  const below = clipped && low < neutral ? "≤ " : "";
  return [`${below}${tick(low)}`, `${clipped ? "≥ " : ""}${tick(high)}`];
}

/**
 * A share, 0 to 1, in whole percent; but all and nothing are said of these alone: 99.5 %, 0.04 %.
 * @param {number} share
 */
export function percent(share) {
  if (!Number.isFinite(share)) return NOT_FINITE;
  // Shares come in single precision: what that adds must not decide a tie.
  let text = Number((100 * share).toFixed(4)).toFixed(0);
  for (let digits = 1; share !== 0 && share !== 1 && [0, 100].includes(Number(text)); digits++) {
    text = (100 * share).toFixed(digits);
  }
  return `${typeset(text)}${THIN}%`;
}

/**
 * A whole number with thin spaces between thousands, where it has five digits or more.
 * @param {number} value
 */
export function count(value) {
  const text = String(Math.abs(Math.trunc(value)));
  const grouped = text.length < 5 ? text : text.replace(/\B(?=(\d{3})+$)/g, THIN);
  return value <= -1 ? `−${grouped}` : grouped;
}

/**
 * "1 multiplication", "2 multiplications".
 * @param {number} n
 * @param {string} word
 * @param {string} [many] a plural that is no -s
 */
export function plural(n, word, many = `${word}s`) {
  return `${count(n)} ${n === 1 ? word : many}`;
}

/**
 * "a", "a and b", or "a, b and c".
 * @param {string[]} items
 * @param {string} [conjunction]
 */
export function listed(items, conjunction = "and") {
  const last = items.at(-1) ?? "";
  return items.length < 2 ? last : `${items.slice(0, -1).join(", ")} ${conjunction} ${last}`;
}

/**
 * A power of ten with that many significant digits: 1.2e−7.
 * @param {number} value
 * @param {number} digits
 */
function power(value, digits) {
  return typeset(value.toExponential(digits - 1).replace("e+", "e"));
}

/**
 * A number's text with a true minus; what is rounded to zero has none.
 * @param {string} text
 */
function typeset(text) {
  return (Number(text) === 0 ? text.replace("-", "") : text).replaceAll("-", "−");
}
