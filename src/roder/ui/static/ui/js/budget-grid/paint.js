// A row's cells as they stand: amounts, what is chosen, and what else is to be said of them.

import { shownAmount } from "./amounts.js";

const MARKS = ["conflict", "comment", "other", "unsaved"];

function put(box, name, value) {
  if (box.getAttribute(name) === value) return;
  if (value === null) box.removeAttribute(name);
  else box.setAttribute(name, value);
}

// A cell's text, in the text node that is there.
export function write(box, text) {
  const node = box.firstChild ?? box.appendChild(document.createTextNode(""));
  if (node.data !== text) node.data = text;
}

export function paintRow(view, row, at) {
  const of = view.sheet.rows[at];
  const [top, bottom, left, right] = view.range();
  view.columns.forEach(({ cell }, column) => {
    const box = row.children[column + 1];
    const value = view.sheet.value(of, cell);
    const text = typeof value === "number" ? shownAmount(value) : value;
    write(box, text);
    put(box, "id", `bg-${at}-${column}`);
    const isChosen = at >= top && at <= bottom && column >= left && column <= right;
    put(box, "aria-selected", String(isChosen));
    put(box, "aria-readonly", of.names ? "true" : null);
    put(box, "data-at", at === view.at.row && column === view.at.column ? "" : null);
    const marks = of.names ? {} : view.marks(of.name, cell);
    for (const mark of MARKS) put(box, `data-${mark}`, marks[mark] || null);
    put(box, "aria-label", marks.said ? `${text} ${marks.said}` : null);
    put(box, "title", marks.said ?? null);
  });
}

export function paintTotal({ total, columns, sheet }) {
  const names = [...sheet.shown.keys()];
  columns.forEach(({ cell }, column) => {
    if (cell !== "text") write(total.children[column + 1], shownAmount(sheet.sumOf(names, cell)));
  });
}
