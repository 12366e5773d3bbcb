// Two minutes before the session ends for want of a request, the reader is asked; when it has ended, nothing stays on the screen.

const WARNING = 120;

function watchSession() {
  const seconds = Number(page.dataset.idleSeconds);
  if (!(seconds > 0)) return;
  const channel = "BroadcastChannel" in window ? new BroadcastChannel("sightline-session") : null;
  let ends = Date.now() + seconds * 1000;
  let dialog = null;

  const renewed = () => {
    ends = Date.now() + seconds * 1000;
    if (dialog?.open) dialog.close();
  };
  channel?.addEventListener("message", renewed);
  // This page was a request: what other tabs count begins anew.
  channel?.postMessage("active");

  const leave = () => location.replace(location.pathname + location.search);
  const stay = async () => {
    const answer = await post(page.dataset.stayHref, {}).catch(() => null);
    if (!answer?.ok) { leave(); return; }
    renewed();
    channel?.postMessage("active");
  };

  const warn = () => {
    if (!dialog) dialog = ask(stay);
    if (!dialog.open) dialog.showModal();
    const left = Math.max(0, Math.ceil((ends - Date.now()) / 1000));
    // Said by the minute: a count of seconds would be read out each time.
    const words = left > 60 ? "2 minutes" : "1 minute";
    const place = dialog.querySelector("[data-left]");
    if (place.textContent !== words) place.textContent = words;
  };

  setInterval(() => {
    const left = (ends - Date.now()) / 1000;
    if (left <= 0) leave();
    else if (left <= Math.min(WARNING, seconds / 2)) warn();
  }, 1000);
}

function ask(stay) {
  const dialog = document.createElement("dialog");
  dialog.className = "app-stay";
  dialog.setAttribute("aria-labelledby", "stay-title");
  dialog.setAttribute("aria-describedby", "stay-words");
  const title = document.createElement("h2");
  title.className = "govuk-heading-m";
  title.id = "stay-title";
  title.textContent = "Are you still there?";
  const words = document.createElement("p");
  words.className = "govuk-body";
  words.id = "stay-words";
  const left = document.createElement("strong");
  left.dataset.left = "";
  left.setAttribute("role", "timer");
  left.setAttribute("aria-live", "polite");
  words.append("You will be signed out in less than ", left, ". What you have typed and not saved would be lost.");
  const button = document.createElement("button");
  button.type = "button";
  button.className = "govuk-button";
  button.textContent = "Stay signed in";
  button.addEventListener("click", stay);
  dialog.addEventListener("cancel", (event) => { event.preventDefault(); stay(); });
  const group = document.createElement("div");
  group.className = "govuk-button-group";
  group.append(button);
  dialog.append(title, words, group);
  page.append(dialog);
  return dialog;
}
