/** What travels between the modules of the player. */

import type { Edge } from "./layout_types.js";
export type { Caption, Edge, Flow, LanePlan, Layout, SizedLayout } from "./layout_types.js";

/** A colour scale: what lies at its ends and what is painted as the ground. */
export interface Range {
  low: number;
  high: number;
  neutral: number;
  /** Whether values lie beyond the ends. */
  clipped: boolean;
}

/** Colours of a theme, as #rrggbb. */
export interface Palette {
  low: string;
  high: string;
  ground: string;
  line: string;
  text: string;
  muted: string;
  rule: string;
  /** One for each lane. */
  lanes: string[];
  /** Of points, one for each class. */
  classes: string[];
  /** Of regions, one for each class. */
  regions: string[];
  [name: string]: string | string[];
}

/** An activation function, and how the painter evaluates it on a grid (kernels.js). */
export interface Activation {
  value: (z: number) => number;
  /** g′(z), as training uses it. */
  derivative: (z: number) => number;
  kernel: "piecewise" | "logistic" | "sine" | "table";
  /** Slopes and offsets of the lines on both sides, where g is or becomes straight. */
  left: number;
  right: number;
  leftOffset: number;
  rightOffset: number;
  /** Between these a table is needed. */
  low: number;
  high: number;
  /** Of a logistic: offset + height / (1 + e^(−steepness·z)). */
  offset: number;
  height: number;
  steepness: number;
}

/** An output head: link, loss and score, and how they are spoken of (heads.js). */
export interface Head {
  score: string;
  scoreText: (share: number) => string;
  arrow: string;
  linkName: string;
  outputName: (k: number) => string;
  link: (z: number[]) => number[];
  /** Of one sample; its target is one number for each output, or its class alone. */
  loss: (z: number[], target: Float32Array) => number;
  /** The most likely class, of heads for classes. */
  predict?: (z: number[]) => number;
}

/** How a lane is looked at (lens.js). */
export interface Lens {
  off: Set<number>;
  terms: number | null;
  k: number;
  readonly isSum: boolean;
  isScore: (nHidden: number) => boolean;
  readonly withoutSum: Through;
  has: (m: number) => boolean;
}

/** Which hidden units a sum takes in. */
export interface Through {
  has: (m: number) => boolean;
  isSum?: boolean;
  k?: number;
  isScore?: (nHidden: number) => boolean;
}

/** A lens as data that can be sent. */
export interface LensState {
  off: number[];
  terms: number | null;
  k: number;
}

/** A canvas that a painter is given: of the page, or its half in a worker. */
export type Canvas = HTMLCanvasElement | OffscreenCanvas;
export type Context = CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D;

/** The canvases of a lane, or of one node of it. */
export interface Canvases {
  /** One for each node that is shown: "h1" …, "o1" … or "class". */
  maps: Record<string, Canvas>;
  /** Over the maps, as large as the box that holds them; none for curves. */
  lines: Canvas | null;
  /** Under the maps, as large. */
  edges: Canvas | null;
}

/** Left, top, width and height of a node's picture in its lane's box, in CSS pixels. */
export type Place = [number, number, number, number];

/** All that a lane's picture depends on but for the step, as data that can be sent. */
export interface Scene {
  /** Of the box that holds the maps, in CSS pixels. */
  width: number;
  height: number;
  /** Of every node that has a canvas, and of what edges lead to besides. */
  places: Record<string, Place>;
  edges: Edge[];
  /** Width of the widest edge, in CSS pixels. */
  widest: number;
  palette: Palette;
  /** The lane's own colour. */
  color: string;
  lens: LensState;
  /** Pixels of the display for each CSS pixel. */
  ratio: number;
  /** Maps that move get fewer pixels of their own. */
  isMoving: boolean;
  /** Whether it is one node at the player's full width. */
  isEnlarged: boolean;
  /** Typeface of texts in pictures. */
  font: string;
}

/** A scene as painters have it. */
export type PaintedScene = Omit<Scene, "lens"> & { lens: Lens };

/** How the playhead moves, or rests: from a step at a time (`sharedNow` of clock.js) at steps per second. */
export interface Anchor {
  from: number;
  at: number;
  speed: number;
  playing: boolean;
}

/** What the playhead's canvas depends on but for the step; lengths in CSS pixels. */
export interface PlayheadScene {
  width: number;
  height: number;
  /** Around the steps. */
  left: number;
  right: number;
  /** Under the line. */
  bottom: number;
  ratio: number;
  nSteps: number;
  ground: string;
  accent: string;
}

/** What the page tells the stage, in a worker or in the page itself. Canvases have names, and are sent once. */
export type StageMessage =
  | { kind: "run"; bytes: Uint8Array }
  | { kind: "canvases"; canvases: [string, Canvas][] }
  | { kind: "view"; view: string; lane: string; maps: Record<string, string>; lines: string | null; edges: string | null }
  | { kind: "scene"; view: string; scene: Scene }
  | { kind: "playhead"; canvas: string; scene: PlayheadScene }
  | { kind: "clock"; anchor: Anchor }
  | { kind: "forget"; view: string | null; canvases: string[] }
  | { kind: "pixels"; id: number; view: string; node: string }
  | { kind: "painted"; id: number };

/** What a canvas shows: RGBA from the upper left, and the step that it is of. */
export interface Picture {
  width: number;
  height: number;
  data: Uint8ClampedArray;
  step: number;
}

/** Frames that were painted so far, and the step of the last one. */
export interface Painted {
  frames: number;
  step: number;
}

/** What the stage answers. */
export type StageAnswer =
  | { isAble: boolean }
  | { id: number; picture: Picture | null }
  | { id: number; painted: Painted };

/** One network of a run, at every step. */
export interface Lane {
  name: string;
  label: string;
  formula: string;
  activation: string;
  /** The steepest slope of g where g grows flat little by little, so that a unit can saturate; else 0. */
  steepest: number;
  n_hidden: number;
  n_outputs: number;
  n_parameters: number;
  n_steps: number;
  hidden_range: Range;
  output_range: Range;
  contribution_range: Range;
  /** First step that was not finite; the lane ends before it. */
  diverged_at: number | null;
  divergence: string;
  /** Whether the weights were brought along: how they were trained, and on what, is not known. */
  trained_elsewhere: boolean;
  /** The lane's colour in the present theme. */
  color: string;
  g: Activation;
  trainLoss: Float32Array;
  trainScore: Float32Array;
  testLoss: Float32Array | null;
  testScore: Float32Array | null;
  clamp: (step: number) => number;
  hiddenWeight: (step: number, i: number, m: number) => number;
  outputWeight: (step: number, m: number, k?: number) => number;
  hiddenScore: (step: number, m: number, x: ArrayLike<number>) => number;
  hiddenValue: (step: number, m: number, x: ArrayLike<number>) => number;
  outputScores: (step: number, x: ArrayLike<number>, lens?: Through | null) => number[];
  value: (node: string, x: number[], step: number, lens?: Through | null) => number;
}

/** A training run: lanes over one sample and one timeline. */
export interface Run {
  version: number;
  problem: string;
  n_classes: number;
  domain: [number, number][];
  feature_names: string[];
  n_steps: number;
  /** How long the timeline will be: more than n_steps while training goes on. */
  n_planned: number;
  leak: number;
  palettes: { light: Palette; dark: Palette };
  /** What no classifier does better on new samples, where that is known; the loss is the mean in nats. */
  limit: { accuracy: number; loss: number } | null;
  lanes: Lane[];
  nInputs: number;
  nTargets: number;
  nSamples: number;
  head: Head;
  X: Float32Array;
  /** Classes, or the targets of all outputs, sample after sample. */
  y: Float32Array;
  /** 1 for test samples. */
  split: Uint8Array;
  lane: (name: string) => Lane;
  sample: (i: number) => number[];
  /** Target of sample i: one number for each output, or its class alone. */
  target: (i: number) => Float32Array;
}

/** Loss and score of the network as it is shown. */
export interface Measured {
  train: { loss: number; score: number };
  test: { loss: number; score: number } | null;
}

/** What a hidden unit's badge says. */
export interface Verdict {
  kind: "dead" | "saturated" | "duplicate" | "useless";
  text: string;
}

/** What a report to Python holds (nnviz/components/player/view.py). */
export interface Report {
  step: number;
  at_end: boolean;
  sample: number | null;
  theme: string;
  narrow: boolean;
  /** What is looked at that follows the step, in the words of its place; absent where the player is alone. */
  look?: string;
}

export interface PlayerOptions {
  /** Hears the step and the sample once they are settled: on pause, at the end of a drag, on selection. */
  onView?: (report: Report) => void;
  /** Whether only what is looked at below the player is to be reported. */
  needsAudience?: boolean;
  /** Where another player was left (state.js); it plays from its first step if nothing is said. */
  start?: string;
  /** Its name in the page's address, which then says after "#" where it is; without one it does not. */
  address?: string;
  /** "page" where no worker is to paint; by default one does if the browser can. */
  painter?: "page";
}

/** A lane as the payload describes it. */
export interface LaneDescription
  extends Pick<
    Lane,
    | "name" | "label" | "formula" | "activation" | "steepest" | "n_hidden" | "n_outputs" | "n_parameters" | "n_steps"
    | "hidden_range" | "output_range" | "contribution_range" | "diverged_at" | "divergence"
    | "trained_elsewhere"
  > {}

/** The ends of an activation's table, and the lines beyond them (activations.js). */
export type TableEnds = Pick<Activation, "low" | "high" | "left" | "leftOffset" | "right" | "rightOffset">;

/** The payload's metadata (nnviz/components/player/payload.py). */
export interface Description
  extends Pick<Run, "version" | "problem" | "n_classes" | "domain" | "feature_names" | "n_steps" | "n_planned" | "leak" | "palettes" | "limit"> {
  head: string;
  tables: Record<string, TableEnds>;
  lanes: LaneDescription[];
}

/** The payload's tensors, flat, by name; null where there is none. */
export type Tensors = (name: string) => Float32Array | Uint8Array | null;
