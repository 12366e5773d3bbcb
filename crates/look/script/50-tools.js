// Copy the link, print.

/** True while a print is made that is in the access log already. */
let entered = false;
const enterPrint = () => post(page.dataset.printLog, { page: location.pathname + location.search });

if (page.dataset.printLog) {
  // The browser's own way to print cannot be held back; it is entered all the same.
  window.addEventListener("beforeprint", () => { if (!entered) enterPrint().catch(() => {}); });
  window.addEventListener("afterprint", () => { entered = false; });
}

enhancements.push((scope) => {
  for (const button of scope.querySelectorAll("[data-copy-link]")) {
    if (!navigator.clipboard) continue;
    reveal(button);
    button.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(location.href);
        announce("The link was copied");
      } catch {
        announce("The link could not be copied: take it from the address bar");
      }
    });
  }
  for (const button of scope.querySelectorAll("[data-print]")) {
    reveal(button);
    button.addEventListener("click", async () => {
      if (page.dataset.printLog) {
        // No print without its entry: what was asked for and refused is not printed from here.
        const answer = await enterPrint().catch(() => null);
        if (!answer?.ok) { announce("The print could not be entered in the access log, so it was not made"); return; }
        entered = true;
      }
      window.print();
    });
  }
});

function reveal(button) {
  const item = button.closest("[hidden]");
  if (item) item.hidden = false;
}

