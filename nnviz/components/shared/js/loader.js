// @ts-check
/**
 * What Streamlit is given as a component's code. It sends that code with every change of the data, so this is short: the
 * program itself is a file that the browser fetches once.
 */

import { make } from "./dom.js";

/** @typedef {import("./instances.js").Call<unknown>} AnyCall */
/** @typedef {{ default: (call: AnyCall) => (() => void) | void, SHEET: string }} Program */

const ADDRESS = ""; // nnviz/components/shared/programs.py puts the program's address here

/** @type {Promise<Program>} */
// eslint-disable-next-line no-restricted-syntax -- it is another program, not a module of this one
const program = import(new URL(ADDRESS, document.baseURI).href);

/** Places that are gone, in case they go before the program is there. @type {WeakSet<object>} */
const gone = new WeakSet();

/** @param {AnyCall} call */
export default function load(call) {
  const { parentElement } = call;
  gone.delete(parentElement);
  let end = () => {};
  program.then(
    (loaded) => {
      if (gone.has(parentElement)) return;
      if (loaded.SHEET && !parentElement.querySelector("style")) parentElement.append(make("style", {}, loaded.SHEET));
      end = loaded.default(call) ?? end;
    },
    () => parentElement.append(make("p", { role: "alert" },
      "A part of this page could not be fetched. Reload the page; your settings are in its address.")),
  );
  return () => {
    gone.add(parentElement);
    end();
  };
}
