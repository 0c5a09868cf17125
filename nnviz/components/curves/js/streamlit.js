// @ts-check
/** Entry for Streamlit's Components v2. */

import { onePerParent } from "../../shared/js/instances.js";
import { Curves } from "./curves.js";

/** @typedef {import("./curves.js").CurvesData} CurvesData */

const curvesIn = onePerParent((parent) => new Curves(parent));

/** @param {import("../../shared/js/instances.js").Call<CurvesData>} call */
export default function showCurves({ data, parentElement }) {
  const { instance, end } = curvesIn(parentElement);
  instance.take(data);
  return end;
}
