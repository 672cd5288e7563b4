// What the grid is built of: its head, its sums, and a row.

import { shownAmount } from "./amounts.js";

function element(role, name, ...children) {
  const made = document.createElement("div");
  made.setAttribute("role", role);
  made.className = name;
  made.append(...children);
  return made;
}

const kindOf = (cell) => `bg-cell bg-${cell === "text" ? "text" : "number"}`;

export function rowOf(row, columns, name = "bg-row") {
  const made = element("row", `${name}${row.names ? " bg-group" : ""}`);
  const head = element("rowheader", "bg-cell bg-line", row.label);
  head.title = row.label;
  made.append(head, ...columns.map(({ cell }) => element("gridcell", kindOf(cell))));
  made.append(element("gridcell", "bg-cell bg-number bg-quiet", row.lastYear === undefined ? "" : shownAmount(row.lastYear)));
  return made;
}

export function frameOf({ columns, data: { words, lastYear } }) {
  const heads = columns.map(({ label, cell }) => element("columnheader", kindOf(cell), label));
  const head = element("row", "bg-row bg-head", element("columnheader", "bg-cell bg-line", words.line), ...heads);
  head.append(element("columnheader", "bg-cell bg-number", words.lastYear));
  head.setAttribute("aria-rowindex", 1);
  const body = element("presentation", "bg-body");
  const whole = Object.values(lastYear);
  const outturn = whole.length ? whole.reduce((sum, ore) => sum + ore, 0) : undefined;
  const total = rowOf({ label: words.total, lastYear: outturn }, columns, "bg-row bg-total");
  const grid = element("grid", "budget-grid", element("rowgroup", "bg-top", head), body, element("rowgroup", "bg-bottom", total));
  grid.tabIndex = 0;
  grid.setAttribute("aria-label", words.grid);
  grid.setAttribute("aria-multiselectable", "true");
  grid.setAttribute("aria-colcount", columns.length + 2);
  return { grid, head, body, total };
}
