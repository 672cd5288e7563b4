// A table of inputs by row and period, moved in and pasted over as a grid.
// Without it each cell is an ordinary input, and the block goes into the text field under the table.

import { watchGrid } from "./input-grid.js";

// One grid for targets and one for outcomes.
function gridOf(table, kind) {
  return Array.from(table.tBodies[0].rows, (row) =>
    Array.from(row.cells).slice(2).map((cell) => cell.querySelector(`input[data-row="${kind}"]`)),
  );
}

for (const table of document.querySelectorAll("table[data-typed]")) {
  watchGrid(table, "input[data-row]", (input) => gridOf(table, input.dataset.row));
}
