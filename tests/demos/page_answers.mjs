/** Answers of the page's scripts, for tests that compare them with Python: reads questions and writes answers as JSON. */
import { readFileSync } from "node:fs";
import { resample } from "../../demos/web/controls/centre-crop.js";
import { MAX_PIXELS, MAX_SECONDS, MIN_SAMPLES } from "../../demos/web/controls/decode.js";
import { parse } from "../../demos/web/controls/validation.js";
import { isVisible } from "../../demos/web/controls/visibility.js";
import { COARSE } from "../../demos/web/draw/image.js";
import { typeset } from "../../demos/web/draw/typeset.js";

const ANSWERS = {
  parse: ([rule, text]) => parse(rule, text).value ?? null,
  visible: ([when, values]) => isVisible(when, (name) => values[name]),
  typeset,
  limit: (name) => ({ COARSE, MAX_PIXELS, MAX_SECONDS, MIN_SAMPLES })[name],
  resample: ({ length, side, rgba }) => [...resample(length, side, () => ({ data: rgba, height: length })).samples],
};
const { kind, questions } = JSON.parse(readFileSync(0, "utf8"));
process.stdout.write(JSON.stringify(questions.map(ANSWERS[kind])));
