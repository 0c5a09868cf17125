// @ts-check
/** The link to what is on screen: copied, shown, and as a QR code for phones, which the server draws. */

import { openDialog } from "../../shared/js/dialog.js";
import { make, makeSvg, setText } from "../../shared/js/dom.js";

/** A picture's address is written a little after a change; who hears this event writes it at once. */
const WANTED = "nnviz-address-wanted";

/** @typedef {{ link: string, rows: string[], trouble: string }} QrCode rows of "0" and "1" */

/** @param {Element} place @param {(link: string) => void} ask for a QR code */
export function makeLinkDialog(place, ask) {
  /** @type {HTMLDialogElement | null} */
  let dialog = null;
  const field = make("input", { readonly: true, "aria-label": "Link to what is on screen" });
  const said = make("p", { role: "status" });
  const code = make("div", { "data-testid": "nnviz-qr" });

  return {
    async open() {
      document.dispatchEvent(new CustomEvent(WANTED));
      const link = window.location.href;
      field.value = link;
      setText(said, "");
      code.replaceChildren();
      dialog ??= openDialog(place, { id: "nnviz-link", heading: "Link to what is on screen", onClose: () => { dialog = null; } },
        [field, said, code]);
      field.select();
      ask(link);
      const isCopied = await navigator.clipboard?.writeText(link).then(() => true, () => false);
      setText(said, isCopied ? "The link is copied." : "Copy the link with Ctrl+C; the browser does not let a page do it.");
    },
    /** Show what the server drew, if it is of the link that is shown. @param {QrCode} qr */
    show({ link, rows, trouble }) {
      if (!dialog || link !== field.value) return;
      code.replaceChildren(trouble ? make("p", {}, trouble) : drawing(rows));
    },
  };
}

/** @param {string[]} rows */
function drawing(rows) {
  const size = rows.length;
  const dark = rows.flatMap((row, y) => [...row].flatMap((cell, x) => (cell === "1" ? `M${x} ${y}h1v1h-1z` : [])));
  return makeSvg("svg", { viewBox: `0 0 ${size} ${size}`, role: "img", "aria-label": "QR code of the link", "shape-rendering": "crispEdges" },
    makeSvg("path", { d: dark.join(""), fill: "#000" }));
}
