// @ts-check
/** Entry for Streamlit's Components v2. */

import { onePerParent } from "../../shared/js/instances.js";
import { Shortcuts } from "./shortcuts.js";

const shortcutsIn = onePerParent((parent) => new Shortcuts(parent));

/** @param {import("../../shared/js/instances.js").Call<object>} call */
export default function showShortcuts({ parentElement }) {
  return shortcutsIn(parentElement).end;
}
