/** What the standard asks of HTML; off is what it leaves to taste, and what axe-core judges in the page itself. */
export default {
  root: true,
  extends: ["html-validate:standard"],
  rules: {
    "no-trailing-whitespace": "off",
    "doctype-style": "off",
    "valid-id": ["error", { relaxed: true }],
    "unique-landmark": "off", // axe-core sees which of the theme's menus are hidden
    "wcag/h32": "off", // the controls of a demo act at once: there is nothing to submit
  },
};
