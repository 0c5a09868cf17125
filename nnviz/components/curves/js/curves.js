/**
 * g and g′ of every activation in small pictures of one scale. Pointing at z in one of them shows
 * the same z in all; a slider does the same for keyboards and fingers.
 *
 * Contract for tests: the root has data-testid="nnviz-curves" and data-z; each picture is a
 * figure[data-name], whose [data-value=g] and [data-value=slope] are the numbers at z.
 */

const WIDTH = 240;
const HEIGHT = 120;
const LOWEST = -1.5; // of g and g′ in every picture
const HIGHEST = 2.5;
const TICKS = [-1, 1, 2];
const SVG = "http://www.w3.org/2000/svg";

const instances = new WeakMap(); // parentElement -> {root, show, at}

function element(tag, attributes = {}, ...children) {
  const made = tag.startsWith("svg:")
    ? document.createElementNS(SVG, tag.slice(4))
    : document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

/** A number with its sign's room always taken, so that nothing moves. */
function text(value, digits) {
  const rounded = value.toFixed(digits);
  const isZero = Number(rounded) === 0;
  return `${value < 0 && !isZero ? "−" : "\u2007"}${rounded.replace("-", "")}`;
}

class Picture {
  constructor(panel, z) {
    this.panel = panel;
    this.z = z;
    this.zero = z.indexOf(0);
    this.values = { g: element("b", { "data-value": "g" }), slope: element("b", { "data-value": "slope" }) };
    this.line = element("svg:line", { class: "pointer", y1: 0, y2: HEIGHT });
    this.marks = { g: element("svg:circle", { class: "mark g", r: 3.4 }),
                   slope: element("svg:circle", { class: "mark slope", r: 3.4 }) };
    this.figure = element("figure", { "data-name": panel.name },
      element("figcaption", {}, element("strong", {}, panel.label),
        element("span", { class: "formula" }, panel.text)),
      this.plot(),
      element("div", { class: "values" },
        element("span", { class: "g" }, "g", this.values.g),
        element("span", { class: "slope" }, "g′", this.values.slope)));
  }

  x(z) {
    const [first, last] = [this.z[0], this.z[this.z.length - 1]];
    return ((z - first) / (last - first)) * WIDTH;
  }

  y(value) {
    return ((HIGHEST - value) / (HIGHEST - LOWEST)) * HEIGHT;
  }

  plot() {
    const { panel } = this;
    this.svg = element("svg:svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: "img",
      "aria-label": `${panel.label}: g and its derivative` });
    for (const tick of TICKS) {
      this.svg.append(element("svg:line",
        { class: "grid", x1: 0, x2: WIDTH, y1: this.y(tick), y2: this.y(tick) }));
    }
    this.svg.append(
      element("svg:line", { class: "axis", x1: 0, x2: WIDTH, y1: this.y(0), y2: this.y(0) }),
      element("svg:line", { class: "axis", x1: this.x(0), x2: this.x(0), y1: 0, y2: HEIGHT }),
      this.line, ...this.curve("slope"), ...this.curve("g"), this.marks.slope, this.marks.g);
    return element("div", { class: "plot" }, this.svg, ...this.labels());
  }

  /** Numbers at the axes, as text of the page: text in the picture would shrink with it. */
  labels() {
    const at = (left, top, words) => element("span",
      { class: "tick", style: `left:${left}%;top:${top}%` }, words);
    return [
      ...TICKS.map((tick) => at((this.x(0) / WIDTH) * 100, (this.y(tick) / HEIGHT) * 100, String(tick).replace("-", "−"))),
      at((this.x(-4) / WIDTH) * 100, (this.y(0) / HEIGHT) * 100, "−4"),
      at((this.x(4) / WIDTH) * 100, (this.y(0) / HEIGHT) * 100, "4"),
    ];
  }

  /** One function: its line, not drawn through a jump, and the dots at the jump's two ends. */
  curve(which) {
    const values = this.panel[which];
    const at = values[this.zero];
    const [left, right] = this.panel.limits?.map((side) => side[which === "g" ? 0 : 1]) ?? [at, at];
    const point = (i) => `${this.x(this.z[i]).toFixed(2)} ${this.y(values[i]).toFixed(2)}`;
    const indices = [...values.keys()];
    const isBroken = right !== left;
    let path = `M${indices.map(point).join("L")}`;
    if (isBroken) {
      const before = indices.slice(0, this.zero).map(point).join("L");
      const after = indices.slice(this.zero + 1).map(point).join("L");
      path = `M${before}L${this.x(0)} ${this.y(left)}M${this.x(0)} ${this.y(right)}L${after}`;
    }
    const parts = [element("svg:path", { class: `curve ${which}`, d: path })];
    const dot = (value, kind) => parts.push(element("svg:circle",
      { class: `end ${which} ${kind}`, cx: this.x(0), cy: this.y(value), r: 3 }));
    // Filled where the value at 0 is: the step is 1 there, the slope of ReLU 0.
    if (isBroken) for (const end of [left, right]) dot(end, end === at ? "filled" : "open");
    // The step has no derivative at 0, so its g′ has a hole there and nothing that fills it.
    else if (this.panel.jumps && which === "slope") dot(at, "open");
    return parts;
  }

  show(index) {
    const x = this.x(this.z[index]);
    this.line.setAttribute("x1", x);
    this.line.setAttribute("x2", x);
    for (const which of ["g", "slope"]) {
      const value = this.panel[which][index];
      const isNone = which === "slope" && this.panel.jumps && index === this.zero;
      const isSeen = value >= LOWEST && value <= HIGHEST && !isNone;
      this.marks[which].setAttribute("cx", x);
      this.marks[which].setAttribute("cy", this.y(value));
      this.marks[which].style.display = isSeen ? "" : "none";
      this.values[which].textContent = isNone ? "\u2007none" : text(value, 3);
    }
  }
}

function build(root, data) {
  const { z, panels } = data;
  const pictures = panels.map((panel) => new Picture(panel, z));
  const slider = element("input", { type: "range", min: 0, max: z.length - 1, step: 1,
    "aria-label": "z, the same in every picture" });
  const readout = element("output", { class: "z" });
  const show = (index) => {
    const at = Math.max(0, Math.min(z.length - 1, index));
    for (const picture of pictures) picture.show(at);
    slider.value = at;
    readout.textContent = `z = ${text(z[at], 2)}`;
    slider.setAttribute("aria-valuetext", readout.textContent);
    root.dataset.z = z[at];
  };
  slider.oninput = () => show(Number(slider.value));
  const pictureOf = (event) => pictures.find((picture) => picture.figure.contains(event.target));
  const grid = element("div", { class: "grid-of-pictures" }, ...pictures.map((p) => p.figure));
  grid.onpointermove = grid.onpointerdown = (event) => {
    const picture = pictureOf(event);
    if (!picture) return;
    const box = picture.svg.getBoundingClientRect();
    show(Math.round(((event.clientX - box.left) / box.width) * (z.length - 1)));
  };
  root.replaceChildren(
    element("div", { class: "bar" },
      element("span", { class: "key g" }, "g(z)"),
      element("span", { class: "key slope" }, "g′(z)"),
      element("label", {}, readout, slider)),
    grid);
  grid.append(element("p", { class: "note" }, "All pictures have the same scales. Lines that leave a picture " +
      "go on. ● is the value at 0, ○ is only approached; where ReLU and leaky ReLU have no " +
      "derivative, training uses the one from the left."));
  show(z.indexOf(1));
}

export default function showCurves({ data, parentElement }) {
  if (!instances.has(parentElement)) {
    const root = element("div", { class: "curves", "data-testid": "nnviz-curves" });
    parentElement.append(root);
    instances.set(parentElement, root);
    build(root, data); // data never change, and colours are the style sheet's
  }
  return () => {
    instances.get(parentElement)?.remove();
    instances.delete(parentElement);
  };
}
