import js from "@eslint/js";
import globals from "globals";

export default [
  js.configs.recommended,
  {
    languageOptions: { ecmaVersion: 2025, sourceType: "module" },
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: {
      eqeqeq: ["error", "always", { null: "ignore" }],
      "no-shadow-restricted-names": "error",
      "no-unused-vars": ["error", { args: "after-used", argsIgnorePattern: "^_" }],
      "no-var": "error",
      "object-shorthand": "error",
      "prefer-const": "error",
    },
  },
  { files: ["**/*.mjs"], languageOptions: { globals: { ...globals.node, WebAssembly: "readonly" } } },
  { files: ["**/*.js"], languageOptions: { globals: { ...globals.browser, ...globals.worker } } },
  // the build writes SITE above the service worker
  { files: ["**/service-worker.js"], languageOptions: { globals: { ...globals.serviceworker, SITE: "readonly" } } },
];
