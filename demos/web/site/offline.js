/** The site without a network: has the service worker keep it, and offers a newer version when one is there. */

const root = new URL("../../../", import.meta.url);
const QUIET_MS = 1500;
const touched = new Promise((resolve) => {
  for (const type of ["fdnn:frame", "fdnn:leave"]) document.addEventListener(type, () => resolve(), { once: true });
});

/** Once a reader waits for nothing: a while after now, and after the last frame, with no Python on its way. */
function quiet() {
  return new Promise((resolve) => {
    let timer = 0;
    const wait = () => {
      clearTimeout(timer);
      timer = setTimeout(() => (document.querySelector("fdnn-demo[data-state=booting]") ? wait() : resolve()), QUIET_MS);
    };
    document.addEventListener("fdnn:frame", wait);
    wait();
  });
}

/** Where this cannot be, as in a private window, the site works as ever while there is a network. */
async function start() {
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

function follow(worker) {
  const isUpdate = Boolean(navigator.serviceWorker.controller);
  worker.addEventListener("statechange", () => isUpdate && worker.state === "installed" && offer(worker));
}

function offer(worker) {
  document.querySelector(".fdnn-update")?.remove();
  const notice = document.createElement("aside");
  notice.className = "fdnn-update";
  notice.innerHTML = `<p role="status"></p> <button type="button">Load it</button> <button type="button">Later</button>`;
  const [load, later] = notice.querySelectorAll("button");
  load.addEventListener("click", () => {
    const reload = () => ["activated", "redundant"].includes(worker.state) && location.reload();
    worker.addEventListener("statechange", reload);
    reload(); // another tab may have taken it
    worker.postMessage({ type: "take over" });
  });
  later.addEventListener("click", () => notice.remove());
  document.body.append(notice);
  notice.querySelector("p").textContent = "A newer version of this site is ready.";
}

const begin = () => quiet().then(start).catch(({ message }) => console.info(`Nothing is kept for use without a network: ${message}`));
if (navigator.serviceWorker) {
  if (document.readyState === "complete") begin();
  else addEventListener("load", begin, { once: true });
}
