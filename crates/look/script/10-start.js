// Makes pages better; none needs it. Parts of one module, joined by the build in the order of their names.
import { initAll } from "govuk-frontend";

const page = document.body;
page.classList.add("js-enabled");
if ("noModule" in HTMLScriptElement.prototype) page.classList.add("govuk-frontend-supported");

/** What to do to a page, or to a part of it that has come new. */
const enhancements = [];

function enhance(scope) {
  for (const one of enhancements) one(scope);
}

/** Posts form fields with the session's token. It goes on even if the page is left. */
function post(address, fields) {
  const body = new URLSearchParams({ csrf: page.dataset.csrf ?? "", ...fields });
  return fetch(address, { method: "POST", body, credentials: "same-origin", keepalive: true, redirect: "manual" });
}

let silence;

/** Says something once, to eyes and ears, without taking the focus. */
function announce(words) {
  const place = document.getElementById("refreshed");
  if (!place) return;
  place.textContent = words;
  clearTimeout(silence);
  silence = setTimeout(() => { place.textContent = ""; }, 8000);
}
