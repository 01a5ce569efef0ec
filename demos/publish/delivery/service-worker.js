/**
 * Keeps the site for readers without a network. The build writes `SITE` above: paths and hashes of `pages`, of `python`
 * and of `packages`. What a page has used is kept; once a demo was touched, all pages and Python; packages once they were used.
 *
 * What is kept is found by path and hash together: a file of another version is never taken for this one's, and what
 * has not changed is not fetched again. The browser itself checks each hash before anything is kept; but pages' not,
 * to which servers add what they like.
 */

const SCOPE = self.registration.scope;
const OURS = `fdnn:${new URL(SCOPE).pathname}:`;
const CACHE = `${OURS}1`; // the number changes with the form of what is kept
const PATIENCE_MS = 4000; // with a network that does not answer, where there is something kept
const ALL = { ...SITE.pages, ...SITE.python, ...SITE.packages };

self.addEventListener("install", (event) => event.waitUntil(renew()));
self.addEventListener("activate", (event) => event.waitUntil(forgetOthers()));
self.addEventListener("message", (event) => {
  const { type, urls } = event.data;
  if (type === "keep") event.waitUntil(keep(listed(urls.map(pathOf))));
  if (type === "keep all") event.waitUntil(keep({ ...SITE.pages, ...SITE.python }).then(() => self.clients.claim()));
  if (type === "take over") self.skipWaiting();
});
self.addEventListener("fetch", (event) => {
  const { request } = event;
  const path = pathOf(request.url);
  if (request.method !== "GET" || path === null) return;
  if (new URL(request.url).search.startsWith("?sha256-")) event.respondWith(keptFirst(event, path));
  else if (path in ALL || request.mode === "navigate") event.respondWith(freshFirst(event, path));
});

/** A path below the root, with the file that stands for a folder; null if the address lies elsewhere. */
function pathOf(url) {
  const { origin, pathname } = new URL(url);
  const root = new URL(SCOPE);
  if (origin !== root.origin || !pathname.startsWith(root.pathname)) return null;
  const path = decodeURIComponent(pathname.slice(root.pathname.length));
  return path === "" || path.endsWith("/") ? `${path}index.html` : path;
}

const keyOf = (path, integrity) => `${new URL(path, SCOPE)}?${encodeURIComponent(integrity)}`;

/**
 * Python's large files, asked for with their hash. “reload” asks for another copy: the one kept is damaged.
 * What each demo needs is kept after its first frame, not while that is waited for.
 */
async function keptFirst(event, path) {
  const { url, cache } = event.request;
  const ours = await caches.open(CACHE);
  const isDamaged = cache === "reload" && (await ours.delete(url));
  const found = await ours.match(url);
  if (found) return found;
  const fetched = fetch(event.request);
  if (isDamaged || path in SITE.packages) event.waitUntil(fetched.then(() => keep({ [path]: ALL[path] }), () => {}));
  return fetched;
}

/** Pages and scripts from the network; what is kept stands in where that fails or takes too long. */
async function freshFirst(event, path) {
  const isListed = path in ALL;
  const file = isListed ? path : "404.html";
  const found = await (await caches.open(CACHE)).match(keyOf(file, ALL[file]));
  const fetched = fetch(event.request);
  event.waitUntil(fetched.then(() => found || !isListed || keep({ [path]: ALL[path] }), () => {}));
  if (!found) return fetched;
  if (!isListed) return fetched.catch(() => found); // a newer version may have it, however late
  const late = new Promise((resolve) => setTimeout(resolve, PATIENCE_MS, found));
  return Promise.race([fetched.then((response) => (response.status < 500 ? response : found)).catch(() => found), late]);
}

/** Those of the paths that are the site's, with their hashes. */
const listed = (paths) => Object.fromEntries(paths.filter((path) => path in ALL).map((path) => [path, ALL[path]]));

/** Keep of this version what was kept of the last one. If not all of it can be fetched the last one stays: the browser tries again. */
async function renew() {
  const before = await (await caches.open(CACHE)).keys();
  const missed = await keep(listed(before.map(({ url }) => pathOf(url))));
  if (missed.length) throw new Error(`${missed.join(", ")} could not be fetched.`);
}

/**
 * Keep files that are not kept yet, one after the other: a reader may be dragging meanwhile.
 * @returns {Promise<string[]>} those that could not be fetched: there is no network, or another version is being put in place
 */
async function keep(files) {
  const missed = [];
  const cache = await caches.open(CACHE);
  const there = new Set((await cache.keys()).map(({ url }) => url));
  for (const [path, integrity] of Object.entries(files)) {
    const key = keyOf(path, integrity);
    if (there.has(key)) continue;
    const address = path in SITE.pages ? new URL(path.replace(/(^|\/)index\.html$/, "$1"), SCOPE) : key;
    const response = await download(address, path);
    if (response) await cache.put(key, response).catch(() => {}); // no room: it is asked for again when it is used
    else missed.push(path);
  }
  return missed;
}

/** The file, or null. Where a server leads elsewhere is another page, such as one to log in; but some have 404.html at another address. */
async function download(address, path) {
  try {
    const response = await fetch(address, { cache: "no-cache", integrity: path.endsWith(".html") ? "" : ALL[path] });
    if (!response.ok) return null;
    if (!response.redirected) return response;
    return path === "404.html" ? new Response(response.body, response) : null; // no navigation takes a redirected answer
  } catch {
    return null;
  }
}

async function forgetOthers() {
  for (const name of await caches.keys()) if (name.startsWith(OURS) && name !== CACHE) await caches.delete(name);
  const known = new Set(Object.entries(ALL).map(([path, integrity]) => keyOf(path, integrity)));
  const cache = await caches.open(CACHE);
  for (const { url } of await cache.keys()) if (!known.has(url)) await cache.delete(url);
}
