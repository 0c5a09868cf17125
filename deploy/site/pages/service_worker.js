// @ts-check
/** Keeps the site's files in the browser, for the next visit and without a network; fetches the large ones compressed. */

const VERSION = "%version%"; // of all files: another version has a store of its own
const COMPRESSED = new Set("%compressed%".split("|")); // paths of files that lie there as ".gz" as well
const PAGES = "%pages%".split("|"); // what any page needs before it can ask for anything
const LATER = "%later%".split("|"); // what is kept once the app is there, for pages that were not opened yet

const TYPES = /** @type {Record<string, string>} */ ({
  css: "text/css", js: "text/javascript", json: "application/json", mjs: "text/javascript", wasm: "application/wasm",
});

/** @type {any} the global object of a service worker */
const worker = self;
const PREFIX = `nnviz-site-${new URL(worker.registration.scope).pathname}-`; // one web space may hold several sites
const STORE = `${PREFIX}${VERSION}`;

worker.addEventListener("install", (/** @type {any} */ event) => {
  // A new version waits until no page of the old one is open, which may still ask for its files.
  event.waitUntil(caches.open(STORE).then((store) => store.addAll(PAGES)));
});

worker.addEventListener("activate", (/** @type {any} */ event) => {
  event.waitUntil(removeOthers().then(() => worker.clients.claim()));
});

worker.addEventListener("fetch", (/** @type {any} */ event) => {
  /** @type {Request} */
  const request = event.request;
  const isOurs = request.url.startsWith(worker.registration.scope);
  if (request.method === "GET" && isOurs) event.respondWith(answer(request));
});

worker.addEventListener("message", (/** @type {any} */ event) => {
  if (event.data === "keep the rest") event.waitUntil(keepRest());
});

/** One after the other: what somebody waits for comes first. */
async function keepRest() {
  for (const path of LATER) {
    await answer(new Request(new URL(path, worker.registration.scope))).catch(() => null);
  }
}

/** Remove the stores of other versions. */
async function removeOthers() {
  const names = (await caches.keys()).filter((name) => name.startsWith(PREFIX) && name !== STORE);
  await Promise.all(names.map((name) => caches.delete(name)));
}

/** @param {Request} request @returns {Promise<Response>} */
async function answer(request) {
  const store = await caches.open(STORE);
  // The settings in an address are the app's; the file is the same.
  const kept = await store.match(request, { ignoreSearch: true, ignoreVary: true });
  if (kept) return kept;
  const fetched = await fetchSmall(request);
  if (fetched.ok && !fetched.redirected) await store.put(keyOf(request), fetched.clone());
  return fetched;
}

/** Fetch a file, compressed if it lies there so. @param {Request} request @returns {Promise<Response>} */
async function fetchSmall(request) {
  const url = new URL(keyOf(request));
  const path = decodeURIComponent(url.pathname.slice(new URL(worker.registration.scope).pathname.length));
  if (!COMPRESSED.has(path)) return fetch(request);
  const packed = await fetch(`${url.href}.gz`);
  if (!packed.ok || !packed.body) return fetch(request);
  // A server may have said that the file is encoded; then the browser has undone it already.
  if (packed.headers.get("Content-Encoding")) return fetch(request);
  const type = TYPES[path.split(".").at(-1) ?? ""];
  const whole = await new Response(packed.body.pipeThrough(new DecompressionStream("gzip"))).arrayBuffer();
  return new Response(whole, { headers: { "Content-Type": type } });
}

/** @param {Request} request @returns {string} its address without settings */
function keyOf(request) {
  const url = new URL(request.url);
  url.search = "";
  url.hash = "";
  return url.href;
}
