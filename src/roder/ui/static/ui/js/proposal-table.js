// The table of a proposal, moved in and pasted over as a grid; the sums on top are reckoned by the server as one types.
// Without it the button "Reckon" does the same.

import { watchGrid } from "./input-grid.js";

const PAUSE = 400;

function gridOf(table) {
  const rows = Array.from(table.rows, (row) => Array.from(row.querySelectorAll("input[data-cell]")));
  return rows.filter((cells) => cells.length);
}

function reckoning(table) {
  let waiting = 0;
  return () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      window.htmx.ajax("POST", table.dataset.reckon, {
        source: table,
        target: "#live",
        values: Object.fromEntries(new FormData(table.closest("form"))),
      });
    }, PAUSE);
  };
}

for (const table of document.querySelectorAll("table[data-proposal]")) {
  const reckon = reckoning(table);
  watchGrid(table, "input[data-cell]", () => gridOf(table), reckon);
  table.addEventListener("input", reckon);
  table.addEventListener("change", reckon);
}
