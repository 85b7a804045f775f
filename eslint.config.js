import js from "@eslint/js";
import globals from "globals";

const neverMarkup = {
  "no-restricted-properties": [
    "error",
    ...["innerHTML", "outerHTML", "insertAdjacentHTML"].map((property) => ({
      property,
      message: "Words of an article never become markup: use textContent.",
    })),
  ],
  "no-eval": "error",
  "no-implied-eval": "error",
  eqeqeq: "error",
  "prefer-const": "error",
  "no-var": "error",
};

export default [
  { ignores: ["dashboard/static/lib/"] },
  js.configs.recommended,
  { rules: neverMarkup },
  { files: ["dashboard/*.js"], languageOptions: { globals: globals.node } },
  {
    files: ["dashboard/static/*.js", "dashboard/static/map/*.js", "dashboard/snapshot/*.js"],
    languageOptions: { sourceType: "script", globals: { ...globals.browser, L: "readonly" } },
  },
  { files: ["dashboard/views/*.js"], languageOptions: { globals: globals.browser } },
  {
    files: ["benchmarks/dashboard/*.js"],
    languageOptions: { sourceType: "script", globals: globals.browser },
  },
];
