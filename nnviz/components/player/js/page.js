// @ts-check
/** Entry for a page that holds its run: the player without a server. */

import { make } from "../../shared/js/dom.js";
import { mount } from "./mount.js";
import { KeptParts, openMessage, unpack } from "./wire.js";

/**
 * @param {HTMLElement} root
 * @param {string} text the message, in base64
 * @param {import("./types.js").PlayerOptions} [options]
 */
export async function openPage(root, text, options = { address: "player" }) {
  try {
    const message = await openMessage(Uint8Array.from(atob(text), (character) => character.charCodeAt(0)));
    const { payload } = await unpack(message, new KeptParts());
    mount(root, payload, options);
  } catch (error) {
    root.replaceChildren(make("p", { role: "alert" }, error instanceof Error ? error.message : String(error)));
  }
}
