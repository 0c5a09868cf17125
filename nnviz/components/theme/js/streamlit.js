// @ts-check
/** Reports the page's theme to Python when Python knows another one. */

import { themeOfGround } from "../../shared/js/theme.js";

/** @typedef {import("../../shared/js/instances.js").Call<{ theme: string }>} ThemeCall */

/** @param {ThemeCall} call */
export default function reportTheme({ data, parentElement, setStateValue }) {
  const host = parentElement instanceof ShadowRoot ? parentElement.host : parentElement;
  const theme = themeOfGround(host);
  if (theme && theme !== data.theme) setStateValue("theme", theme);
}
