// @ts-check
/**
 * The page's half of painting: it hands canvases and scenes to a stage, in a worker where the browser can
 * do that, else in the page. A canvas goes to a worker once and for all, so it is used again for the next
 * run that has the same picture; and if the worker fails, every canvas is replaced and the page paints.
 */

import { makeStage } from "./stage.js";
import { WORKER_SOURCE } from "./worker_source.js";

/** @import { Anchor, Canvas, Lane, Painted, Picture, PlayheadScene, Scene, StageAnswer, StageMessage } from "./types.js" */

/** @typedef {{ node: string, canvas: HTMLCanvasElement }} Shown a node's picture in the page */
/** @typedef {{ lane: string, maps: Record<string, string>, lines: string | null, edges: string | null, scene: Scene | null }} ViewSent */
/** @typedef {{ send: (message: StageMessage, transfer?: Transferable[]) => void, end: () => void, isWorker: boolean }} StageLink */
/** @typedef {ReturnType<typeof makePainting>} Painting */

/** Whether pictures can be painted by a worker here. */
function canSendCanvases() {
  return WORKER_SOURCE !== "" && typeof Worker === "function" && typeof OffscreenCanvas === "function" &&
    "transferControlToOffscreen" in HTMLCanvasElement.prototype;
}

/**
 * @param {(answer: StageAnswer) => void} onAnswer
 * @param {(reason: string) => void} onFailure
 * @returns {StageLink}
 */
function workerLink(onAnswer, onFailure) {
  let hasStarted = false;
  const url = URL.createObjectURL(new Blob([WORKER_SOURCE], { type: "text/javascript" }));
  const worker = new Worker(url);
  worker.onmessage = (event) => {
    URL.revokeObjectURL(url);
    hasStarted = true;
    onAnswer(event.data);
  };
  worker.onerror = (event) => {
    event.preventDefault();
    onFailure(hasStarted ? event.message : ""); // one that may not start, by a policy, is no trouble
  };
  worker.onmessageerror = () => onFailure("a message could not be read");
  return { send: (message, transfer = []) => worker.postMessage(message, transfer), end: () => worker.terminate(), isWorker: true };
}

/** @param {(answer: StageAnswer) => void} onAnswer @returns {StageLink} */
function pageLink(onAnswer) {
  let isOver = false;
  const stage = makeStage(onAnswer, (act) => requestAnimationFrame(() => {
    if (!isOver) act();
  }));
  return { send: stage.receive, end: () => { isOver = true; }, isWorker: false };
}

/**
 * @param {{ isInPage: boolean, onTrouble: (sentence: string) => void }} options whether the page is to paint, and
 *   who hears that it has to
 */
export function makePainting({ isInPage, onTrouble }) {
  /** @type {Map<string, HTMLCanvasElement>} */
  const elements = new Map(); // by name
  /** @type {Map<string, (canvas: HTMLCanvasElement) => void>} */
  const holders = new Map(); // who holds which, by name
  const sent = new Set();
  const used = new Set(); // names since the last run
  /** @type {Map<string, ViewSent>} */
  const views = new Map();
  /** @type {Map<number, (answer: any) => void>} */
  const asked = new Map();
  /** @type {Uint8Array | null} */
  let bytes = null;
  let kind = ""; // of pictures: their canvases are opaque or not, for good
  let lastId = 0;
  /** @type {{ canvas: string, scene: PlayheadScene } | null} */
  let playhead = null;
  /** @type {Anchor | null} */
  let anchor = null;
  let isEnded = false;
  let link = start();

  /** @returns {StageLink} */
  function start() {
    if (!isInPage && canSendCanvases()) {
      try {
        return workerLink(onAnswer, takeOver);
      } catch {
        // A policy of the page may forbid workers from blobs: then it paints itself, which is no trouble.
      }
    }
    return pageLink(onAnswer);
  }

  /** @param {StageAnswer} answer */
  function onAnswer(answer) {
    if ("isAble" in answer) {
      if (!answer.isAble) takeOver("");
      return;
    }
    asked.get(answer.id)?.("picture" in answer ? answer.picture : answer.painted);
    asked.delete(answer.id);
  }

  /** The worker cannot go on: the page paints everything, on new canvases. @param {string} reason */
  function takeOver(reason) {
    if (!link.isWorker) return;
    link.end();
    link = pageLink(onAnswer);
    sent.clear();
    for (const [name, old] of elements) {
      const canvas = /** @type {HTMLCanvasElement} */ (old.cloneNode(false));
      old.replaceWith(canvas);
      elements.set(name, canvas);
      holders.get(name)?.(canvas);
    }
    if (bytes) link.send({ kind: "run", bytes });
    sendCanvases([...elements.keys()]);
    for (const [view, { scene, ...rest }] of views) {
      link.send({ kind: "view", view, ...rest });
      if (scene) link.send({ kind: "scene", view, scene });
    }
    if (playhead) link.send({ kind: "playhead", ...playhead });
    if (anchor) link.send({ kind: "clock", anchor });
    giveUp();
    if (reason) onTrouble(`The part of this page that draws in the background has stopped (${reason}). The page draws by itself now; nothing is lost.`);
  }

  /** Answer what can no longer be answered. */
  function giveUp() {
    for (const resolve of asked.values()) resolve(null);
    asked.clear();
  }

  /**
   * Put the canvas of a name where a new one is, if there is one already.
   * @param {string} place
   * @param {HTMLCanvasElement} fresh
   * @param {(canvas: HTMLCanvasElement) => void} hold
   * @returns {string} its name
   */
  function adopt(place, fresh, hold) {
    const name = `${place} ${kind}`;
    const canvas = elements.get(name) ?? fresh;
    if (canvas !== fresh) fresh.replaceWith(canvas);
    elements.set(name, canvas);
    holders.set(name, hold);
    hold(canvas);
    used.add(name);
    return name;
  }

  /** @param {string[]} names */
  function sendCanvases(names) {
    /** @type {[string, Canvas][]} */
    const canvases = names.filter((name) => !sent.has(name)).map((name) => {
      const element = /** @type {HTMLCanvasElement} */ (elements.get(name));
      sent.add(name);
      return [name, link.isWorker ? element.transferControlToOffscreen() : element];
    });
    if (canvases.length === 0) return;
    const transfer = link.isWorker ? canvases.map(([, canvas]) => /** @type {OffscreenCanvas} */ (canvas)) : [];
    link.send({ kind: "canvases", canvases }, transfer);
  }

  /** @param {string | null} view @param {string[]} canvases */
  function drop(view, canvases) {
    for (const name of canvases) {
      for (const kept of [elements, holders, sent, used]) kept.delete(name);
    }
    link.send({ kind: "forget", view, canvases });
  }

  /** @param {(id: number) => StageMessage} message @returns {Promise<any>} */
  function ask(message) {
    if (isEnded) return Promise.resolve(null);
    lastId += 1;
    const id = lastId;
    return new Promise((resolve) => {
      asked.set(id, resolve);
      link.send(message(id));
    });
  }

  return {
    get isWorker() { return link.isWorker; },
    /** Take another run; the views of the last one are gone. @param {Uint8Array} next @param {number} nInputs */
    setRun(next, nInputs) {
      drop(null, [...elements.keys()].filter((name) => !used.has(name)));
      used.clear();
      views.clear();
      kind = nInputs === 1 ? "curve" : "map";
      bytes = next.slice(); // the view of a larger buffer would be sent with all of it
      link.send({ kind: "run", bytes });
    },
    /**
     * Show a lane, or some of its nodes. Elements may be replaced by those that are used already.
     * @param {string} view
     * @param {Lane} lane
     * @param {{ maps: Shown[], lines: HTMLCanvasElement | null, edges: HTMLCanvasElement | null }} shown
     */
    show(view, lane, { maps, lines, edges }) {
      const other = (/** @type {string} */ role, /** @type {HTMLCanvasElement | null} */ canvas) =>
        canvas && adopt(`${view} ${role}`, canvas, () => {});
      const names = Object.fromEntries(maps.map((map) =>
        [map.node, adopt(`${view} ${map.node}`, map.canvas, (canvas) => { map.canvas = canvas; })]));
      const told = { lane: lane.name, maps: names, lines: other("lines", lines), edges: other("edges", edges) };
      views.set(view, { ...told, scene: null });
      sendCanvases([...elements.keys()]);
      link.send({ kind: "view", view, ...told });
      return {
        /** @param {Scene} scene */
        setScene(scene) {
          views.set(view, { ...told, scene });
          link.send({ kind: "scene", view, scene });
        },
        /** Take the view away, with its canvases. */
        forget() {
          views.delete(view);
          drop(view, [...Object.values(told.maps), told.lines, told.edges].filter((name) => name !== null));
        },
      };
    },
    /** @param {HTMLCanvasElement} fresh @param {PlayheadScene} scene */
    showPlayhead(fresh, scene) {
      playhead = { canvas: adopt("playhead", fresh, () => {}), scene };
      sendCanvases([playhead.canvas]);
      link.send({ kind: "playhead", ...playhead });
    },
    /** @param {Anchor} next */
    setClock(next) {
      anchor = next;
      link.send({ kind: "clock", anchor });
    },
    /**
     * What the canvas of a node shows: RGBA, the upper left first. Null for a view that is not there.
     * @param {string} view name of a lane
     * @param {string} node
     * @returns {Promise<Picture | null>}
     */
    pixels: (view, node) => ask((id) => ({ kind: "pixels", id, view, node })),
    /** Frames painted so far, when all that has changed is painted. @returns {Promise<Painted>} */
    painted: () => ask((id) => ({ kind: "painted", id })),
    end() {
      isEnded = true;
      link.end();
      giveUp();
    },
  };
}
