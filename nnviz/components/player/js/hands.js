// @ts-check
/** Whether a key or a button of the pointer is held down, anywhere on the page. */

/** @param {() => void} onFree called when the last one is let go */
export function makeHands(onFree) {
  /** @type {Set<string>} */
  const held = new Set();

  /** @param {Event} event */
  const nameOf = (event) => (event instanceof KeyboardEvent ? event.code : "pointer");
  /** @param {Event} event */
  const press = (event) => {
    // Some systems do not say that a key was let go while one of these was held.
    if (event instanceof KeyboardEvent && (event.metaKey || event.ctrlKey || event.altKey)) return;
    held.add(nameOf(event));
  };
  /** @param {Event} event */
  const release = (event) => {
    if (held.delete(nameOf(event)) && held.size === 0) onFree();
  };
  const leave = () => {
    held.clear();
    onFree();
  };
  const listeners = /** @type {const} */ ([
    ["keydown", press], ["keyup", release], ["pointerdown", press], ["pointerup", release], ["pointercancel", release],
    ["blur", leave],
  ]);
  listeners.forEach(([name, listener]) => window.addEventListener(name, listener, true));
  return {
    get busy() { return held.size > 0; },
    stop() { listeners.forEach(([name, listener]) => window.removeEventListener(name, listener, true)); },
  };
}
