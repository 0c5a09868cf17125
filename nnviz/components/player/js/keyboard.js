// @ts-check
/**
 * Keys: space, arrows, Home, End, plus and minus; digits for units; brackets and Escape for samples; S,
 * comma and full stop for the sum.
 */

import { FASTEST, SLOWEST } from "./clock.js";
import { takeKeys } from "../../shared/js/keys.js";

const SPEED_STEP = 10 ** 0.25; // four presses are a factor of ten

/** @typedef {ReturnType<typeof import("./commands.js").makeCommands>} PlayerCommands */
/** @typedef {{ isSum: boolean, nHidden: number }} KeysShown */

/**
 * Give the player its keys; the function that is returned takes them away.
 * @param {HTMLElement} root
 * @param {PlayerCommands} commands
 * @param {{ speed: number }} clock
 * @param {() => KeysShown} shown now
 */
export const takePlayerKeys = (root, commands, clock, shown) =>
  takeKeys({ root, press: (event) => handleKey(event, commands, clock), keys: () => playerKeys(shown()) });

/**
 * The player's keys that do something now, with what they do.
 * @param {KeysShown} shown
 * @returns {[string, string][]}
 */
function playerKeys({ isSum, nHidden }) {
  /** @type {[string, string][]} */
  const units = [[nHidden > 1 ? `1 \u2026 ${Math.min(nHidden, 9)}` : "1", "switch a hidden unit off, or on again"]];
  if (nHidden > 9) units.push(["0", "the same for unit 10"]);
  if (nHidden > 10) units.push([`Shift+1 \u2026 ${nHidden - 10}`, `the same for units 11 to ${nHidden}`]);
  return [
    ["Space", "play or pause"],
    ["\u2190 \u2192", "one step back or forward; with Shift ten"],
    ["Home End", "the first or the last step"],
    ["+ \u2212", "faster or slower"],
    ...units,
    ["Shift+0", "switch all units on"],
    ["S", "add it up: what each unit adds to the output"],
    .../** @type {[string, string][]} */ (isSum ? [[", .", "one term less or more"]] : []),
    ["[ ]", "choose the sample before or after"],
    ["Esc", "close the enlarged picture, or choose no sample"],
  ];
}

/**
 * @param {KeyboardEvent} event
 * @param {PlayerCommands} commands of the player
 * @param {{speed: number}} clock
 * @returns {boolean} whether the key does anything
 */
export function handleKey(event, commands, clock) {
  const setSpeed = (/** @type {number} */ speed) => commands.setSpeed(Math.min(Math.max(speed, SLOWEST), FASTEST));
  // By its place: with Shift a digit's key gives another character.
  const digit = /^(?:Digit|Numpad)(\d)$/.exec(event.code)?.[1];
  if (digit && (event.key === digit || event.shiftKey)) return pressDigit(Number(digit), event.shiftKey, commands);
  /** @type {Record<string, () => unknown>} */
  const actions = {
    " ": commands.toggle,
    ArrowLeft: () => commands.jump(event.shiftKey ? -10 : -1),
    ArrowRight: () => commands.jump(event.shiftKey ? 10 : 1),
    Home: commands.start,
    End: commands.end,
    "]": () => commands.chooseNext(1),
    "[": () => commands.chooseNext(-1),
    Escape: commands.escape,
    s: commands.toggleSum,
    ".": () => commands.addTerm(1),
    ",": () => commands.addTerm(-1),
    "+": () => setSpeed(clock.speed * SPEED_STEP),
    "=": () => setSpeed(clock.speed * SPEED_STEP), // plus without Shift on many keyboards
    "-": () => setSpeed(clock.speed / SPEED_STEP),
  };
  // Letters mean the same with Caps Lock on.
  const action = actions[event.key.length === 1 ? event.key.toLowerCase() : event.key];
  return action !== undefined && action() !== false;
}

/**
 * @param {number} digit
 * @param {boolean} isShifted
 * @param {PlayerCommands} commands
 */
function pressDigit(digit, isShifted, commands) {
  if (digit === 0 && isShifted) return commands.allOn();
  return commands.switchUnit(digit === 0 ? 10 : digit + (isShifted ? 10 : 0));
}
