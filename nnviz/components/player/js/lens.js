// @ts-check
/**
 * How a lane is looked at: which hidden units are switched off, and whether the output's sum is
 * shown term by term. The weights themselves never change.
 */

/** @import { Lane, Lens, LensState, Through } from "./types.js" */

/** @returns {Lens} */
export function makeLens() {
  return {
    /** Hidden units that are switched off, from 0. */
    off: new Set(),
    /** How many terms of z_O are added to the bias; one more than there are units means g_O(z_O).
     *  null: no sum is shown. */
    terms: null,
    /** The output whose terms the hidden nodes show. */
    k: 0,
    get isSum() { return this.terms !== null; },
    /** Whether output maps show a score z and not u_O = g_O(z). */
    isScore(nHidden) { return this.terms !== null && this.terms <= nHidden; },
    /** The same units, with the sum complete. */
    get withoutSum() {
      const off = this.off;
      return { has: (/** @type {number} */ m) => !off.has(m) };
    },
    /** Whether the term of hidden unit m is in the sum. */
    has(m) { return !this.off.has(m) && (this.terms === null || m < this.terms); },
  };
}

/** What a lens is made of, as data that can be sent. @param {Lens} lens @returns {LensState} */
export const lensState = ({ off, terms, k }) => ({ off: [...off], terms, k });

/** The lens of such data. @param {LensState} state */
export const lensFrom = ({ off, terms, k }) => Object.assign(makeLens(), { off: new Set(off), terms, k });

/** What the colours of a lane's hidden nodes span, seen through a lens. @param {Lane} lane @param {Lens} lens */
export const hiddenRangeOf = (lane, lens) => (lens.isSum ? lane.contribution_range : lane.hidden_range);

/** What the colours of its outputs span. @param {Lane} lane @param {Lens} lens */
export const outputRangeOf = (lane, lens) => (lens.isScore(lane.n_hidden) ? lane.contribution_range : lane.output_range);

/**
 * The output weight of hidden unit m as a lens lets it through; no lens lets all through.
 * @param {Through | null} lens
 * @param {Pick<Lane, "outputWeight">} lane
 * @param {number} step
 * @param {number} m
 * @param {number} [k]
 */
export function weightThrough(lens, lane, step, m, k) {
  return lens === null || lens.has(m) ? lane.outputWeight(step, m, k) : 0;
}
