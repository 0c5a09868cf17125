// @ts-check
/** Entry for Streamlit's Components v2. */

import { onePerParent } from "../../shared/js/instances.js";
import { Pad } from "./pad.js";

const padIn = onePerParent((parent) => new Pad(parent));

/** @param {import("../../shared/js/instances.js").Call<{ heights: number[] }>} call */
export default function showSketch({ data, parentElement, setStateValue }) {
  const { instance, end } = padIn(parentElement);
  instance.report = (heights) => setStateValue("heights", heights);
  instance.take(data.heights);
  return end;
}
