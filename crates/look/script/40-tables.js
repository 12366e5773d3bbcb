// Columns sort the rows, where the page allows it. Totals stay where they are.

function valueOf(row, at) {
  const cell = row.cells[at];
  if (!cell) return "";
  const text = (cell.dataset.sort ?? cell.firstChild?.textContent ?? "").trim() || cell.textContent.trim();
  const number = Number(text.replace(/[,\u00a0\s£%]/g, ""));
  return text !== "" && !Number.isNaN(number) ? number : text;
}

/** Numbers before words, and what is empty last. */
function compare(one, other) {
  if (one === "" || other === "") return (one === "") - (other === "");
  if (typeof one === "number" && typeof other === "number") return one - other;
  if (typeof one !== typeof other) return typeof one === "number" ? -1 : 1;
  return one.localeCompare(other, "en-GB", { numeric: true });
}

function sortBy(table, at, down) {
  const heads = [...table.querySelectorAll("thead th")];
  heads.forEach((head, place) => {
    if (place === at) head.setAttribute("aria-sort", down ? "descending" : "ascending");
    else head.removeAttribute("aria-sort");
  });
  for (const body of table.tBodies) {
    const rows = [...body.rows].filter((row) => !row.classList.contains("app-table__strong"));
    const rest = [...body.rows].filter((row) => row.classList.contains("app-table__strong"));
    const keyed = rows.map((row, place) => ({ row, place, value: valueOf(row, at) }));
    keyed.sort((one, other) => {
      const order = compare(one.value, other.value);
      const empty = one.value === "" || other.value === "";
      return (down && !empty ? -order : order) || one.place - other.place;
    });
    body.append(...keyed.map((one) => one.row), ...rest);
  }
}

enhancements.push((scope) => {
  for (const table of scope.querySelectorAll("table[data-sortable]")) {
    if (!table.tBodies[0] || table.tBodies[0].rows.length < 3) continue;
    [...table.querySelectorAll("thead th")].forEach((head, at) => {
      if (head.querySelector("button")) return;
      const button = document.createElement("button");
      button.type = "button";
      button.className = "app-sort";
      const behind = head.querySelector(".app-behind");
      const words = document.createElement("span");
      words.append(...[...head.childNodes].filter((node) => node !== behind));
      button.append(words);
      head.prepend(button);
      button.addEventListener("click", () => {
        const sorted = head.getAttribute("aria-sort");
        const numeric = head.classList.contains("govuk-table__header--numeric");
        // Numbers start with the greatest: that is what is looked for.
        sortBy(table, at, sorted ? sorted === "ascending" : numeric);
      });
    });
  }
});
