// @ts-check
/** The list of keys, in a dialog over the page. */

import { openDialog } from "./dialog.js";
import { make } from "./dom.js";

/** @type {HTMLDialogElement | null} */
let listShown = null;

/**
 * Show a list of keys; take it away if it is there.
 * @param {Element} place whose colours it takes
 * @param {[string, string][]} keys with what they do
 */
export function toggleKeyList(place, keys) {
  if (listShown) {
    listShown.close();
    return;
  }
  const list = make("dl", {}, ...keys.flatMap(([key, words]) => [make("dt", {}, key), make("dd", {}, words)]));
  listShown = openDialog(place, { id: "nnviz-keys", heading: "Keys on this page", onClose: () => { listShown = null; } }, [list]);
  listShown.onkeydown = (event) => {
    if (event.key === "?") listShown?.close();
  };
}
