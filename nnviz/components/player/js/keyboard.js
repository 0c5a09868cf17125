// @ts-check
/**
 * Keys: space, arrows, Home, End, plus and minus; brackets and Escape for samples; S, comma and full
 * stop for the sum.
 */

import { FASTEST, SLOWEST } from "./clock.js";

const SPEED_STEP = 10 ** 0.25; // four presses are a factor of ten

/**
 * @param {KeyboardEvent} event
 * @param {Record<string, (value?: any) => void>} commands of the player
 * @param {{speed: number}} clock
 */
export function handleKey(event, commands, clock) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
  const focused = /** @type {Partial<HTMLInputElement>} */ (event.composedPath()[0] ?? {});
  const { tagName = "", type = "" } = focused;
  // A focused button is pressed by the space bar, and a focused slider is moved by the arrows.
  if (tagName === "BUTTON" && (event.key === " " || event.key === "Enter")) return;
  if (tagName === "SELECT") return;
  if (tagName === "INPUT" && type === "range" && event.key !== " ") return;
  const setSpeed = (/** @type {number} */ speed) => commands.setSpeed(Math.min(Math.max(speed, SLOWEST), FASTEST));
  /** @type {Record<string, () => void>} */
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
  if (!action) return;
  event.preventDefault();
  action();
}
