/**
 * A pad to draw a curve on: heights at equal distances, set by a finger, a mouse or the keyboard.
 *
 * It tells Python only when a stroke ends. Contract for tests: the root has
 * data-testid="nnviz-sketch" and data-heights (JSON); the pad is its only svg.
 */

const WIDTH = 320;
const HEIGHT = 120;
const STEP = 0.05;
const FINE_STEP = 0.01;
const SVG = "http://www.w3.org/2000/svg";
const COMMIT_AFTER = 400; // milliseconds without a key, so that held keys are one stroke

const pads = new WeakMap(); // parentElement -> Pad

function svg(tag, attributes = {}, ...children) {
  const made = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

const between = (value, low, high) => Math.min(high, Math.max(low, value));

class Pad {
  constructor(parent) {
    this.heights = [];
    this.told = ""; // what Python knows
    this.chosen = 0;
    this.last = null; // the stroke's last point, {i, height}, while it lasts
    this.timer = 0;
    this.root = document.createElement("div");
    this.root.className = "sketch";
    this.root.dataset.testid = "nnviz-sketch";
    this.line = svg("path", { class: "line" });
    this.dots = svg("g");
    this.pad = svg("svg", { viewBox: `-8 -8 ${WIDTH + 16} ${HEIGHT + 16}`, tabindex: 0,
      role: "slider", "aria-label": "Curve to approximate; left and right choose a point, " +
      "up and down move it", "aria-valuemin": 0, "aria-valuemax": 1 },
      svg("rect", { class: "frame", x: 0, y: 0, width: WIDTH, height: HEIGHT }),
      ...[0.25, 0.5, 0.75].map((y) => svg("line",
        { class: "grid", x1: 0, x2: WIDTH, y1: HEIGHT * y, y2: HEIGHT * y })),
      this.line, this.dots);
    this.pad.onpointerdown = (event) => this.start(event);
    this.pad.onpointermove = (event) => this.draw(event);
    this.pad.onpointerup = this.pad.onpointercancel = () => this.end();
    this.pad.onkeydown = (event) => this.press(event);
    this.pad.onblur = () => this.commit();
    this.root.append(this.pad);
    parent.append(this.root);
  }

  /** Take heights from Python, unless a stroke is going on or they are what Python was told. */
  take(heights) {
    const known = JSON.stringify(heights);
    if (this.last || this.timer || known === this.told) return;
    this.told = known;
    this.heights = [...heights];
    this.paint();
  }

  get count() {
    return this.heights.length;
  }

  point(event) {
    const to = this.pad.getScreenCTM().inverse();
    const at = new DOMPoint(event.clientX, event.clientY).matrixTransform(to);
    return { i: between(Math.round((at.x / WIDTH) * (this.count - 1)), 0, this.count - 1),
             height: between(1 - at.y / HEIGHT, 0, 1) };
  }

  start(event) {
    if (event.button > 0) return;
    this.root.classList.remove("by-keys");
    this.pad.setPointerCapture(event.pointerId);
    this.last = this.point(event);
    this.set(this.last.i, this.last.height);
    this.paint();
  }

  /** Follow the pointer; points that a fast stroke jumps over lie on the line between. */
  draw(event) {
    if (!this.last) return;
    const now = this.point(event);
    const { i: from, height } = this.last;
    const n = Math.abs(now.i - from);
    for (let k = 0; k <= n; k += 1) {
      const share = n ? k / n : 1;
      this.set(from + Math.sign(now.i - from) * k, height + share * (now.height - height));
    }
    this.last = now;
    this.paint();
  }

  end() {
    if (!this.last) return;
    this.last = null;
    this.commit();
  }

  press(event) {
    const step = event.shiftKey ? FINE_STEP : STEP;
    const moves = { ArrowUp: step, ArrowDown: -step };
    const goals = { ArrowLeft: this.chosen - 1, ArrowRight: this.chosen + 1, Home: 0,
                    End: this.count - 1 };
    if (event.key in moves) {
      this.set(this.chosen, between(this.heights[this.chosen] + moves[event.key], 0, 1));
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.commit(), COMMIT_AFTER);
    } else if (event.key in goals) {
      this.chosen = between(goals[event.key], 0, this.count - 1);
    } else return;
    event.preventDefault();
    this.root.classList.add("by-keys");
    this.paint();
  }

  set(i, height) {
    this.chosen = i;
    this.heights[i] = Math.round(height * 1000) / 1000;
  }

  commit() {
    clearTimeout(this.timer);
    this.timer = 0;
    const now = JSON.stringify(this.heights);
    if (now === this.told) return;
    this.told = now;
    this.tell([...this.heights]);
  }

  paint() {
    const x = (i) => (i / (this.count - 1)) * WIDTH;
    const y = (height) => (1 - height) * HEIGHT;
    this.line.setAttribute("d", `M${this.heights.map((h, i) => `${x(i)} ${y(h)}`).join("L")}`);
    while (this.dots.childElementCount < this.count) this.dots.append(svg("circle"));
    [...this.dots.children].forEach((dot, i) => {
      dot.setAttribute("cx", x(i));
      dot.setAttribute("cy", y(this.heights[i]));
      dot.setAttribute("r", i === this.chosen ? 4 : 2.5);
      dot.classList.toggle("chosen", i === this.chosen);
    });
    const height = this.heights[this.chosen];
    this.pad.setAttribute("aria-valuenow", height.toFixed(2));
    this.pad.setAttribute("aria-valuetext", `point ${this.chosen + 1} of ${this.count} at ` +
      `x = ${(this.chosen / (this.count - 1)).toFixed(2)}: ${height.toFixed(2)}`);
    this.root.dataset.heights = JSON.stringify(this.heights);
  }

  destroy() {
    clearTimeout(this.timer);
    this.root.remove();
  }
}

export default function showSketch({ data, parentElement, setStateValue }) {
  let pad = pads.get(parentElement);
  if (!pad) {
    pad = new Pad(parentElement);
    pads.set(parentElement, pad);
  }
  pad.tell = (heights) => setStateValue("heights", heights);
  pad.take(data.heights);
  return () => {
    pad.destroy();
    pads.delete(parentElement);
  };
}
