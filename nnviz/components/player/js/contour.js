// @ts-check
/** Marching squares: the lines where a sampled function has a value, as chains of points. */

/**
 * A tracer with its own buffers, for a size × size grid. Positions are in cells: (0, 0) is the
 * centre of the first cell; linear interpolation places the crossings. Crossings are named by the
 * grid edge they lie on, 2·cell for the edge to the right and 2·cell + 1 for the edge upwards, so
 * that neighbouring cells agree on them and segments link up.
 * @param {number} size cells along each side
 */
export function makeTracer(size) {
  const NONE = -1;
  const first = new Int32Array(2 * size * size).fill(NONE); // neighbours of a crossing on its line
  const second = new Int32Array(2 * size * size).fill(NONE);
  const touched = new Int32Array(2 * size * size);
  let nTouched = 0;
  /** @type {Float64Array} */
  let values = new Float64Array(0);
  let level = 0;

  /** @param {number} from @param {number} to */
  function join(from, to) {
    if (first[from] === NONE) {
      if (second[from] === NONE) touched[nTouched++] = from;
      first[from] = to;
    } else second[from] = to;
  }

  /** @param {number} a @param {number} b */
  function link(a, b) {
    join(a, b);
    join(b, a);
  }

  function findSegments() {
    const v = values; // locals: a variable of the enclosing function is slower in this loop
    const n = size;
    const l = level;
    for (let r = 0; r + 1 < n; r++) {
      for (let c = 0, k = r * n; c + 1 < n; c++, k++) {
        const code = (v[k] > l ? 1 : 0) | (v[k + 1] > l ? 2 : 0) |
          (v[k + n + 1] > l ? 4 : 0) | (v[k + n] > l ? 8 : 0);
        if (code !== 0 && code !== 15) addSegments(code, k);
      }
    }
  }

  /**
   * Link the crossings of one cell, whose corners are above as the bits of `code` say.
   * @param {number} code
   * @param {number} k index of the cell
   */
  function addSegments(code, k) {
    const bottom = 2 * k;
    const left = 2 * k + 1;
    const top = 2 * (k + size);
    const right = 2 * (k + 1) + 1;
    switch (code) {
      case 1: case 14: link(left, bottom); break;
      case 2: case 13: link(bottom, right); break;
      case 3: case 12: link(left, right); break;
      case 4: case 11: link(right, top); break;
      case 6: case 9: link(bottom, top); break;
      case 7: case 8: link(left, top); break;
      default: {
        // A saddle: the mean of the corners decides which corners hang together.
        const sum = values[k] + values[k + 1] + values[k + size] + values[k + size + 1];
        if ((code === 5) === sum > 4 * level) {
          link(left, top);
          link(bottom, right);
        } else {
          link(left, bottom);
          link(right, top);
        }
      }
    }
  }

  /** @param {number} edge @param {(c: number, r: number) => void} point */
  function visit(edge, point) {
    const k = edge >> 1;
    const isVertical = edge & 1;
    const a = values[k];
    const share = (a - level) / (a - values[k + (isVertical ? size : 1)]);
    const c = k % size;
    const r = (k - c) / size;
    point(isVertical ? c : c + share, isVertical ? r + share : r);
  }

  /**
   * Follow a line from an edge, forgetting it on the way so that no line is drawn twice.
   * @param {number} start
   * @param {(c: number, r: number) => void} moveTo
   * @param {(c: number, r: number) => void} lineTo
   */
  function walk(start, moveTo, lineTo) {
    let edge = start;
    visit(edge, moveTo);
    for (;;) {
      const next = first[edge] === NONE ? second[edge] : first[edge];
      first[edge] = NONE;
      second[edge] = NONE;
      if (next === NONE) return;
      if (first[next] === edge) first[next] = NONE;
      else second[next] = NONE;
      edge = next;
      visit(edge, lineTo);
      if (edge === start) return;
    }
  }

  return {
    size,
    /**
     * @param {Float64Array} sampled size·size values, row by row
     * @param {(c: number, r: number) => void} moveTo starts a line
     * @param {(c: number, r: number) => void} lineTo goes on with it
     * @param {number} at value along the lines
     */
    trace(sampled, moveTo, lineTo, at = 0) {
      values = sampled;
      level = at;
      nTouched = 0;
      findSegments();
      // Lines that end at the border first, from their ends; what is left then is closed.
      for (let i = 0; i < nTouched; i++) {
        const edge = touched[i];
        if ((first[edge] === NONE) !== (second[edge] === NONE)) walk(edge, moveTo, lineTo);
      }
      for (let i = 0; i < nTouched; i++) {
        if (first[touched[i]] !== NONE) walk(touched[i], moveTo, lineTo);
      }
    },
  };
}

/** @typedef {ReturnType<typeof makeTracer>} Tracer */

/**
 * The lines where sampled values are `at`, as a path in cells.
 * @param {Tracer} tracer
 * @param {Float64Array} sampled
 */
export function tracePath(tracer, sampled, at = 0) {
  const path = new Path2D();
  tracer.trace(sampled, (c, r) => path.moveTo(c, r), (c, r) => path.lineTo(c, r), at);
  return path;
}

/**
 * Round values between the ends of a range, about `n` of them, for contour lines.
 * @param {{ low: number, high: number }} range
 */
export function contourLevels({ low, high }, n = 8) {
  const rough = (high - low) / n;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((digit) => digit * power).find((s) => s >= 0.75 * rough) ?? rough;
  const levels = [];
  for (let i = Math.ceil(low / step - 1e-9); i * step <= high + 1e-9 * step; i++) levels.push(i * step);
  return levels;
}

/**
 * The part of the line a + b·x + c·y = 0 inside the unit square, as [x1, y1, x2, y2], or null.
 * @param {number} a
 * @param {number} b
 * @param {number} c
 */
export function lineInUnitSquare(a, b, c) {
  /** @type {[number, number][]} */
  const ends = [];
  /** @param {number} x @param {number} y */
  const add = (x, y) => {
    if (x >= -1e-12 && x <= 1 + 1e-12 && y >= -1e-12 && y <= 1 + 1e-12) ends.push([x, y]);
  };
  if (b !== 0) [0, 1].forEach((y) => add(-(a + c * y) / b, y));
  if (c !== 0) [0, 1].forEach((x) => add(x, -(a + b * x) / c));
  if (ends.length < 2) return null;
  const [start] = ends;
  /** @param {[number, number]} end */
  const distance = ([x, y]) => Math.hypot(x - start[0], y - start[1]);
  const last = ends.reduce((far, end) => (distance(end) > distance(far) ? end : far));
  return distance(last) > 0 ? [...start, ...last] : null;
}

/**
 * Where z of hidden unit m is 0, in the unit square over the domain: [x1, y1, x2, y2], or null.
 * @param {[number, number][]} domain
 * @param {Pick<import("./types.js").Lane, "hiddenWeight">} lane
 * @param {number} step
 * @param {number} m
 */
export function zeroLine([[x1, X1], [x2, X2]], lane, step, m) {
  const [w1, w2] = [lane.hiddenWeight(step, 1, m), lane.hiddenWeight(step, 2, m)];
  const bias = lane.hiddenWeight(step, 0, m) + w1 * x1 + w2 * x2;
  return lineInUnitSquare(bias, w1 * (X1 - x1), w2 * (X2 - x2));
}
