/** Style of the JavaScript: the components' modules and their tests under node. */

import js from "@eslint/js";
import globals from "globals";

// The bundler joins modules by their text, so they keep to a small dialect (nnviz/components/bundle.py).
const notInDialect = [
  ["ImportDefaultSpecifier", "Import names in braces."],
  ["ImportNamespaceSpecifier", "Import names in braces."],
  ["ImportDeclaration[specifiers.length=0]", "Import names: a joined module runs anyway."],
  ["ImportDeclaration[source.value!=/^\\.{1,2}\\u002F.*\\.js$/]", "Import files of the components, by relative paths."],
  ["ImportExpression", "Joined modules cannot be loaded later."],
  ["ExportAllDeclaration", "Put export before a declaration."],
  ["ExportNamedDeclaration[declaration=null]", "Put export before a declaration."],
  ["Program > VariableDeclaration[kind='var']", "Use const or let."],
];

export default [
  { ignores: ["**/node_modules/", "**/.venv/", "docs/", "build/", "site/"] },
  js.configs.recommended,
  {
    rules: {
      eqeqeq: "error",
      "max-lines": ["error", { max: 320 }],
      "max-params": ["error", { max: 7 }],
      "no-shadow": "error",
      "no-var": "error",
      "object-shorthand": "error",
      "prefer-const": "error",
      "prefer-template": "error",
    },
  },
  {
    files: ["nnviz/components/**/*.js"],
    languageOptions: { globals: globals.browser },
    rules: {
      "no-restricted-syntax": ["error", ...notInDialect.map(([selector, message]) => ({ selector, message }))],
      "no-restricted-properties": [
        "error",
        { property: "innerHTML", message: "Text goes in as text: use textContent." },
      ],
    },
  },
  { files: ["deploy/site/pages/*.js"], languageOptions: { globals: globals.browser } },
  { files: ["tests/js/**/*.js", "deploy/site/*.mjs", "*.js"], languageOptions: { globals: globals.node } },
];
