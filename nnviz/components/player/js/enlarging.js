// @ts-check
/** Which node's picture is enlarged, if any: opening it, closing it, and where the focus goes. */

import { makeEnlarged } from "./enlarged.js";

/** @import { LaneView } from "./lane.js" */
/** @import { Lenses } from "./lenses.js" */
/** @import { Palette, Run } from "./types.js" */

/** @typedef {[string, string]} LaneAndNode names */

/**
 * @typedef {object} Enlargeable what enlarging needs of a player
 * @property {Run} run
 * @property {LaneView[]} lanes
 * @property {import("./painting.js").Painting} painting
 * @property {Palette} palette
 * @property {Lenses} lenses
 * @property {ReturnType<typeof import("./pointing.js").makePointing>} pointing
 * @property {() => void} layOut
 * @property {(text: string) => void} say in the live region
 * @property {(element: Element) => void} show above the lanes
 */

/** @param {Readonly<Enlargeable>} player */
export function makeEnlarging(player) {
  /** @type {ReturnType<typeof makeEnlarged> | null} */
  let view = null;

  const enlarging = {
    /** @returns {ReturnType<typeof makeEnlarged> | null} */
    get view() { return view; },
    /**
     * Show a node's picture at the player's full width, above the lanes.
     * @param {string} name of the lane
     * @param {string} node
     */
    open(name, node) {
      const { run, lenses, pointing } = player;
      const lane = run.lane(name);
      lane.value(node, run.domain.map(([low]) => low), 0); // refuses a node that there is not
      enlarging.forget();
      view = makeEnlarged(run, lane, lenses.of(name), node, {
        onClose: enlarging.close, onRead: pointing.moveTo, painting: player.painting,
      });
      player.show(view.element);
      const [map] = view.maps;
      pointing.follow(view, map);
      view.setPalette(player.palette);
      player.layOut();
      view.element.scrollIntoView({ block: "nearest" });
      map.frame.focus({ preventScroll: true });
      player.say(`${view.element.getAttribute("aria-label")}. Escape closes it.`);
    },
    /**
     * Take the enlarged picture away.
     * @returns {LaneAndNode | null} of which lane and node it was
     */
    forget() {
      if (!view) return null;
      const { lane, node, element, forget } = view;
      element.remove();
      forget();
      view = null;
      return [lane.name, node];
    },
    /** The same, and give the focus back to the small picture. */
    close() {
      const was = enlarging.forget();
      player.layOut();
      smallMap(was)?.enlarge.focus();
    },
    /**
     * Show again what `forget` took away, where another run has it too.
     * @param {LaneAndNode | null} was
     */
    openAgain(was) {
      if (was && smallMap(was)) enlarging.open(...was);
    },
    /** Make the buttons of the small pictures work. */
    offer() {
      for (const { lane, maps } of player.lanes) {
        for (const map of maps) {
          map.enlarge.onclick = (event) => {
            event.stopPropagation(); // a click on the picture chooses a sample
            enlarging.open(lane.name, map.node);
          };
        }
      }
    },
  };

  /** @param {LaneAndNode | null} was */
  function smallMap(was) {
    const [name, node] = was ?? [];
    return player.lanes.find(({ lane }) => lane.name === name)?.maps.find((map) => map.node === node);
  }

  return enlarging;
}
