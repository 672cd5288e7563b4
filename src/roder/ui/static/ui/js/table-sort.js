// Lets a person sort a table by a click on a heading. Without it the table stands in the order it came.

function valueOf(row, place) {
  const cell = row.cells[place];
  const text = cell.dataset.value ?? cell.textContent.trim();
  return "value" in cell.dataset ? (text === "" ? null : Number(text)) : text;
}

function compare(first, second, direction, collator) {
  if (first === null || second === null) return (first === null) - (second === null);
  const order = typeof first === "number" ? first - second : collator.compare(first, second);
  return order * direction;
}

function sortBy(table, heading, place) {
  const direction = heading.getAttribute("aria-sort") === "ascending" ? -1 : 1;
  const collator = new Intl.Collator(document.documentElement.lang, { numeric: true });
  const body = table.tBodies[0];
  const rows = Array.from(body.rows, (row) => ({ row, value: valueOf(row, place) }));
  rows.sort((first, second) => compare(first.value, second.value, direction, collator));
  const next = body.nextSibling;
  body.remove();
  body.append(...rows.map((entry) => entry.row));
  table.insertBefore(body, next);
  for (const other of heading.parentElement.cells) other.removeAttribute("aria-sort");
  heading.setAttribute("aria-sort", direction === 1 ? "ascending" : "descending");
}

function makeSortable(table) {
  if (table.dataset.sortable === "ready" || !table.tHead || !table.tBodies[0] || table.tBodies[0].rows.length < 2) return;
  table.dataset.sortable = "ready";
  Array.from(table.tHead.rows[0].cells).forEach((heading, place) => {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...heading.childNodes);
    button.addEventListener("click", () => sortBy(table, heading, place));
    heading.append(button);
  });
}

function mount(root) {
  root.querySelectorAll("table[data-sortable]").forEach(makeSortable);
}

document.addEventListener("htmx:load", (event) => mount(event.detail.elt.parentElement ?? document));
mount(document);
