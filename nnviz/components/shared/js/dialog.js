// @ts-check
/** A dialog over the page, with a heading and a button that closes it. */

import { make } from "./dom.js";

const STYLE = `
dialog { max-width: min(560px, 92vw); padding: 20px 28px 24px; font: 15px/1.5 var(--st-font, system-ui, sans-serif);
  color: var(--nv-text, var(--st-text-color, CanvasText)); background: var(--nv-ground, var(--st-background-color, Canvas));
  border: 1px solid var(--st-border-color, GrayText); border-radius: 8px; }
dialog::backdrop { background: rgb(0 0 0 / 45%); }
h2 { margin: 0 0 12px; font-size: 18px; }
dl { display: grid; grid-template-columns: auto 1fr; gap: 6px 18px; margin: 0 0 16px; }
dt { font-weight: 600; white-space: nowrap; }
dd { margin: 0; }
p { margin: 8px 0; }
input { box-sizing: border-box; width: 100%; min-height: 32px; padding: 0 8px; color: inherit; background: none;
  border: 1px solid; border-radius: 5px; font: 13px var(--st-code-font, monospace); }
svg { display: block; width: min(320px, 70vw, 55vh); margin: 8px auto; background: #fff; }
button { min-height: 32px; padding: 0 16px; color: inherit; background: none; font: inherit;
  border: 1px solid currentcolor; border-radius: 5px; cursor: pointer; }
:is(button, input):focus-visible { outline: 2px solid; outline-offset: 2px; }`;

/**
 * Open a dialog.
 * @param {Element} place whose colours it takes
 * @param {{ id: string, heading: string, onClose: () => void }} of
 * @param {Node[]} content
 */
export function openDialog(place, { id, heading, onClose }, content) {
  const host = make("div");
  const dialog = make("dialog", { "aria-labelledby": id, "data-testid": id }, make("h2", { id }, heading), ...content,
    make("form", { method: "dialog" }, make("button", {}, "Close")));
  dialog.onclick = (event) => {
    if (event.target === dialog) dialog.close(); // beside it
  };
  dialog.onclose = () => {
    host.remove();
    onClose();
  };
  place.append(host);
  host.attachShadow({ mode: "open" }).append(make("style", {}, STYLE), dialog);
  dialog.showModal();
  return dialog;
}
