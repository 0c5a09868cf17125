// @ts-check
/** Making elements. Text goes in as text, never as HTML. */

const SVG = "http://www.w3.org/2000/svg";

/** @typedef {string | number | boolean | ((event: any) => void)} Attribute */

/**
 * Make an HTML element. A function among the attributes becomes the handler of that event, true an
 * attribute without a value, and false none.
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Record<string, Attribute>} [attributes]
 * @param {...(Node | string)} children
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function make(tag, attributes = {}, ...children) {
  return filled(document.createElement(tag), attributes, children);
}

/**
 * The same for SVG.
 * @template {keyof SVGElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Record<string, Attribute>} [attributes]
 * @param {...(Node | string)} children
 * @returns {SVGElementTagNameMap[Tag]}
 */
export function makeSvg(tag, attributes = {}, ...children) {
  return filled(document.createElementNS(SVG, tag), attributes, children);
}

/**
 * @template {Element} E
 * @param {E} element
 * @param {Record<string, Attribute>} attributes
 * @param {(Node | string)[]} children
 */
function filled(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") Object.assign(element, { [`on${name}`]: value });
    else if (value !== false) element.setAttribute(name, value === true ? "" : String(value));
  }
  element.append(...children);
  return element;
}

/**
 * Set several attributes of an element.
 * @param {Element} element
 * @param {Record<string, string | number>} attributes
 */
export function setAttributes(element, attributes) {
  filled(element, attributes, []);
}

/**
 * Set text only where it differs, so that nothing is laid out again for nothing.
 * @param {Element} element
 * @param {string} text
 */
export function setText(element, text) {
  const first = element.firstChild;
  if (first instanceof Text) {
    if (first.data !== text) first.data = text;
  } else {
    element.textContent = text;
  }
}

/**
 * A letter with a subscript, as in u₁.
 * @param {string} letter
 * @param {string | number} index
 */
export function symbol(letter, index) {
  const subscript = make("sub", {}, String(index));
  return make("span", { class: "nv-symbol" }, letter, subscript);
}
