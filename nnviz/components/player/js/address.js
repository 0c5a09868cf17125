// @ts-check
/**
 * The part of the page's address after "#" says where the player is, so that a link, a reload and the browser's Back
 * and Forward show the same picture. It is written a little after a change, for browsers refuse many in a row.
 */

import { isProjector, onProjector, setProjector } from "../../shared/js/projector.js";
import { STATE_KEYS } from "./state.js";

const DELAY = 400; // ms; browsers allow a hundred changes in half a minute
const PROJECTOR_WORD = "projector"; // of the projector mode
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

/** @type {typeof globalThis & { nnvizOpened?: boolean }} */
const opening = globalThis;

/** Give the address back the fragment that it was opened with: Streamlit rewrites a link in its own words without it. */
function recallFragment() {
  if (opening.nnvizOpened) return;
  opening.nnvizOpened = true;
  const [entry] = performance.getEntriesByType("navigation");
  const { pathname, hash, href } = window.location;
  const opened = entry && URL.canParse(entry.name) ? new URL(entry.name) : null;
  if (!hash && opened?.hash && opened.pathname === pathname) {
    window.history.replaceState(window.history.state, "", `${href}${opened.hash}`);
  }
}

/**
 * @param {string} name of the player, of which the address says where it is
 * @param {{ text: () => string, restore: (text: string) => void }} player
 */
export function makeAddress(name, { text, restore }) {
  let timer = 0;
  recallFragment();

  function write() {
    const { hash, href } = window.location;
    const state = text();
    const next = [
      state && name !== ONLY_PLAYER ? `player=${encodeURIComponent(name)}` : "", state, isProjector() ? PROJECTOR_WORD : "",
    ].filter(Boolean).join("&");
    if (hash.slice(1) === next) return;
    try {
      window.history.replaceState(window.history.state, "", `${href.split("#")[0]}${next ? `#${next}` : ""}`);
    } catch {
      // A page in a file or a frame may have no address to write; then links say less.
    }
  }

  /** Write at once, for who wants to copy the address now. */
  const onWanted = () => {
    clearTimeout(timer);
    timer = 0;
    write();
  };
  const onMove = () => {
    clearTimeout(timer);
    timer = 0;
    const said = saidOf(window.location.hash, name);
    if (said) restore(said);
  };
  window.addEventListener("popstate", onMove);
  document.addEventListener("nnviz-address-wanted", onWanted);
  const forgetProjector = onProjector(keep);
  if (new URLSearchParams(window.location.hash.slice(1)).has(PROJECTOR_WORD)) setProjector(true);

  function keep() {
    timer ||= window.setTimeout(() => {
      timer = 0;
      write();
    }, DELAY);
  }

  return {
    /** What the address says; empty if it is not about this player. */
    get text() { return saidOf(window.location.hash, name); },
    keep,
    stop() {
      clearTimeout(timer);
      window.removeEventListener("popstate", onMove);
      document.removeEventListener("nnviz-address-wanted", onWanted);
      forgetProjector();
    },
  };
}
