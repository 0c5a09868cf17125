/** Making elements. Text goes in as text, never as HTML. */

/**
 * @param {string} tag
 * @param {Object<string, string | number | boolean | Function>} attributes functions become handlers
 * @param {...(Node | string)} children
 */
export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") element[`on${name}`] = value;
    else if (value !== false) element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children);
  return element;
}

/** The same for SVG. */
export function makeSvg(tag, attributes = {}, ...children) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

/** Set text only where it differs, so that nothing is laid out again for nothing. */
export function setText(element, text) {
  if (element.firstChild?.nodeType === Node.TEXT_NODE) {
    if (element.firstChild.data !== text) element.firstChild.data = text;
  } else {
    element.textContent = text;
  }
}

/** A letter with a subscript, as in u₁. */
export function symbol(letter, index) {
  const subscript = make("sub", {}, String(index));
  return make("span", { class: "nv-symbol" }, letter, subscript);
}
