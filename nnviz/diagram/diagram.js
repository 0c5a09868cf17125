/**
 * Shows a graph's SVG and reports which node was chosen. Streamlit calls this on changed data and
 * on a change of theme, with the same parentElement, so it must not start anything twice.
 */

const LEAST_SCALE = 0.75; // smaller is hard to read; a narrower place scrolls inside itself
const LARGEST_SCALE = 1.25; // for the last row of a classroom

const instances = new WeakMap(); // parentElement -> {place, frame, svg, setStateValue}

function nodeOf(event) {
  return event.target.closest?.("[data-node]");
}

/** Choose a node, or none if it was the chosen one. */
function choose(instance, node) {
  if (!node) return;
  const isChosen = node.getAttribute("aria-pressed") === "true";
  instance.setStateValue("node", isChosen ? null : node.dataset.node);
}

/** Let what does not touch the node under the pointer step back. */
function point(frame, node) {
  const graph = frame.querySelector(".graph");
  graph?.classList.toggle("pointed", Boolean(node));
  for (const part of frame.querySelectorAll("[data-source]")) {
    const { source, target } = part.dataset;
    const touches = node && (source === node.dataset.node || target === node.dataset.node);
    part.classList.toggle("near", Boolean(touches));
  }
}

/** The height, in CSS, of the tallest of drawings that are as wide as their place allows. */
function tallest(sizes) {
  const heights = sizes.map(([width, height]) => {
    const [least, largest] = [LEAST_SCALE, LARGEST_SCALE].map((scale) => `${scale * height}px`);
    return `clamp(${least}, ${(100 * height) / width}cqw, ${largest})`;
  });
  return `max(${heights.join(", ")})`;
}

function create(parentElement) {
  const place = document.createElement("div");
  place.className = "place-of-graph";
  const frame = document.createElement("div");
  frame.className = "frame-of-graph";
  place.append(frame);
  const instance = { place, frame, svg: null, setStateValue: () => {} };
  frame.onclick = (event) => choose(instance, nodeOf(event));
  frame.onkeydown = (event) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault(); // a space would scroll the page
    choose(instance, nodeOf(event));
  };
  frame.onpointerover = (event) => point(frame, nodeOf(event));
  frame.onpointerleave = () => point(frame, null);
  frame.onfocusin = (event) => point(frame, nodeOf(event));
  frame.onfocusout = () => point(frame, null);
  parentElement.append(place);
  instances.set(parentElement, instance);
  return instance;
}

/** Show another drawing; the keyboard stays at the node where it was. */
function show({ frame }, text) {
  const focused = frame.getRootNode().activeElement?.dataset?.node;
  // Parsed as XML, which runs no script and knows no HTML.
  const svg = new DOMParser().parseFromString(text, "image/svg+xml").documentElement;
  const width = Number(svg.getAttribute("width"));
  frame.style.setProperty("--largest-width", `${LARGEST_SCALE * width}px`);
  frame.style.setProperty("--least-width", `${LEAST_SCALE * width}px`);
  frame.replaceChildren(document.importNode(svg, true));
  if (focused) frame.querySelector(`[data-node="${CSS.escape(focused)}"]`)?.focus();
}

export default function showGraph({ data, parentElement, setStateValue }) {
  const instance = instances.get(parentElement) ?? create(parentElement);
  instance.setStateValue = setStateValue;
  instance.frame.style.setProperty("--tallest", tallest(data.sizes));
  if (instance.svg !== data.svg) {
    instance.svg = data.svg;
    show(instance, data.svg);
  }
  return () => {
    instance.place.remove();
    instances.delete(parentElement);
  };
}
