// The table of a proposal: a block from a spreadsheet is pasted over cells, arrows and Enter move between them, and the
// sums on top are reckoned by the server as one types. Without it the button "Reckon" does the same.

const ROWS = { ArrowUp: -1, ArrowDown: 1, Enter: 1 };
const COLUMNS = { ArrowLeft: -1, ArrowRight: 1 };
const PAUSE = 400;

function gridOf(table) {
  const rows = Array.from(table.rows, (row) => Array.from(row.querySelectorAll("input[data-cell]")));
  return rows.filter((cells) => cells.length);
}

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

function paste(table, input, text) {
  const block = blockOf(text);
  if (block.length === 1 && block[0].length === 1) return false;
  const grid = gridOf(table);
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

// Left and right leave a cell only at its ends, so that a number can still be corrected.
function mayLeave(input, key) {
  if (key === "ArrowLeft") return input.selectionEnd === 0;
  if (key === "ArrowRight") return input.selectionStart === input.value.length;
  return true;
}

function move(table, event) {
  const input = event.target;
  const down = event.key === "Enter" && event.shiftKey ? -1 : (ROWS[event.key] ?? 0);
  const right = COLUMNS[event.key] ?? 0;
  if ((!down && !right) || event.altKey || event.ctrlKey || event.metaKey || !mayLeave(input, event.key)) return;
  if (event.key === "Enter") event.preventDefault();
  const grid = gridOf(table);
  const { row, column } = placeOf(grid, input);
  const next = grid[row + down]?.[column + right];
  if (!next) return;
  event.preventDefault();
  next.focus();
  next.select();
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
  table.addEventListener("keydown", (event) => {
    if (event.target.matches("input[data-cell]")) move(table, event);
  });
  table.addEventListener("input", reckon);
  table.addEventListener("change", reckon);
  table.addEventListener("paste", (event) => {
    if (!event.target.matches("input[data-cell]")) return;
    if (!paste(table, event.target, event.clipboardData.getData("text/plain"))) return;
    event.preventDefault();
    reckon();
  });
}
