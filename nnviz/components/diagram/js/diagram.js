/**
 * Shows a graph's SVG and reports which node was chosen. Streamlit calls this on changed data and
 * on a change of theme, with the same parentElement, so it must not start anything twice.
 *
 * With `data.walk` the drawing is one of a sequence: keys and clicks then lead through it, and each
 * wish is reported with a number. Where a wish leads is worked out here, so that quick presses add
 * up; the server's word counts again once it has heard the last one.
 */

const LEAST_SCALE = 0.75; // smaller is hard to read; a narrower place scrolls inside itself
const LARGEST_SCALE = 1.25; // for the last row of a classroom

const instances = new WeakMap(); // parentElement -> {place, frame, svg, walk, …}

/** Elements that use the arrows, digits or Enter themselves. */
const OCCUPIED = "input, textarea, select, [contenteditable], [role=slider], [role=radio], "
  + "[role=tab], [role=option], [role=combobox], [role=listbox], [role=dialog]";

function nodeOf(event) {
  return event.target.closest?.("[data-node]");
}

/** Choose a node, or none if it was the chosen one; in a sequence, go to where it is worked out. */
function choose(instance, node) {
  if (instance.walk) {
    const at = instance.walk.places[node?.dataset.node];
    if (at !== undefined) go(instance, at);
    return;
  }
  if (!node) return;
  const isChosen = node.getAttribute("aria-pressed") === "true";
  instance.setStateValue("node", isChosen ? null : node.dataset.node);
}

/** Let what does not touch the node under the pointer step back. */
function point(frame, node) {
  const graph = frame.querySelector(".graph");
  graph?.classList.toggle("pointed", Boolean(node));
  for (const edge of frame.querySelectorAll("[data-source]")) {
    const { source, target } = edge.dataset;
    const touches = node && (source === node.dataset.node || target === node.dataset.node);
    edge.classList.toggle("near", Boolean(touches));
  }
}

/** Ask for a moment of the sequence, or for another round. */
function go(instance, at, again = false) {
  const { walk } = instance;
  const wanted = Math.max(0, Math.min(walk.count - 1, at));
  if (wanted === instance.at && !again) return;
  instance.at = again ? 0 : wanted;
  instance.number += 1;
  instance.setStateValue("go", { number: instance.number, at: instance.at, again });
}

/** Where a digit leads: to the start of that part, or from there to its end. */
function part({ walk, at }, digit) {
  const start = walk.starts[digit - 1];
  const end = (walk.starts[digit] ?? walk.count) - 1;
  return at >= start && at <= end ? end : start;
}

/** What a key does to a sequence; whether it does anything. */
function press(instance, event) {
  const { walk, at } = instance;
  if (!walk || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return false;
  const digit = /^[1-9]$/.test(event.key) ? Number(event.key) : 0;
  if (event.key === "ArrowRight") go(instance, at + 1);
  else if (event.key === "ArrowLeft") go(instance, at - 1);
  else if (event.key === "Enter" && walk.repeats) go(instance, 0, true);
  else if (digit && digit <= walk.starts.length) go(instance, part(instance, digit));
  else return false;
  return true;
}

/** A key anywhere on the page, unless what has the keyboard needs it itself. */
function pressOnPage(instance, event) {
  const focused = document.activeElement;
  const isOnPage = !focused || focused === document.body;
  if (event.defaultPrevented || focused?.closest(OCCUPIED)) return;
  if (!isOnPage && event.key === "Enter") return; // that is a click on what has the keyboard
  if (press(instance, event)) event.preventDefault();
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
  const said = document.createElement("div");
  said.className = "said";
  said.setAttribute("aria-live", "polite");
  place.append(frame, said);
  const instance = { place, frame, said, svg: null, walk: null, setStateValue: () => {} };
  frame.onclick = (event) => {
    const node = nodeOf(event);
    const edge = instance.walk && !node && event.target.closest?.("[data-source]");
    if (!edge) return choose(instance, node);
    const at = instance.walk.places[`${edge.dataset.source}>${edge.dataset.target}`];
    if (at !== undefined) go(instance, at);
  };
  frame.onkeydown = (event) => {
    if (press(instance, event)) return event.preventDefault();
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault(); // a space would scroll the page
    choose(instance, nodeOf(event));
  };
  instance.onPage = (event) => pressOnPage(instance, event);
  document.addEventListener("keydown", instance.onPage);
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

/** Where the drawing is wider than its place, show the part that it is about. */
function scrollToFocus({ frame }) {
  const focus = frame.querySelector(".node.role-focus, .label.role-focus");
  if (!focus || frame.scrollWidth <= frame.clientWidth) return;
  const [shown, whole] = [focus, frame].map((element) => element.getBoundingClientRect());
  frame.scrollLeft += shown.left + shown.width / 2 - whole.left - whole.width / 2;
}

/** Take the server's word on where the sequence stands, unless a wish is still on its way. */
function follow(instance, walk) {
  instance.walk = walk;
  if (!walk) return;
  instance.number = Math.max(instance.number ?? 0, walk.heard);
  if (walk.heard === instance.number) instance.at = walk.at;
  instance.place.dataset.at = walk.at;
  instance.place.dataset.heard = walk.heard;
  if (instance.said.textContent !== walk.said) instance.said.textContent = walk.said;
}

export default function showGraph({ data, parentElement, setStateValue }) {
  const instance = instances.get(parentElement) ?? create(parentElement);
  instance.setStateValue = setStateValue;
  instance.frame.style.setProperty("--tallest", tallest(data.sizes));
  follow(instance, data.walk ?? null);
  if (instance.svg !== data.svg) {
    instance.svg = data.svg;
    const left = instance.frame.scrollLeft;
    show(instance, data.svg);
    instance.frame.scrollLeft = left;
    scrollToFocus(instance);
  }
  return () => {
    document.removeEventListener("keydown", instance.onPage);
    instance.place.remove();
    instances.delete(parentElement);
  };
}
