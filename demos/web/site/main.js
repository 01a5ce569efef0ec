/** The site's one entry: starts each feature of the page. No other module does anything when it is imported. */

import { stopRecording } from "../demo/early-clicks.js";
import { defineDemo } from "../demo/element.js";
import { defineClaim } from "./claims.js";
import { makeDrawerAccessible } from "./drawer.js";
import { defineTerm } from "./glossary-terms.js";
import { followLinks } from "./navigation.js";
import { keepOffline } from "./offline.js";

for (const start of [defineDemo, stopRecording, keepOffline, defineClaim, defineTerm, makeDrawerAccessible, followLinks]) {
  try {
    start();
  } catch (error) {
    reportError(error); // the others work without it
  }
}
