// @ts-check
/** A node's picture as a file: SVG with the map as an image and all else as shapes and text; or PNG. */

import { make, makeSvg } from "../../shared/js/dom.js";
import { pointShapes } from "./points.js";

/** @import { Palette, Picture, Range, Run } from "./types.js" */
/** @import { Axis } from "./axes.js" */

const PICTURE_SIDE = 640; // width of the picture itself
const PICTURE_SPACE = { left: 70, right: 24, top: 64, bottom: 96 };
const PNG_SCALE = 2; // pixels of the PNG for each unit
const TYPEFACE = 'system-ui, "Segoe UI", "Liberation Sans", sans-serif';

/**
 * @typedef {object} PictureOf
 * @property {Run} run
 * @property {Palette} palette
 * @property {{ index: number, scale: { range: Range | null, words: string[], stops: [number, string][] } }} map
 * @property {HTMLCanvasElement} image what the node's canvas shows
 * @property {{ x: Axis, y: Axis }} axes
 * @property {string} title
 * @property {string} text under the title
 * @property {((i: number) => number[]) | null} points where samples stand, from 0 to 1
 * @property {{ points: number[][], width: number, isDashed: boolean }[]} lines
 */

/** @param {PictureOf} of */
export function makePicture({ run, palette, map, image: canvas, axes, title, text, points, lines }) {
  const { scale } = map;
  const height = (PICTURE_SIDE * canvas.height) / canvas.width;
  const [width, full] = [PICTURE_SIDE + PICTURE_SPACE.left + PICTURE_SPACE.right, height + PICTURE_SPACE.top + PICTURE_SPACE.bottom];
  const at = (/** @type {number[]} */ [x, y]) => [x * PICTURE_SIDE, (1 - y) * height];
  const write = (/** @type {string} */ words, /** @type {number} */ x, /** @type {number} */ y, more = {}) =>
    makeSvg("text", { x, y, fill: palette.text, ...more }, words);
  const muted = { fill: palette.muted, "font-size": 13 };

  const image = makeSvg("image", { href: canvas.toDataURL("image/png"), width: PICTURE_SIDE, height, preserveAspectRatio: "none" });
  const paths = lines.map(({ points: chain, width: stroke, isDashed }) => makeSvg("polyline", {
    points: chain.map((p) => at(p).map((v) => v.toFixed(2)).join(",")).join(" "),
    fill: "none", stroke: isDashed ? palette.text : palette.line, "stroke-width": stroke,
    "stroke-linejoin": "bevel", ...(isDashed ? { "stroke-dasharray": "6 6" } : {}),
  }));
  const samples = points === null ? [] : pointShapes(run, palette, scale.range, map.index).map((shapes, i) => {
    const [x, y] = at(points(i));
    return makeSvg("g", { transform: `translate(${x.toFixed(2)} ${y.toFixed(2)})` },
      ...shapes.map((shape) => makeSvg("path", shape)));
  });
  const border = makeSvg("rect", { width: PICTURE_SIDE, height, fill: "none", stroke: palette.rule });
  const clip = makeSvg("clipPath", { id: "inside" }, makeSvg("rect", { width: PICTURE_SIDE, height }));
  const gradient = makeSvg("linearGradient", { id: "scale" },
    ...scale.stops.map(([offset, color]) => makeSvg("stop", { offset, "stop-color": color })));
  const xTicks = axes.x.ticks.flatMap(({ at: x, text: words }) => tickAt(palette, [x * PICTURE_SIDE, height], [0, 5], words));
  const yTicks = axes.y.ticks.flatMap(({ at: y, text: words }) => tickAt(palette, [0, (1 - y) * height], [-5, 0], words));
  const barTop = height + 56;
  const bar = scale.stops.length === 0 ? [] : [
    makeSvg("rect", { x: 0, y: barTop, width: PICTURE_SIDE, height: 10, fill: "url(#scale)" }),
    ...scale.words.map((words, i) => write(words, (PICTURE_SIDE * i) / Math.max(scale.words.length - 1, 1), barTop + 26, {
      ...muted, "text-anchor": i === 0 ? "start" : i === scale.words.length - 1 ? "end" : "middle",
    })),
  ];
  return makeSvg("svg", {
    xmlns: "http://www.w3.org/2000/svg", viewBox: `0 0 ${width} ${full}`, width, height: full,
    "font-family": TYPEFACE, "font-size": 14, role: "img", "aria-label": `${title}. ${text}`,
  },
  makeSvg("title", {}, `${title}, ${text}`), makeSvg("defs", {}, clip, gradient),
  makeSvg("rect", { width, height: full, fill: palette.ground }),
  write(title, PICTURE_SPACE.left, 26, { "font-size": 18, "font-weight": 600 }), write(text, PICTURE_SPACE.left, 48, muted),
  makeSvg("g", { transform: `translate(${PICTURE_SPACE.left} ${PICTURE_SPACE.top})` },
    makeSvg("g", { "clip-path": "url(#inside)" }, image, ...paths, ...samples), border, ...xTicks, ...yTicks,
    write(axes.x.name, PICTURE_SIDE / 2, height + 42, { "text-anchor": "middle" }),
    write(axes.y.name, -48, height / 2, { "text-anchor": "middle", transform: `rotate(-90 -48 ${height / 2})` }),
    ...bar));
}

/**
 * @param {Palette} palette
 * @param {number[]} from where the tick begins
 * @param {number[]} by where it goes
 * @param {string} words
 */
function tickAt(palette, [x, y], [dx, dy], words) {
  const text = makeSvg("text", {
    x: x + 1.8 * dx, y: y + (dy ? 21 : 5), fill: palette.muted, "font-size": 13, "text-anchor": dy ? "middle" : "end",
  }, words);
  return [makeSvg("line", { x1: x, y1: y, x2: x + dx, y2: y + dy, stroke: palette.muted }), text];
}

/** A canvas of the page with a picture that was read. @param {Picture} picture */
export function imageOf({ width, height, data }) {
  const canvas = make("canvas", { width, height });
  canvas.getContext("2d")?.putImageData(new ImageData(new Uint8ClampedArray(data), width, height), 0, 0);
  return canvas;
}

/** The text of an SVG file. @param {SVGElement} svg */
export const svgText = (svg) => new XMLSerializer().serializeToString(svg);

/**
 * The same picture in pixels.
 * @param {SVGSVGElement} svg
 * @returns {Promise<Blob>}
 */
export async function pngOf(svg) {
  const [width, height] = ["width", "height"].map((name) => PNG_SCALE * Number(svg.getAttribute(name)));
  const image = make("img", { src: `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svgText(svg))}` });
  await image.decode();
  const canvas = make("canvas", { width: Math.round(width), height: Math.round(height) });
  canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("The browser made no PNG."))), "image/png");
  });
}

/** Hand a file to the browser to be saved. @param {Blob} blob @param {string} name */
export function download(blob, name) {
  const link = make("a", { href: URL.createObjectURL(blob), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
