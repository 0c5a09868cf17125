// @ts-check
/** Entry for Streamlit's Components v2. */

import { onePerParent } from "../../shared/js/instances.js";
import { Shortcuts } from "./shortcuts.js";

const shortcutsIn = onePerParent((parent) => new Shortcuts(parent));

/** @param {import("../../shared/js/instances.js").Call<import("./link.js").QrCode>} call */
export default function showShortcuts({ data, parentElement, setStateValue }) {
  const { instance, end } = shortcutsIn(parentElement);
  instance.askForCode = (link) => setStateValue("link", link);
  instance.dialog.show(data);
  return end;
}
