/** The client and the worker's server, connected without a browser, around a Python that the tests control. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { Client, Stopped } from "../../../demos/web/python/client.js";
import { serve } from "../../../demos/web/python/worker.js";

/** A worker in this thread: messages are cloned and arrive later, as between threads. */
class LocalWorker {
  #ended = false;

  constructor(startPython) {
    this.scope = { onmessage: null, postMessage: (message) => this.#deliver(() => this.onmessage({ data: structuredClone(message) })) };
    serve(this.scope, startPython);
  }

  postMessage(message) {
    const data = structuredClone(message);
    this.#deliver(() => this.scope.onmessage({ data }));
  }

  terminate() {
    this.#ended = true;
  }

  #deliver(act) {
    setImmediate(() => this.#ended || act());
  }
}

/** A Python that answers with its own arguments. */
function echo(answers = {}) {
  return async (report) => {
    report({ stage: "Fetching Python", loaded: 1, total: 2 });
    return {
      start: "snapshot",
      fetchPackages: async (names, progress) => names.length && progress({ stage: `Fetching ${names}`, loaded: 0, total: 1 }),
      call: async (method, ...given) => answers[method]?.(...given) ?? { answer: { method, given: given.map(String) }, arrays: [] },
    };
  };
}

const connect = (startPython) => new Client(() => new LocalWorker(startPython));
const frame = (figures) => ({ answer: { figures, progress: 1 }, arrays: [] });

test("Python starts on the first request, reports its progress, and starts once", async () => {
  let starts = 0;
  const client = connect((report) => (starts++, echo()(report)));
  const states = [];
  client.addEventListener("state", ({ detail }) => states.push(detail.state));
  await Promise.all([client.compute("a"), client.compute("b")]);
  assert.equal(starts, 1);
  assert.deepEqual(states, ["booting", "booting", "live"]);
  assert.equal(client.status.start, "snapshot");
});

test("replies reach the request that they answer", async () => {
  const client = connect(echo());
  const [a, b] = await Promise.all([client.compute("a"), client.compute("b")]);
  assert.deepEqual([a.given, b.given], [["a"], ["b"]]);
  assert.ok(a.ms >= 0);
});

test("arrays arrive with their shapes", async () => {
  const run = (_name, values, arrays) => ({
    answer: { figures: { a: { levels: { array: 0, shape: JSON.parse(values).picture.shape } } }, progress: 1 },
    arrays: [arrays[0].map((value) => 2 * value)],
  });
  const { figures } = await connect(echo({ run })).run("demo", { picture: { samples: Uint8Array.of(1, 2), shape: [1, 2] } });
  assert.deepEqual([...figures.a.levels], [2, 4]);
  assert.deepEqual(figures.a.levels.shape, [1, 2]);
});

test("figures and groups that have not changed are those of the frame before", async () => {
  const frames = [frame({ a: { kind: "Plot" }, b: { groups: [{ x: 1 }, { x: 2 }] } }), frame({ a: null, b: { groups: [null, { x: 3 }] } })];
  const client = connect(echo({ run: () => frames.shift() }));
  await client.run("demo", {});
  const { figures } = await client.run("demo", {});
  assert.deepEqual(figures, { a: { kind: "Plot" }, b: { groups: [{ x: 1 }, { x: 3 }] } });
});

test("a demo's error rejects its request, names the control, and Python goes on", async () => {
  const run = () => ({ error: { message: "frequency must be at most 32, got 60", control: "frequency" }, arrays: [] });
  const client = connect(echo({ run }));
  await assert.rejects(client.run("demo", {}), { message: "frequency must be at most 32, got 60", control: "frequency" });
  assert.equal(client.status.state, "live");
});

test("a package that cannot be fetched rejects only the request that needs it", async () => {
  const startPython = async (report) => ({
    ...(await echo()(report)),
    fetchPackages: async (names) => {
      if (names.length) throw new Error("matplotlib could not be loaded.");
    },
  });
  const client = connect(startPython);
  await assert.rejects(client.save("demo", "a", "svg"), /The file could not be made: matplotlib could not be loaded\./);
  await client.save("demo", "a", "csv");
});

test("what waits for a package is given up for newer values", async () => {
  const requested = Promise.withResolvers();
  const fetched = Promise.withResolvers();
  const startPython = async (report) => ({
    ...(await echo({ run: () => frame({}) })(report)),
    async fetchPackages(names) {
      if (!names.length) return;
      requested.resolve();
      await fetched.promise;
    },
  });
  const client = connect(startPython);
  await client.run("demo", {});
  const advancing = client.advance("demo", ["scipy"], false);
  await requested.promise;
  await client.run("demo", {});
  fetched.resolve();
  await assert.rejects(advancing, Stopped);
});

test("a crash rejects every pending request, and the next one starts Python again", async () => {
  let crashes = true;
  const run = () => {
    if (crashes) throw new RangeError("Out of memory");
    return frame({});
  };
  const client = connect(echo({ run }));
  const pending = [client.run("demo", {}), client.compute("a")];
  for (const { status } of await Promise.allSettled(pending)) assert.equal(status, "rejected");
  assert.deepEqual(client.status, { state: "failed", message: "Python stopped: Out of memory" });
  crashes = false;
  await client.run("demo", {});
  assert.equal(client.status.state, "live");
});

test("Stop rejects with Stopped, and demos must be run again before they can be advanced", async () => {
  const client = connect(echo({ run: () => frame({}) }));
  await client.run("demo", {});
  assert.ok(client.holds("demo"));
  const pending = client.compute("a");
  await null;
  client.stop();
  await assert.rejects(pending, Stopped);
  assert.ok(!client.holds("demo"));
});

test("a start that fails is reported, and tried again on request", async () => {
  let fails = true;
  const client = connect(async (report) => {
    if (fails) throw new Error("manifest.json could not be fetched.");
    return echo()(report);
  });
  await assert.rejects(client.compute("a"), /manifest\.json could not be fetched/);
  fails = false;
  await client.compute("a");
});

test("a worker that cannot be made is reported", async () => {
  const client = new Client(() => {
    throw new Error("this browser has no WebAssembly");
  });
  client.prepare();
  await assert.rejects(client.boot(), /Python could not be started: this browser has no WebAssembly\./);
});

test("a message that is none ends Python with a reason", async () => {
  const worker = new LocalWorker(echo());
  const client = new Client(() => worker);
  await client.boot();
  worker.scope.postMessage({ type: "done", id: 1 });
  await new Promise((resolve) => client.addEventListener("state", resolve));
  assert.match(client.status.message, /answer of message “done” must be of type object/);
});

test("a start without progress fails after its time awake", async (t) => {
  const client = connect(() => new Promise(() => {}));
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const booted = client.boot();
  for (let second = 0; second < 29; second++) t.mock.timers.tick(1000);
  assert.equal(client.status.state, "booting");
  for (let second = 0; second < 3; second++) t.mock.timers.tick(1000);
  await assert.rejects(booted, /made no progress for 30 seconds/);
});
