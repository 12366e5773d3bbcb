// New figures as soon as there are any: the page is fetched again, and what is marked data-live is exchanged.

const FORM_FIELD = "input:not([type=hidden]), select, textarea";

/** True while somebody is filling something in there. */
function inUse(element) {
  const focused = document.activeElement;
  return Boolean(focused && element.contains(focused) && focused.matches(FORM_FIELD));
}

const focusable = (element) => [...element.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex]")];

/** What the reader did in an element, so that it can be done again in its successor. */
function stateOf(element) {
  const focused = element.contains(document.activeElement) ? document.activeElement : null;
  return {
    focus: focused ? { id: focused.id, at: focusable(element).indexOf(focused) } : null,
    open: [...element.querySelectorAll("details")].map((one) => one.open),
    scrolled: [...element.querySelectorAll(".app-scroll, .drawing, .scroll")].map((one) => [one.scrollLeft, one.scrollTop]),
    sorted: [...element.querySelectorAll("table")].map((table) => {
      const heads = [...table.querySelectorAll("thead th")];
      const at = heads.findIndex((head) => head.hasAttribute("aria-sort"));
      return at < 0 ? null : { at, down: heads[at].getAttribute("aria-sort") === "descending" };
    }),
  };
}

function restore(element, state) {
  [...element.querySelectorAll("details")].forEach((one, at) => { if (state.open[at] !== undefined) one.open = state.open[at]; });
  [...element.querySelectorAll("table")].forEach((table, at) => { if (state.sorted[at]) sortBy(table, state.sorted[at].at, state.sorted[at].down); });
  [...element.querySelectorAll(".app-scroll, .drawing, .scroll")].forEach((one, at) => { if (state.scrolled[at]) [one.scrollLeft, one.scrollTop] = state.scrolled[at]; });
  if (state.focus) {
    const again = (state.focus.id && document.getElementById(state.focus.id)) || focusable(element)[state.focus.at];
    if (again) again.focus({ preventScroll: true });
  }
}

/** Exchanges what is marked, and says whether anything was left as it is because somebody is in it. */
function exchange(fresh) {
  let left = false;
  const height = window.scrollY;
  for (const old of document.querySelectorAll("[data-live][id]")) {
    const next = fresh.getElementById(old.id);
    if (!next || old.parentElement?.closest("[data-live][id]")) continue;
    if (inUse(old)) { left = true; continue; }
    const state = stateOf(old);
    const adopted = document.adoptNode(next);
    old.replaceWith(adopted);
    enhance(adopted);
    initAll({ scope: adopted });
    restore(adopted, state);
  }
  window.scrollTo({ top: height, behavior: "instant" });
  return !left;
}

let refreshing = false;
let waiting = null;

async function refresh(snapshot) {
  if (refreshing) { waiting = snapshot; return; }
  refreshing = true;
  try {
    // The server does not take this for something that the person did: the session grows no longer by it.
    const answer = await fetch(location.href, { headers: { Accept: "text/html", "X-Live": "1" }, credentials: "same-origin", cache: "no-store" });
    if (!answer.ok || answer.redirected || !(answer.headers.get("content-type") ?? "").startsWith("text/html")) return;
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (exchange(fresh)) {
      page.dataset.snapshot = fresh.body.dataset.snapshot ?? snapshot;
      if (fresh.body.dataset.aside !== undefined) page.dataset.aside = fresh.body.dataset.aside;
    }
    countAges();
    const time = new Date().toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
    announce(`Figures refreshed at ${time}`);
  } catch {
    // The next event, or the reader, tries again.
  } finally {
    refreshing = false;
    if (waiting) { const next = waiting; waiting = null; if (next !== page.dataset.snapshot) refresh(next); }
  }
}

function listen() {
  if (!page.dataset.events || !document.querySelector("[data-live][id]") || !("EventSource" in window)) return;
  let source = null;
  let again;
  const open = () => {
    if (source) return;
    source = new EventSource(page.dataset.events);
    source.addEventListener("snapshot", (event) => {
      const snapshot = event.data.trim();
      if (snapshot && snapshot !== page.dataset.snapshot) refresh(snapshot);
    });
    source.addEventListener("aside", (event) => {
      if (page.dataset.aside !== undefined && event.data.trim() !== page.dataset.aside) refresh(page.dataset.snapshot);
    });
    source.addEventListener("error", () => {
      // The browser tries again by itself unless the server answered with an error, as one does that is being started again.
      if (source?.readyState !== EventSource.CLOSED) return;
      source = null;
      again = setTimeout(open, 30000);
    });
  };
  const close = () => { clearTimeout(again); source?.close(); source = null; };
  open();
  // A page kept for going back holds no connection; a page that comes back asks again.
  window.addEventListener("pagehide", close);
  window.addEventListener("pageshow", open);
}
