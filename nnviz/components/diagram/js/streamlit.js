// @ts-check
/** Entry for Streamlit's Components v2. */

import { onePerParent } from "../../shared/js/instances.js";
import { Diagram } from "./diagram.js";

/** @typedef {import("./diagram.js").DiagramData} DiagramData */

const diagramIn = onePerParent((parent) => new Diagram(parent));

/** @param {import("../../shared/js/instances.js").Call<DiagramData>} call */
export default function showDiagram({ data, parentElement, setStateValue }) {
  const { instance, end } = diagramIn(parentElement);
  instance.report = setStateValue;
  instance.take(data);
  return end;
}
