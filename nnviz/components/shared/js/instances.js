// @ts-check
/**
 * One instance of a component for each place in the page.
 *
 * Streamlit calls a component's entry with the same parentElement again whenever its data or the
 * theme change, so an entry must not start anything twice. It runs the clean-up that the last call
 * returned, once, when the component goes.
 */

/** @typedef {HTMLElement | ShadowRoot} Parent */

/**
 * @template D
 * @typedef {object} Call what Streamlit hands to an entry
 * @property {D} data
 * @property {string} key
 * @property {Parent} parentElement
 * @property {(name: string, value: unknown) => void} setStateValue
 */

/**
 * Return a function that gives the instance in a place, made at the first call, and its clean-up.
 * @template {{ destroy(): void }} T
 * @param {(parent: Parent) => T} create
 * @returns {(parent: Parent) => { instance: T, end: () => void }}
 */
export function onePerParent(create) {
  /** @type {WeakMap<Parent, T>} */
  const instances = new WeakMap();
  return (parent) => {
    const instance = instances.get(parent) ?? create(parent);
    instances.set(parent, instance);
    const end = () => {
      instance.destroy();
      instances.delete(parent);
    };
    return { instance, end };
  };
}
