/** The Python shown under a demo. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { hasOwnFile, snippet } from "../../../demos/web/demo/snippet.js";
import { withLabel } from "../../../demos/web/demo/runs.js";
import { citation } from "../../../demos/web/demo/share.js";

const controls = (values, changed) => ({ values: () => values, changed: () => Object.fromEntries(changed.map((name) => [name, String(values[name])])) });

test("it has the values that differ from the defaults, as Python literals", () => {
  const code = snippet("xray", controls({ frequency: 5, activation: "sin", envelope: true }, ["activation", "envelope"]));
  assert.equal(code, 'from demos import load\n\nfigures = load("xray")(activation="sin", envelope=True)');
});

test("files of the reader's stand as what the reader must put in", () => {
  const own = controls({ picture: { samples: new Uint8Array(3), shape: [1, 1, 3] }, records: [{ name: "run.json", text: "{}" }] }, []);
  assert.ok(hasOwnFile(own));
  assert.equal(snippet("cliff", own), 'from pathlib import Path\n\nfrom demos import load\n\nfigures = load("cliff")(picture=your_own_array, records=[Path("run.json")])');
  assert.ok(!hasOwnFile(controls({ frequency: 5, documents: [], mask: null }, [])));
});

test("a citation has the address, whatever is in it, and the date", () => {
  const template = { bibtex: "url = {ADDRESS}, urldate = {DATE}", address: "ADDRESS", date: "DATE" };
  assert.equal(citation(template, "https://a.org/#b=$&", new Date("2026-05-04T12:00Z")), "url = {https://a.org/#b=$&}, urldate = {2026-05-04}");
});

test("an error of Python's names the control by its label", () => {
  assert.equal(withLabel("n must be even, got 3", "n", "Length"), "Length must be even, got 3");
  assert.equal(withLabel("TypeError: n", "n", "Length"), "TypeError: n");
});
