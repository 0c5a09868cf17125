// @ts-check
/**
 * The part of the page's address after "#" says where the player is, so that a link, a reload and the browser's Back
 * and Forward show the same picture. It is written a little after a change, for browsers refuse many in a row.
 */

import { STATE_KEYS } from "./state.js";

const DELAY = 400; // ms; browsers allow a hundred changes in half a minute
const ONLY_PLAYER = "player"; // the name of a page's only player, which the address leaves out

/**
 * What an address says of the player with this name; empty if it is about another one, or about none.
 * @param {string} hash
 * @param {string} name
 */
export function saidOf(hash, name) {
  const text = hash.replace(/^#/, "");
  const asked = new URLSearchParams(text);
  return (asked.get("player") ?? ONLY_PLAYER) === name && STATE_KEYS.some((key) => asked.has(key)) ? text : "";
}

/**
 * @param {string} name of the player, of which the address says where it is
 * @param {{ text: () => string, restore: (text: string) => void }} player
 */
export function makeAddress(name, { text, restore }) {
  let timer = 0;

  function write() {
    const { hash, href } = window.location;
    const state = text();
    const next = name === ONLY_PLAYER || !state ? state : `player=${encodeURIComponent(name)}&${state}`;
    if (hash.slice(1) === next) return;
    try {
      window.history.replaceState(window.history.state, "", `${href.split("#")[0]}${next ? `#${next}` : ""}`);
    } catch {
      // A page in a file or a frame may have no address to write; then links say less.
    }
  }

  const onMove = () => {
    clearTimeout(timer);
    timer = 0;
    const said = saidOf(window.location.hash, name);
    if (said) restore(said);
  };
  window.addEventListener("popstate", onMove);
  return {
    /** What the address says; empty if it is not about this player. */
    get text() { return saidOf(window.location.hash, name); },
    keep() {
      timer ||= window.setTimeout(() => {
        timer = 0;
        write();
      }, DELAY);
    },
    stop() {
      clearTimeout(timer);
      window.removeEventListener("popstate", onMove);
    },
  };
}
