// Ages are counted on from the instant in the element, by the reader's clock.

const UNITS = [["day", 86400], ["hour", 3600], ["minute", 60]];

function ago(seconds) {
  for (const [unit, length] of UNITS) {
    const count = Math.floor(seconds / length);
    if (count >= 1) return `${count} ${unit}${count === 1 ? "" : "s"} ago`;
  }
  return "less than a minute ago";
}

function countAges() {
  const now = Date.now();
  for (const element of document.querySelectorAll("time[data-ago]")) {
    const then = Date.parse(element.dateTime);
    if (Number.isNaN(then) || then > now) continue;
    const words = ago((now - then) / 1000);
    if (element.textContent !== words) element.textContent = words;
  }
}
