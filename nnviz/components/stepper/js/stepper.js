/**
 * Plays frames over a drawing of a graph. Streamlit calls this on changed data and on a change of
 * theme, with the same parentElement, so it must not start anything twice.
 *
 * Contract for tests: the root has data-testid="nnviz-stepper", data-frame, data-n-frames and
 * data-playing; nodes have data-node; `.caption` holds the words.
 */

const LEAST_SCALE = 0.82; // smaller is hard to read; a narrower place scrolls inside itself
const LARGEST_SCALE = 1.3; // for the last row of a classroom
const SECONDS = 1.6; // of a frame at normal speed
const SPEEDS = [["0.5", "half speed"], ["1", "normal speed"], ["2", "double speed"],
                ["4", "four times"]];
const SVG = "http://www.w3.org/2000/svg";
const ICONS = {
  start: "M3 3v10M13 3L5 8l8 5z", back: "M11 3L4 8l7 5z", play: "M4 3l9 5-9 5z",
  pause: "M4 3h3v10H4zM9 3h3v10H9z", forward: "M5 3l7 5-7 5z", end: "M13 3v10M3 3l8 5-8 5z",
};

const steppers = new WeakMap(); // parentElement -> Stepper
const places = new Map(); // shape -> frame, for a drawing that comes back

function html(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

function icon(name) {
  const picture = document.createElementNS(SVG, "svg");
  picture.setAttribute("viewBox", "0 0 16 16");
  picture.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", ICONS[name]);
  picture.append(path);
  return picture;
}

class Stepper {
  constructor(parent) {
    this.at = 0;
    this.timer = 0;
    this.data = null;
    this.known = "";
    this.caption = html("p", { class: "caption", role: "status", "aria-live": "polite" });
    this.counters = html("dl", { class: "counters" });
    this.frame = html("div", { class: "frame-of-graph" });
    this.slider = html("input", { type: "range", min: 0, step: 1, "aria-label": "Step" });
    this.place = html("span", { class: "place" });
    this.speed = html("select", { "aria-label": "Speed" },
      ...SPEEDS.map(([value, words]) => new Option(words, value, value === "1", value === "1")));
    this.buttons = {};
    const bar = html("div", { class: "bar" });
    const add = (name, label, act) => {
      const button = html("button", { type: "button", "aria-label": label, title: label });
      button.append(icon(name));
      button.onclick = act;
      this.buttons[name] = button;
      bar.append(button);
    };
    add("start", "To the start (Home)", () => this.go(0));
    add("back", "One step back (left arrow)", () => this.go(this.at - 1));
    add("play", "Play (Space)", () => this.toggle());
    add("forward", "One step forward (right arrow)", () => this.go(this.at + 1));
    add("end", "To the end (End)", () => this.go(this.last));
    bar.append(this.slider, this.place, this.speed);
    this.slider.oninput = () => this.go(Number(this.slider.value));
    this.root = html("div", { class: "stepper", "data-testid": "nnviz-stepper", tabindex: 0,
      role: "group", "aria-label": "Animation; Space plays, arrows step" },
      this.counters, this.caption, this.frame, bar);
    this.root.onkeydown = (event) => this.press(event);
    this.frame.onclick = (event) => this.visit(event.target.closest?.("[data-node]"));
    parent.append(this.root);
  }

  get last() {
    return this.data.frames.length - 1;
  }

  /** Take an animation; one that differs in numbers alone stays at its frame. */
  take(data) {
    const text = JSON.stringify(data);
    if (text === this.known) return;
    this.known = text;
    const isSame = this.data?.shape === data.shape;
    this.data = data;
    if (!isSame) {
      this.pause();
      this.at = places.get(data.shape) ?? 0;
    }
    this.at = Math.min(this.at, this.last);
    this.draw();
    this.paint();
  }

  /** Build the drawing anew and remember its parts; the keyboard stays at the node where it was. */
  draw() {
    const focused = this.frame.getRootNode().activeElement?.dataset?.node;
    const { scrollLeft } = this.frame;
    // Parsed as XML, which runs no script and knows no HTML.
    const parsed = new DOMParser().parseFromString(this.data.svg, "image/svg+xml").documentElement;
    const svg = document.importNode(parsed, true);
    const width = Number(svg.getAttribute("width"));
    this.frame.style.setProperty("--largest-width", `${LARGEST_SCALE * width}px`);
    this.frame.style.setProperty("--least-width", `${LEAST_SCALE * width}px`);
    this.frame.style.setProperty("--natural-width", `${width}px`);
    this.nodes = new Map([...svg.querySelectorAll("[data-node]")].map((n) => [n.dataset.node, n]));
    for (const [name, node] of this.nodes) {
      const { kind, text } = this.data.nodes[name];
      node.classList.add(`kind-${kind}`);
      node.removeAttribute("aria-pressed");
      if (text !== "") [...node.querySelectorAll("text.small")].at(-1).classList.add("result");
    }
    this.edges = [...svg.querySelectorAll("path.edge")];
    this.labels = this.pairLabels([...svg.querySelectorAll("g.label")]);
    this.edges.forEach((edge, i) => {
      const isQuiet = this.data.nodes[edge.dataset.source].text === "";
      this.labels[i]?.classList.toggle("quiet", isQuiet); // nothing comes along it
    });
    this.frame.replaceChildren(svg);
    this.frame.scrollLeft = scrollLeft;
    if (focused) this.nodes.get(focused)?.focus();
    this.slider.max = this.last;
  }

  /** The label of each edge: edges between the same two nodes have theirs in the same order. */
  pairLabels(labels) {
    const ends = (part) => `${part.dataset.source} ${part.dataset.target}`;
    const waiting = new Map();
    for (const label of labels) {
      if (!waiting.has(ends(label))) waiting.set(ends(label), []);
      waiting.get(ends(label)).push(label);
    }
    return this.edges.map((edge) => waiting.get(ends(edge))?.shift());
  }

  paint() {
    const frame = this.data.frames[this.at];
    const lit = new Set(frame.edges);
    this.edges.forEach((edge, i) => {
      edge.classList.toggle("lit", lit.has(i));
      this.labels[i]?.classList.toggle("role-local", lit.has(i));
    });
    for (const [name, node] of this.nodes) this.paintNode(name, node, frame);
    this.caption.textContent = frame.caption;
    this.counters.replaceChildren(...frame.counters.map(([name, value]) =>
      html("div", {}, html("dt", {}, name), html("dd", {}, value))));
    this.slider.value = this.at;
    this.slider.setAttribute("aria-valuetext", `step ${this.at} of ${this.last}`);
    this.place.textContent = `step ${this.at} of ${this.last}`;
    this.buttons.start.disabled = this.buttons.back.disabled = this.at === 0;
    this.buttons.end.disabled = this.buttons.forward.disabled = this.at === this.last;
    this.root.dataset.frame = this.at;
    this.root.dataset.nFrames = this.last + 1;
    places.set(this.data.shape, this.at);
    this.tellPlaying();
    this.reveal(frame.nodes[0]);
  }

  paintNode(name, node, frame) {
    const { label, text, first } = this.data.nodes[name];
    const isShown = text !== "" && first <= this.at;
    const isHere = frame.nodes.includes(name);
    if (text !== "") {
      node.querySelector(".result").textContent = isShown ? text : "";
    }
    node.classList.toggle("role-accumulated", isHere);
    node.classList.toggle("source", !isHere && frame.sources.includes(name));
    node.classList.toggle("done", isShown);
    const words = isShown ? `${label}; ${text.trim()}` : label;
    node.setAttribute("aria-label", words);
    if (isHere) node.setAttribute("aria-current", "step");
    else node.removeAttribute("aria-current");
    node.querySelector("title").textContent = words;
  }

  /** On a narrow screen, scroll the drawing so that the node of the frame can be seen. */
  reveal(name) {
    const node = this.nodes.get(name);
    if (!node || this.frame.scrollWidth <= this.frame.clientWidth) return;
    const [inner, outer] = [node.getBoundingClientRect(), this.frame.getBoundingClientRect()];
    this.frame.scrollLeft += inner.left + inner.width / 2 - outer.left - outer.width / 2;
  }

  go(frame) {
    this.pause();
    this.show(frame);
  }

  show(frame) {
    this.at = Math.max(0, Math.min(this.last, frame));
    this.paint();
  }

  /** Go to where a node gets its result. */
  visit(node) {
    const entry = node && this.data.nodes[node.dataset.node];
    if (entry?.text) this.go(entry.first);
  }

  toggle() {
    if (this.timer) {
      this.pause();
      return;
    }
    if (this.at === this.last) this.show(0);
    this.wait();
    this.tellPlaying();
  }

  wait() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.tick(), (1000 * SECONDS) / Number(this.speed.value));
  }

  tick() {
    this.timer = 0;
    if (this.at + 1 < this.last) this.wait();
    this.show(this.at + 1);
  }

  pause() {
    clearTimeout(this.timer);
    this.timer = 0;
    this.tellPlaying();
  }

  /** The button says what it does; a reader of the screen hears the caption when it stands. */
  tellPlaying() {
    const playing = this.timer !== 0;
    this.root.dataset.playing = playing;
    this.caption.setAttribute("aria-live", playing ? "off" : "polite");
    const label = playing ? "Pause (Space)" : "Play (Space)";
    if (this.buttons.play.title === label) return;
    this.buttons.play.title = label;
    this.buttons.play.setAttribute("aria-label", label);
    this.buttons.play.replaceChildren(icon(playing ? "pause" : "play"));
  }

  press(event) {
    const { target, key } = event;
    if (event.ctrlKey || event.metaKey || event.altKey || target === this.speed) return;
    const node = target.closest("[data-node]");
    const goals = { ArrowLeft: this.at - 1, ArrowRight: this.at + 1, Home: 0, End: this.last };
    if (node && (key === "Enter" || key === " ")) this.visit(node);
    else if (key === " " && target.closest("button")) return; // the button's own click
    else if (key === " ") this.toggle();
    else if (key in goals) this.go(goals[key]);
    else return;
    event.preventDefault(); // the page would scroll, the slider would move once more
  }

  destroy() {
    clearTimeout(this.timer);
    this.root.remove();
  }
}

export default function showStepper({ data, parentElement }) {
  let stepper = steppers.get(parentElement);
  if (!stepper) {
    stepper = new Stepper(parentElement);
    steppers.set(parentElement, stepper);
  }
  stepper.take(data);
  return () => {
    stepper.destroy();
    steppers.delete(parentElement);
  };
}
