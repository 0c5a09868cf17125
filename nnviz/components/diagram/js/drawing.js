// @ts-check
/** A graph's SVG in a frame, scaled to its place. */

/** @typedef {HTMLElement | SVGElement} Part an element of a drawing, or around it */

/**
 * Put a drawing into its frame; the keyboard stays at the node where it was.
 * @param {HTMLElement} frame
 * @param {string} text the drawing, from Python
 * @param {{ least: number, largest: number }} scales
 * @returns {SVGSVGElement}
 */
export function showDrawing(frame, text, scales) {
  const focused = focusedNode(frame);
  const { scrollLeft } = frame;
  // Parsed as XML, which runs no script and knows no HTML.
  const parsed = new DOMParser().parseFromString(text, "image/svg+xml").documentElement;
  const svg = /** @type {SVGSVGElement} */ (/** @type {unknown} */ (document.importNode(parsed, true)));
  const width = Number(svg.getAttribute("width"));
  frame.style.setProperty("--largest-width", `${scales.largest * width}px`);
  frame.style.setProperty("--least-width", `${scales.least * width}px`);
  frame.style.setProperty("--natural-width", `${width}px`);
  frame.replaceChildren(svg);
  partsOf(svg, "[role=button]").forEach((node) => giveName(node, node.getAttribute("aria-label") ?? ""));
  frame.scrollLeft = scrollLeft;
  if (focused) nodeNamed(frame, focused)?.focus();
  return svg;
}

/**
 * Where a drawing is wider than its frame, scroll so that a part of it is in the middle.
 * @param {HTMLElement} frame
 * @param {Element | null | undefined} part
 */
export function scrollTo(frame, part) {
  if (!part || frame.scrollWidth <= frame.clientWidth) return;
  const inner = part.getBoundingClientRect();
  const outer = frame.getBoundingClientRect();
  frame.scrollLeft += inner.left + inner.width / 2 - outer.left - outer.width / 2;
}

/**
 * The closest element around what an event happened to that has a data attribute.
 * @param {Event} event
 * @param {string} attribute
 * @returns {Part | null}
 */
export function closestWith(event, attribute) {
  return event.target instanceof Element ? event.target.closest(`[${attribute}]`) : null;
}

/**
 * The drawing's elements with a selector.
 * @param {Element} drawing
 * @param {string} selector
 * @returns {Part[]}
 */
export function partsOf(drawing, selector) {
  return [...drawing.querySelectorAll(selector)].filter((part) => part instanceof SVGElement);
}

/**
 * Name a node for screen readers. Who speaks to the computer says what is written in it: the name begins with it.
 * @param {Element} node
 * @param {string} words
 */
export function giveName(node, words) {
  const written = [...node.querySelectorAll("text")].map(({ textContent }) => textContent.trim()).filter(Boolean);
  node.setAttribute("aria-label", [written.join(" "), words].filter(Boolean).join(", "));
}

/** @param {HTMLElement} frame @returns {string | undefined} the node that has the keyboard */
function focusedNode(frame) {
  const root = frame.getRootNode();
  const active = root instanceof ShadowRoot || root instanceof Document ? root.activeElement : null;
  return active instanceof SVGElement && frame.contains(active) ? active.dataset.node : undefined;
}

/** @param {HTMLElement} frame @param {string} name @returns {Part | null} */
function nodeNamed(frame, name) {
  return frame.querySelector(`[data-node="${CSS.escape(name)}"]`);
}
