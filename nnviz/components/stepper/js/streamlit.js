// @ts-check
/** Entry for Streamlit's Components v2. */

import { onePerParent } from "../../shared/js/instances.js";
import { Stepper } from "./stepper.js";

/** @typedef {import("./stepper.js").AnimationData} AnimationData */

const stepperIn = onePerParent((parent) => new Stepper(parent));

/** @param {import("../../shared/js/instances.js").Call<AnimationData>} call */
export default function showStepper({ data, parentElement }) {
  const { instance, end } = stepperIn(parentElement);
  instance.take(data);
  return end;
}
