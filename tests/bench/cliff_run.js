/** Time one complete measurement in Sparsity Cliff and one that is stopped, and the delays that they cause in the page. */

const demo = document.querySelector("fdnn-demo");
const play = /** @type {HTMLButtonElement} */ (demo.querySelector("[data-player=play]"));
const bar = /** @type {HTMLProgressElement} */ (demo.querySelector(".fdnn-player progress"));
const tasks = [];
const gaps = [];
let frames = 0;

const nextFrame = () => new Promise((resolve) => demo.addEventListener("fdnn:frame", resolve, { once: true }));
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
const until = async (holds) => {
  while (!holds()) await pause(20);
};

/** Record how late repeated timers fire: for that long the page could not have responded. */
async function watchTimer(watched) {
  while (watched.going) {
    const begin = performance.now();
    await pause(5);
    gaps.push(performance.now() - begin - 5);
  }
}

if (PerformanceObserver.supportedEntryTypes.includes("longtask")) {
  new PerformanceObserver((list) => tasks.push(...list.getEntries().map(({ duration }) => duration))).observe({ type: "longtask" });
}
demo.addEventListener("fdnn:frame", () => (frames += 1));

export async function measureRun() {
  const live = nextFrame();
  /** @type {HTMLButtonElement} */ (demo.querySelector("[data-action=start]")).click();
  await live;

  [tasks.length, frames] = [0, 0];
  const watched = { going: true };
  watchTimer(watched);
  const begin = performance.now();
  play.click();
  await until(() => play.textContent !== play.dataset.pause);
  const seconds = (performance.now() - begin) / 1000;
  watched.going = false;
  const finished = bar.value === 1;
  const sentence = demo.querySelector("[data-figure=sentence] .fdnn-body").textContent;
  const rounds = Number(/ of (\d+) rounds/.exec(demo.querySelector("[data-figure=record]:not([hidden]) .fdnn-body")?.textContent)?.[1] ?? 0);
  const seen = { seconds, finished, rounds, frames, sentence, task: Math.max(0, ...tasks), late: Math.max(0, ...gaps) };
  return { ...seen, stop: await measureStop() };
}

/** Return the milliseconds from the click on Stop until the page shows the last requested frame. */
async function measureStop() {
  const seed = /** @type {HTMLInputElement} */ (demo.querySelector("[name=seed]"));
  const restarted = nextFrame();
  seed.value = "1";
  seed.dispatchEvent(new Event("input", { bubbles: true }));
  await restarted;
  play.click();
  await until(() => bar.value > 0.2);
  const last = nextFrame();
  const begin = performance.now();
  play.click();
  await last;
  return performance.now() - begin;
}
