// @ts-check
/** Light or dark: from the page around an element, or else from the system. */

import { isDark, isHex } from "./color.js";

/** @typedef {"light" | "dark"} Theme */

/**
 * The theme whose ground Streamlit gives to an element; null outside of Streamlit.
 * @param {Element} element
 * @returns {Theme | null}
 */
export function themeOfGround(element) {
  const ground = getComputedStyle(element).getPropertyValue("--st-background-color").trim();
  if (!isHex(ground)) return null;
  return isDark(ground) ? "dark" : "light";
}

/** @param {Element} element @returns {Theme} */
export function themeOf(element) {
  const wanted = element.closest("[data-theme]")?.getAttribute("data-theme");
  if (wanted === "light" || wanted === "dark") return wanted;
  const preferred = window.matchMedia("(prefers-color-scheme: dark)");
  return themeOfGround(element) ?? (preferred.matches ? "dark" : "light");
}

/**
 * Hand a palette to the style sheet.
 * @param {HTMLElement} element
 * @param {Record<string, unknown>} palette
 * @param {Theme} theme
 */
export function applyTheme(element, palette, theme) {
  for (const [name, value] of Object.entries(palette)) {
    if (typeof value === "string") element.style.setProperty(`--nv-${name}`, value);
  }
  element.style.colorScheme = theme;
}
