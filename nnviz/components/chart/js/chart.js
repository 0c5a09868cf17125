// @ts-check
/**
 * A place for a Plotly figure, which is drawn in a frame with an origin of its own (frame/frame.js): drawing takes up to a
 * second, and the page with the player must not wait for it.
 *
 * Contract for tests: the frame has data-testid="nnviz-chart" and, once its figure is drawn, data-drawn with how many
 * figures it has drawn.
 */

import { make } from "../../shared/js/dom.js";

/**
 * @typedef {object} ChartData
 * @property {string} figure Plotly's JSON
 * @property {object} config Plotly's own settings
 * @property {string} title what a screen reader says of the frame
 * @property {number} height in CSS pixels
 * @property {number | null} width null for all that there is
 * @property {string} address of the frame, from the app's root
 */

export class Chart {
  /** @param {import("../../shared/js/instances.js").Parent} parent */
  constructor(parent) {
    this.isReady = false;
    this.nDrawn = 0;
    /** What is to be seen; a frame that is moved in the page loads again and is given it again. @type {ChartData | null} */
    this.shown = null;
    // No "allow-same-origin": the frame's own origin is the point. A saved picture is a download.
    this.frame = make("iframe", { class: "chart", sandbox: "allow-scripts allow-downloads", "data-testid": "nnviz-chart" });
    this.listen = (/** @type {MessageEvent} */ event) => this.hear(event);
    window.addEventListener("message", this.listen);
    parent.append(this.frame);
  }

  /** @param {ChartData} data */
  take(data) {
    const { frame } = this;
    frame.title = data.title;
    frame.style.height = `${data.height}px`;
    frame.style.width = data.width === null ? "100%" : `${data.width}px`;
    this.shown = data;
    const address = new URL(data.address, document.baseURI).href;
    if (frame.src !== address) frame.src = address;
    this.send();
  }

  send() {
    if (!this.isReady || !this.shown) return;
    const { figure, config } = this.shown;
    this.frame.contentWindow?.postMessage(`{"figure":${figure},"config":${JSON.stringify(config)}}`, "*");
  }

  /** @param {MessageEvent} event */
  hear({ source, data }) {
    if (source !== this.frame.contentWindow || typeof data !== "object" || data === null) return;
    if (data.isReady) {
      this.isReady = true;
      this.send();
    } else if (data.drawn) {
      this.nDrawn += 1;
      this.frame.dataset.drawn = String(this.nDrawn);
    } else if (typeof data.key === "string") {
      const { key, shiftKey } = data;
      this.frame.dispatchEvent(new KeyboardEvent("keydown", {
        key, shiftKey: shiftKey === true, bubbles: true, composed: true, cancelable: true,
      }));
    }
  }

  destroy() {
    window.removeEventListener("message", this.listen);
    this.frame.remove();
  }
}
