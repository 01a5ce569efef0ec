/** The site without a network: has the service worker keep it, and offers a newer version when there is one. */

const root = new URL("../../../", import.meta.url);
const QUIET_MS = 1500;

/** Keep the site for use without a network, once the reader waits for nothing. */
export function keepOffline() {
  if (!navigator.serviceWorker) return;
  const touched = new Promise((resolve) => {
    for (const type of ["fdnn:frame", "fdnn:leave"]) document.addEventListener(type, resolve, { once: true });
  });
  const begin = () => quiet().then(() => start(touched)).catch(({ message }) => console.info(`Nothing is kept for use without a network: ${message}`));
  if (document.readyState === "complete") begin();
  else addEventListener("load", begin, { once: true });
}

/** Resolves a while after now and after the last frame, when no Python is being started. */
function quiet() {
  return new Promise((resolve) => {
    /** @type {ReturnType<typeof setTimeout>} */
    let timer;
    const wait = () => {
      clearTimeout(timer);
      timer = setTimeout(() => (document.querySelector("fdnn-demo[data-state=booting]") ? wait() : done()), QUIET_MS);
    };
    const done = () => {
      document.removeEventListener("fdnn:frame", wait);
      resolve(undefined);
    };
    document.addEventListener("fdnn:frame", wait);
    wait();
  });
}

/**
 * Register the service worker. Where that fails, as in a private window, the site works as long as there is a network.
 * @param {Promise<unknown>} touched resolves when a demo has been used
 */
async function start(touched) {
  const registration = await navigator.serviceWorker.register(new URL("service-worker.js", root), { updateViaCache: "none" });
  registration.addEventListener("updatefound", () => follow(registration.installing));
  if (registration.waiting) offer(registration.waiting);
  if (navigator.connection?.saveData) return; // what is used is kept all the same
  const { active } = await navigator.serviceWorker.ready;
  const loaded = performance.getEntriesByType("resource").map(({ name }) => name);
  active.postMessage({ type: "keep", urls: [location.href, ...loaded] });
  await touched.then(quiet);
  active.postMessage({ type: "keep all" });
}

/** @param {ServiceWorker} worker that is being installed */
function follow(worker) {
  const isUpdate = Boolean(navigator.serviceWorker.controller);
  worker.addEventListener("statechange", () => isUpdate && worker.state === "installed" && offer(worker));
}

/** @param {ServiceWorker} worker of the newer version */
function offer(worker) {
  document.querySelector(".fdnn-update")?.remove();
  const notice = document.createElement("aside");
  notice.className = "fdnn-update";
  notice.innerHTML = `<p role="status"></p> <button type="button">Load it</button> <button type="button">Later</button>`;
  const [load, later] = notice.querySelectorAll("button");
  load.addEventListener("click", () => {
    const reload = () => ["activated", "redundant"].includes(worker.state) && location.reload();
    worker.addEventListener("statechange", reload);
    reload(); // another tab may have activated it
    worker.postMessage({ type: "take over" });
  });
  later.addEventListener("click", () => notice.remove());
  document.body.append(notice);
  notice.querySelector("p").textContent = "A newer version of this site is ready.";
}
