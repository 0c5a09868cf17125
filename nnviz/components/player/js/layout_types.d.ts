/** Where things are: what the planner of places hands to the page and to the painters. */

import type { Place } from "./types.js";

/** Which way a lane's graph goes on screen, from the inputs to the outputs. */
export type Flow = "right" | "up";

/** Where what is written about a picture goes, in its lane's box. */
export interface Caption {
  name: Place;
  /** For a number beside the name. */
  note: Place | null;
  /** For the colour bar and its ends. */
  bar: Place | null;
}

/** A line of the graph, from one node to another. */
export interface Edge {
  id: string;
  /** Of a hidden weight, of an output weight, or a line that only leads on. */
  kind: "hidden" | "output" | "link";
  from: string;
  to: string;
  /** Input of a hidden weight; 0 is the bias. */
  i: number;
  /** Hidden unit, from 0; −1 is the bias of an output. */
  m: number;
  /** Output of an output weight, from 0. */
  k: number;
  /** In the lane's box: the start, then two controls and an end for each cubic. */
  way: number[];
}

/** Where everything of a lane is (layout_lane.js, layout_phone.js), in CSS pixels of its box. */
export interface LanePlan {
  flow: Flow;
  /** The lane's own place among the lanes. */
  box: Place;
  head: Place;
  stats: Place;
  /** For the colour bar of all hidden maps. */
  scale: Place;
  /** Pictures and other nodes: x1, x2 (or x), one, h1 …, sum1 …, bias1 …, softmax, o1 …, class. */
  places: Record<string, Place>;
  captions: Record<string, Caption>;
  /** Whether there is room for an upright axis at the outputs. */
  isUpright: boolean;
  edges: Edge[];
  /** Width of the widest edge. */
  widest: number;
}

/** Places of all lanes for a window (layout.js). */
export interface Layout {
  shape: "narrow" | "compact" | "wide";
  /** Width over height of a picture. */
  aspect: number;
  width: number;
  height: number;
  /** Lanes side by side. */
  columns: number;
  /** Widths of a hidden and of a large output picture. */
  hidden: number;
  output: number;
  lanes: LanePlan[];
}

/** A layout on a display of so many pixels for each CSS pixel. */
export interface SizedLayout extends Layout {
  ratio: number;
}
