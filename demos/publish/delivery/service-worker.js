/**
 * Service worker: caches the site for reading without a network. The build writes `SITE` above this file: paths and hashes
 * of `pages`, `python` and `packages`. Files are cached once a page has used them; after the first frame of a demo, all
 * pages and Python are; packages after their first use.
 *
 * Cache keys contain the path and the hash of a file. So a file of another version is never served, and an unchanged file
 * is not downloaded again. The browser checks each hash before a file is cached, except those of pages, because some
 * servers insert code into pages.
 */

const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));
const SCOPE = worker.registration.scope;
const PREFIX = `fdnn:${new URL(SCOPE).pathname}:`;
const CACHE = `${PREFIX}1`; // increase the number when the format of the cache changes
const TIMEOUT_MS = 4000; // awake, for a network that does not answer, if the cache has the file
const TICKS = 8; // the timeout is divided into so many: sleep lengthens only one of them
const ALL = { ...SITE.pages, ...SITE.python, ...SITE.packages };

worker.addEventListener("install", (event) => event.waitUntil(updateCache()));
worker.addEventListener("activate", (event) => event.waitUntil(deleteOutdated()));
worker.addEventListener("message", (event) => {
  const { type, urls } = event.data;
  if (type === "keep") event.waitUntil(cacheFiles(listed(urls.map(pathOf))));
  if (type === "keep all") event.waitUntil(cacheFiles({ ...SITE.pages, ...SITE.python }).then(() => worker.clients.claim()));
  if (type === "take over") worker.skipWaiting();
});
worker.addEventListener("fetch", (event) => {
  const { request } = event;
  const path = pathOf(request.url);
  if (request.method !== "GET" || path === null) return;
  if (new URL(request.url).search.startsWith("?sha256-")) event.respondWith(cacheFirst(event, path));
  else if (path in ALL || request.mode === "navigate") event.respondWith(networkFirst(event, path));
});

/** A URL's path relative to the site's root, with index.html for a folder; null for a URL outside the site. */
function pathOf(url) {
  const { origin, pathname } = new URL(url);
  const root = new URL(SCOPE);
  if (origin !== root.origin || !pathname.startsWith(root.pathname)) return null;
  const path = decodeURIComponent(pathname.slice(root.pathname.length));
  return path === "" || path.endsWith("/") ? `${path}index.html` : path;
}

const keyOf = (path, integrity) => `${new URL(path, SCOPE)}?${encodeURIComponent(integrity)}`;

/**
 * Serve Python's large files, which are requested with their hash. The cache mode “reload” means that the cached copy
 * is damaged. What every demo needs is cached after the first frame, so as not to delay it.
 */
async function cacheFirst(event, path) {
  const { url, cache } = event.request;
  const files = await caches.open(CACHE);
  const isDamaged = cache === "reload" && (await files.delete(url));
  const found = await files.match(url);
  if (found) return found;
  const fetched = fetch(event.request);
  if (isDamaged || path in SITE.packages) event.waitUntil(fetched.then(() => cacheFiles({ [path]: ALL[path] }), () => {}));
  return fetched;
}

/** Serve pages and scripts from the network, or from the cache if the network fails or takes too long. */
async function networkFirst(event, path) {
  const isListed = path in ALL;
  const file = isListed ? path : "404.html";
  const found = await (await caches.open(CACHE)).match(keyOf(file, ALL[file]));
  const fetched = fetch(event.request);
  event.waitUntil(fetched.then(() => (found || !isListed ? null : cacheFiles({ [path]: ALL[path] })), () => null));
  if (!found) return fetched;
  if (!isListed) return fetched.catch(() => found); // no timeout: a newer version of the site may have the page
  return Promise.race([fetched.then((response) => (response.status < 500 ? response : found)).catch(() => found), timeout().then(() => found)]);
}

/** Resolve after `TIMEOUT_MS` during which the computer does not sleep: after sleep, an ordinary timeout is overdue at once. */
async function timeout() {
  for (let tick = 0; tick < TICKS; tick++) await new Promise((resolve) => setTimeout(resolve, TIMEOUT_MS / TICKS));
}

/** The paths that belong to the site, with their hashes. */
const listed = (paths) => Object.fromEntries(paths.filter((path) => path in ALL).map((path) => [path, ALL[path]]));

/** Cache this version of the files that were cached before. If a download fails, the old version stays and the browser retries later. */
async function updateCache() {
  const before = await (await caches.open(CACHE)).keys();
  const missing = await cacheFiles(listed(before.map(({ url }) => pathOf(url))));
  if (missing.length) throw new Error(`${missing.join(", ")} could not be fetched.`);
}

/**
 * Cache files that are not cached yet, one at a time, because a reader may be dragging meanwhile.
 * @returns {Promise<string[]>} those that could not be downloaded, without a network or during an update of the site
 */
async function cacheFiles(files) {
  const missing = [];
  const cache = await caches.open(CACHE);
  const cached = new Set((await cache.keys()).map(({ url }) => url));
  for (const [path, integrity] of Object.entries(files)) {
    const key = keyOf(path, integrity);
    if (cached.has(key)) continue;
    const address = path in SITE.pages ? new URL(path.replace(/(^|\/)index\.html$/, "$1"), SCOPE) : key;
    const response = await download(address, path);
    if (response) await cache.put(key, response).catch(() => {}); // storage is full: retried on the next use
    else missing.push(path);
  }
  return missing;
}

/** The response, or null. A redirect leads to another page, such as a login; but some hosts redirect 404.html to another URL. */
async function download(address, path) {
  try {
    const response = await fetch(address, { cache: "no-cache", integrity: path.endsWith(".html") ? "" : ALL[path] });
    if (!response.ok) return null;
    if (!response.redirected) return response;
    return path === "404.html" ? new Response(response.body, response) : null; // browsers refuse redirected responses to a navigation
  } catch {
    return null;
  }
}

async function deleteOutdated() {
  for (const name of await caches.keys()) if (name.startsWith(PREFIX) && name !== CACHE) await caches.delete(name);
  const current = new Set(Object.entries(ALL).map(([path, integrity]) => keyOf(path, integrity)));
  const cache = await caches.open(CACHE);
  for (const { url } of await cache.keys()) if (!current.has(url)) await cache.delete(url);
}
