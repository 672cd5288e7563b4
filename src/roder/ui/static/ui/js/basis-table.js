// A table of inputs that a budget is reckoned from, moved in and pasted over as a grid.
// Without it each cell is an ordinary input, and the block goes into the text field under the table.

import { watchGrid } from "./input-grid.js";

for (const table of document.querySelectorAll("table[data-basis]")) {
  watchGrid(table, "input[data-cell]", () =>
    Array.from(table.tBodies[0].rows, (row) => Array.from(row.querySelectorAll("input[data-cell]"))),
  );
}
