/** Light or dark: from the page around the player, or else from the system. */

import { rgb } from "./colors.js";

/** @returns {"light" | "dark"} */
export function themeOf(element) {
  const wanted = element.closest("[data-theme]")?.dataset.theme;
  if (wanted === "light" || wanted === "dark") return wanted;
  const ground = getComputedStyle(element).getPropertyValue("--st-background-color").trim();
  if (/^#[0-9a-f]{6}$/i.test(ground)) {
    const [r, g, b] = rgb(ground);
    return 0.299 * r + 0.587 * g + 0.114 * b < 128 ? "dark" : "light";
  }
  return window.matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
}

/** Hand the palette to the style sheet. */
export function applyTheme(element, palette, theme) {
  for (const [name, value] of Object.entries(palette)) {
    if (typeof value === "string") element.style.setProperty(`--nv-${name}`, value);
  }
  element.style.colorScheme = theme;
}
