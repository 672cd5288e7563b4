// Where a cell lies, and which is the next.

// Let the cell at hand be seen, whatever is sticky over it.
export function bringToSight({ grid, head, height, at }) {
  const top = at.row * height;
  const room = grid.clientHeight - 2 * height;
  if (top < grid.scrollTop) grid.scrollTop = top;
  else if (top + height > grid.scrollTop + room) grid.scrollTop = top + height - room;
  const cell = head.children[at.column + 1];
  const fixed = head.firstChild.offsetWidth;
  const year = head.children[1];
  const isYearFixed = getComputedStyle(year).position === "sticky";
  if (isYearFixed && cell === year) return;
  const start = cell.offsetLeft - fixed - (isYearFixed ? year.offsetWidth : 0);
  if (start < grid.scrollLeft) grid.scrollLeft = start;
  const end = cell.offsetLeft + cell.offsetWidth;
  if (end > grid.scrollLeft + grid.clientWidth) grid.scrollLeft = end - grid.clientWidth;
}

// The next cell that can be written in, row by row; null at the ends.
export function stepFrom({ at, columns, sheet }, down, right) {
  let { row, column } = at;
  column += right;
  if (column < 0) [row, column] = [row - 1, columns.length - 1];
  if (column >= columns.length) [row, column] = [row + 1, 0];
  row += down;
  const way = Math.sign(row - at.row) || 1;
  while (sheet.rows[row]?.names) row += way;
  return sheet.rows[row] ? { row, column } : null;
}

export function placeOf(view, target) {
  const box = target.closest(".bg-cell");
  const row = box?.parentElement;
  if (row?.dataset.row === undefined) return null;
  const column = Array.prototype.indexOf.call(row.children, box) - 1;
  return column < view.columns.length ? { row: Number(row.dataset.row), column: Math.max(column, 0) } : null;
}
