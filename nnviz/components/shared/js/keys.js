// @ts-check
/**
 * Whose key it is. One listener on the page hands each key to what has the keyboard or to the page's
 * picture: the player, the stepper or the sequence of drawings.
 *
 * After a press of mouse or finger on a widget its keys go to the picture: who has just clicked on a
 * setting wants to play. A widget that was reached by Tab keeps its keys, and what takes text always does.
 *
 * Components are separate programs, each with a copy of this module; they share one list through the page.
 */

import { toggleKeyList } from "./key_list.js";
import { isProjector, setProjector } from "./projector.js";

/**
 * @typedef {object} KeyOwner a picture that has keys
 * @property {HTMLElement} root
 * @property {(event: KeyboardEvent) => boolean} press whether the key does anything
 * @property {() => [string, string][]} keys that do something now, with what they do
 */

/**
 * @typedef {object} Shared
 * @property {KeyOwner[]} owners
 * @property {KeyOwner | null} last the one that was used last
 * @property {Element | null} pressed by mouse or finger since the last Tab
 * @property {Element | null} place where the list of keys goes: it takes its colours from there
 */

/** @type {typeof globalThis & { nnvizKeys?: Shared }} */
const keysHost = globalThis;

const TEXT = "textarea, [contenteditable]:not([contenteditable=false]), input:not([type=range], [type=checkbox], "
  + "[type=radio], [type=button], [type=color], [role=combobox])";
const OPEN = "dialog, [role=dialog], [role=listbox], [role=menu], [aria-expanded=true][role=combobox]";
const WIDGET = "a[href], button, input, select, summary, [role=slider], [role=radio], [role=tab], [role=option], "
  + "[role=combobox], [role=button], [role=checkbox], [role=switch], [role=menuitem]";
const CONTAINER = "[data-testid=stElementContainer], [data-testid=stTabs], [data-testid=stSidebarHeader], header, nav";

/**
 * Give a picture its keys; the function that is returned takes them away.
 * @param {KeyOwner} owner
 */
export function takeKeys(owner) {
  const shared = sharedKeys();
  shared.owners.push(owner);
  return () => {
    shared.owners = shared.owners.filter((other) => other !== owner);
    if (shared.last === owner) shared.last = null;
  };
}

/** The list of the page; with the first call its listeners. @returns {Shared} */
export function sharedKeys() {
  if (keysHost.nnvizKeys) return keysHost.nnvizKeys;
  /** @type {Shared} */
  const shared = { owners: [], last: null, pressed: null, place: null };
  keysHost.nnvizKeys = shared;
  let swallowed = ""; // a button is pressed when the space bar comes up
  document.addEventListener("pointerdown", (event) => {
    shared.pressed = event.target instanceof Element ? event.target : null;
    shared.last = ownerAmong(event.composedPath(), shared) ?? shared.last;
  }, true);
  document.addEventListener("keydown", (event) => {
    if (event.key === "Tab") shared.pressed = null;
    swallowed = takesKey(event, shared) ? event.key : "";
    if (swallowed) stopKey(event);
  }, true);
  document.addEventListener("keyup", (event) => {
    if (swallowed && event.key === swallowed) stopKey(event);
  }, true);
  return shared;
}

/** @param {KeyboardEvent} event */
function stopKey(event) {
  event.preventDefault();
  event.stopImmediatePropagation();
}

/** @param {EventTarget[]} path @param {Shared} shared */
const ownerAmong = (path, shared) => shared.owners.find(({ root }) => path.includes(root)) ?? null;

/**
 * Do what a key does to the page's picture, unless it is what has the keyboard that needs it.
 * @param {KeyboardEvent} event
 * @param {Shared} shared
 * @returns {boolean} whether the key is used up
 */
function takesKey(event, shared) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || event.isComposing) return false;
  const path = event.composedPath();
  const focused = path[0] instanceof Element ? path[0] : document.body;
  const inside = ownerAmong(path, shared);
  if (needsKey(focused, event.key, inside !== null, wasPressed(document.activeElement, shared.pressed))) return false;
  const owner = inside ?? shownOwner(shared);
  if (inside) shared.last = inside;
  if (owner?.press(event)) return true;
  return pressOnPage(event, shared);
}

/**
 * Whether what has the keyboard needs a key itself.
 * @param {Element} focused
 * @param {string} key
 * @param {boolean} isInside whether it belongs to a picture
 * @param {boolean} isPressed whether mouse or finger brought the keyboard there
 */
function needsKey(focused, key, isInside, isPressed) {
  if (focused.matches(TEXT) || focused.closest(OPEN)) return true;
  if (focused.closest("[data-own-keys]")?.getAttribute("data-own-keys")?.split(" ").includes(key)) return true;
  const widget = focused.closest(WIDGET);
  if (!widget) return false;
  if (key === "Enter" && widget.matches(isInside ? "a, button" : "a, button, [role=button]")) return true;
  if (isPressed) return false;
  if (!isInside) return true;
  if (widget.matches("button")) return key === " ";
  if (widget.matches("input[type=range]")) return key !== " ";
  return widget.matches("select");
}

/**
 * Whether the last press of mouse or finger was on the widget that has the keyboard.
 * @param {Element | null} focused
 * @param {Element | null} pressed null after Tab
 */
function wasPressed(focused, pressed) {
  if (!focused || !pressed) return false;
  return (focused.closest(CONTAINER) ?? focused).contains(pressed);
}

/** The picture that was used last, or else the first that is on screen. @param {Shared} shared */
function shownOwner({ owners, last }) {
  const shown = owners.filter(({ root }) => root.getClientRects().length > 0);
  return last && shown.includes(last) ? last : shown[0] ?? null;
}

/**
 * Keys that mean the same on every page.
 * @param {KeyboardEvent} event
 * @param {Shared} shared
 */
function pressOnPage(event, shared) {
  const key = event.key.toLowerCase(); // letters mean the same with Caps Lock on
  if (key === "f" && !event.shiftKey) setProjector(!isProjector());
  else if (key === "?") showKeys(shared);
  else if (key === "escape" && isProjector()) setProjector(false);
  else return false;
  return true;
}

/** Show which keys do something on this page, or put the list away. @param {Shared} shared */
export function showKeys(shared = sharedKeys()) {
  const owner = shownOwner(shared);
  const place = shared.place ?? owner?.root ?? document.body;
  toggleKeyList(place, [...(owner?.keys() ?? []), ["F", "projector mode: large pictures; Esc leaves it"], ["?", "this list"]]);
}
