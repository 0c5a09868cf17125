// @ts-check
/**
 * The way through a sequence of drawings, of which the page shows one. Where a key leads is computed
 * here, so that quick presses add up; the server's position counts again once it has acknowledged
 * the last request.
 */

/**
 * @typedef {object} SequenceData from Python's DrawingSequence
 * @property {number} at
 * @property {number} count
 * @property {number[]} starts
 * @property {number} acknowledged
 * @property {Record<string, number>} places
 * @property {boolean} repeats
 * @property {string} announcement
 */

/** @typedef {{ number: number, at: number, again: boolean }} DrawingRequest */

export class SequencePosition {
  /** @param {(request: DrawingRequest) => void} send */
  constructor(send) {
    this.send = send;
    /** @type {SequenceData | null} */
    this.data = null;
    this.at = 0;
    this.number = 0; // of the last request
  }

  /**
   * Take the server's position, unless a request is pending.
   * @param {SequenceData | null} data
   */
  take(data) {
    this.data = data;
    if (!data) return;
    this.number = Math.max(this.number, data.acknowledged);
    if (data.acknowledged === this.number) this.at = data.at;
  }

  /**
   * Go to where a click on a node or an edge leads, if it leads anywhere.
   * @param {string} name a node's id, or an edge's source and target joined by ">"
   */
  visit(name) {
    const at = this.data?.places[name];
    if (at !== undefined) this.request(at);
  }

  /**
   * Ask for a drawing, or for another iteration.
   * @param {number} at
   */
  request(at, again = false) {
    if (!this.data) return;
    const wanted = Math.max(0, Math.min(this.data.count - 1, at));
    if (wanted === this.at && !again) return;
    this.at = again ? 0 : wanted;
    this.number += 1;
    this.send({ number: this.number, at: this.at, again });
  }

  /**
   * Do what a key does to the sequence.
   * @param {KeyboardEvent} event
   * @returns {boolean} whether it does anything
   */
  press(event) {
    const { data, at } = this;
    if (!data || event.shiftKey) return false;
    const digit = /^[1-9]$/.test(event.key) ? Number(event.key) : 0;
    if (event.key === "ArrowRight" || event.key === "PageDown") this.request(at + 1);
    else if (event.key === "ArrowLeft" || event.key === "PageUp") this.request(at - 1);
    else if (event.key === "Enter" && data.repeats) this.request(0, true);
    else if (digit && digit <= data.starts.length) this.request(endOfPart(data, at, digit));
    else return false;
    return true;
  }
}

/** What the keys of a sequence do. @param {SequenceData} data @returns {[string, string][]} */
export function sequenceKeys({ starts, repeats }) {
  /** @type {[string, string][]} */
  const keys = [["\u2190 \u2192", "one step back or forward; Page Up and Page Down, too"]];
  if (starts.length > 0) keys.push([`1 \u2026 ${starts.length}`, "the start of that part; again, its end"]);
  if (repeats) keys.push(["Enter", "the next iteration"]);
  return keys;
}

/**
 * Where a digit leads: to the start of that part, or from within it to its end.
 * @param {SequenceData} data
 * @param {number} at
 * @param {number} digit
 */
function endOfPart({ starts, count }, at, digit) {
  const start = starts[digit - 1];
  const end = (starts[digit] ?? count) - 1;
  return at >= start && at <= end ? end : start;
}
