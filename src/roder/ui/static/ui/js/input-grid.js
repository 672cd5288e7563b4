// A grid of inputs in a table: a block from a spreadsheet is pasted over cells, arrows and Enter move between them.
// The table says which inputs make its grid; a place where nobody may write holds null.

const ROWS = { ArrowUp: -1, ArrowDown: 1, Enter: 1 };
const COLUMNS = { ArrowLeft: -1, ArrowRight: 1 };

function placeOf(grid, input) {
  for (const [row, cells] of grid.entries()) {
    const column = cells.indexOf(input);
    if (column !== -1) return { row, column };
  }
  return null;
}

function blockOf(text) {
  const lines = text.replace(/\r\n?/g, "\n").replace(/\n$/, "").split("\n");
  return lines.map((line) => line.split("\t"));
}

function paste(grid, input, text) {
  const block = blockOf(text);
  if (block.length === 1 && block[0].length === 1) return false;
  const { row, column } = placeOf(grid, input);
  let count = 0;
  block.forEach((cells, down) =>
    cells.forEach((cell, right) => {
      const target = grid[row + down]?.[column + right];
      if (!target) return;
      target.value = cell.trim();
      target.removeAttribute("aria-invalid");
      count += 1;
    }),
  );
  const status = document.getElementById("paste-status");
  if (status) status.textContent = status.dataset.pasted.replace("{count}", count);
  return true;
}

function neighbour(grid, place, down, right) {
  let { row, column } = place;
  do {
    row += down;
    column += right;
    if (!grid[row] || column < 0 || column >= grid[row].length) return null;
  } while (!grid[row][column]);
  return grid[row][column];
}

// Left and right leave a cell only at its ends, so that a number can still be corrected.
function mayLeave(input, key) {
  if (key === "ArrowLeft") return input.selectionEnd === 0;
  if (key === "ArrowRight") return input.selectionStart === input.value.length;
  return true;
}

function move(gridOf, event) {
  const input = event.target;
  const down = event.key === "Enter" && event.shiftKey ? -1 : (ROWS[event.key] ?? 0);
  const right = COLUMNS[event.key] ?? 0;
  if ((!down && !right) || event.altKey || event.ctrlKey || event.metaKey || !mayLeave(input, event.key)) return;
  if (event.key === "Enter") event.preventDefault();
  const grid = gridOf(input);
  const next = neighbour(grid, placeOf(grid, input), down, right);
  if (!next) return;
  event.preventDefault();
  next.focus();
  next.select();
}

// Let a table's inputs that fit the selector be moved between and pasted over; gridOf gives the grid of an input.
export function watchGrid(table, selector, gridOf, onPaste = () => {}) {
  table.addEventListener("keydown", (event) => {
    if (event.target.matches(selector)) move(gridOf, event);
  });
  table.addEventListener("paste", (event) => {
    if (!event.target.matches(selector)) return;
    if (!paste(gridOf(event.target), event.target, event.clipboardData.getData("text/plain"))) return;
    event.preventDefault();
    onPaste();
  });
}
