/** State in the page's hash. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { entriesOf, replaceEntries } from "../../../demos/web/demo/address.js";

const isPlain = (key) => ["frequency", "bias"].includes(key);

test("a heading's hash has no entries", () => {
  for (const hash of ["", "#", "#the-cliff"]) assert.deepEqual(entriesOf(hash), []);
});

test("names and values are decoded, and what is malformed stays text", () => {
  assert.deepEqual(entriesOf("#a=7%20&b=%E0%A4%A&c"), [["a", "7 "], ["b", "\ufffd%A"], ["c", ""]]);
});

test("a demo's entries are replaced, those of others and unknown ones stay", () => {
  const hash = replaceEntries("#frequency=7&other.depth=2&utm_source=mail", isPlain, [["bias", "-0.5"]]);
  assert.equal(hash, "#other.depth=2&utm_source=mail&bias=-0.5");
});

test("a hash without entries is empty, and a heading's is replaced", () => {
  assert.equal(replaceEntries("#frequency=7", isPlain, []), "");
  assert.equal(replaceEntries("#the-cliff", isPlain, [["bias", "1"]]), "#bias=1");
});

test("what is written is read again", () => {
  for (const value of ["a b&c=d#e", "ü", "100%"]) assert.deepEqual(entriesOf(replaceEntries("", isPlain, [["bias", value]])), [["bias", value]]);
});
