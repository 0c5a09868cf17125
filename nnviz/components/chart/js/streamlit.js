// @ts-check
/** Entry for Streamlit's Components v2. */

import { onePerParent } from "../../shared/js/instances.js";
import { Chart } from "./chart.js";

/** @typedef {import("./chart.js").ChartData} ChartData */

const chartIn = onePerParent((parent) => new Chart(parent));

/** @param {import("../../shared/js/instances.js").Call<ChartData>} call */
export default function showChart({ data, parentElement }) {
  const { instance, end } = chartIn(parentElement);
  instance.take(data);
  return end;
}
