// @ts-check
/** The axis of losses: which part of them it spans, its ticks, and what lies beyond. */

import { listed, tick } from "../../shared/js/format.js";

const USUAL = 0.9; // share of the losses that the axis is made for
const ABOVE_USUAL = 4; // the top is at most so many times the highest of them
const DECADES = 6; // below the top of a logarithmic axis, at most

/** @import { Lane } from "./types.js" */
/** @typedef {{ low: number, high: number, isLog: boolean }} LossAxis */
/** @typedef {{ lane: Lane, values: Float32Array }} Curve */

/**
 * A bad start, a spike or an explosion must not press all else flat: the top is at most four times
 * the 90th percentile. What lies beyond leaves the chart and is named by `beyond`.
 * @param {Curve[]} curves
 * @param {boolean} isLog
 * @returns {LossAxis}
 */
export function lossAxis(curves, isLog) {
  const all = curves.flatMap(({ values }) => Array.from(values)).sort((a, b) => a - b);
  const usual = ABOVE_USUAL * all[Math.floor(USUAL * (all.length - 1))];
  const high = Math.min(all[all.length - 1], usual) || 1;
  if (!isLog) return { low: 0, high, isLog };
  const low = Math.max(all[0], high * 10 ** -DECADES);
  return low < high ? { low, high, isLog } : { low: high / 10, high, isLog };
}

/**
 * Where a loss is, from 0 (bottom) to 1 (top); what lies beyond is less or more.
 * @param {LossAxis} axis
 * @param {number} loss
 */
export function shareOf({ low, high, isLog }, loss) {
  if (!isLog) return (loss - low) / (high - low);
  return Math.log(Math.max(loss, Number.MIN_VALUE) / low) / Math.log(high / low);
}

/** @param {LossAxis} axis */
export function lossTicks({ low, high, isLog }) {
  if (isLog) {
    const powers = [];
    for (let p = Math.ceil(Math.log10(low)); p <= Math.log10(high); p++) powers.push(10 ** p);
    return powers.length >= 2 ? powers : [low, high];
  }
  const rough = high / 2.5;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((m) => m * power).find((s) => s >= rough) ?? 10 * power;
  const ticks = [];
  for (let v = low; v <= high * 1.001; v += step) ticks.push(v);
  return ticks;
}

/**
 * The highest point of each curve that leaves the axis at its top.
 * @template {Curve} C
 * @param {C[]} curves
 * @param {LossAxis} axis
 * @returns {{ curve: C, step: number, loss: number }[]}
 */
export function peaksBeyond(curves, { high }) {
  return curves.map((curve) => {
    const loss = curve.values.reduce((a, b) => Math.max(a, b), 0);
    return { curve, step: curve.values.indexOf(loss), loss };
  }).filter(({ loss }) => loss > high);
}

/**
 * What leaves the axis, in words; empty if nothing does.
 * @param {Curve[]} curves
 * @param {LossAxis} axis
 * @param {boolean} isShort whether the lanes' names have no room
 */
export function beyond(curves, axis, isShort = false) {
  const peaks = peaksBeyond(curves, axis);
  if (peaks.length === 0) return "";
  if (isShort) return `▲ up to ${tick(Math.max(...peaks.map(({ loss }) => loss)), 2)}`;
  const most = new Map();
  for (const { curve, loss } of peaks) {
    most.set(curve.lane.label, Math.max(loss, most.get(curve.lane.label) ?? 0));
  }
  return `▲ beyond the axis: ${listed(Array.from(most, ([label, loss]) => `${label} up to ${tick(loss, 2)}`))}`;
}
