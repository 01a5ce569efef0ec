/** Modules of the site: each can be imported in Node, which shows that importing does nothing to a page. */
import assert from "node:assert/strict";
import fs from "node:fs";
import { test } from "node:test";
import { PYODIDE_VERSION } from "../../../demos/web/python/pyodide/private-api.js";

const WEB = new URL("../../../demos/web/", import.meta.url);
const ENTRY = "site/main.js";
const modules = fs.readdirSync(WEB, { recursive: true }).filter((name) => name.endsWith(".js") && name !== ENTRY);
const lock = JSON.parse(fs.readFileSync(new URL("../../../demos/publish/runtime/vendor.lock.json", import.meta.url), "utf8"));
const own = JSON.parse(fs.readFileSync(new URL("../package.json", import.meta.url), "utf8"));

for (const name of modules) test(`${name} can be imported without a document`, () => import(new URL(name, WEB).href));

test("the version that private-api.js supports is the one that the site has", () => {
  assert.equal(PYODIDE_VERSION, lock.pyodide);
});

test("tests draw with the same version of uPlot as the site", () => {
  assert.ok(JSON.stringify(lock.origins.uplot).includes(`uplot@${own.devDependencies.uplot}`));
});
