// Where a cell lies, and which is the next.

// The measures of the grid, read once: to read them at each key would lay out the page anew each time.
export function measured({ grid, head }) {
  const [line, year] = head.children;
  const isYearFixed = getComputedStyle(year).position === "sticky";
  return {
    height: head.offsetHeight || 32,
    tall: grid.clientHeight,
    wide: grid.clientWidth,
    fixed: line.offsetWidth + (isYearFixed ? year.offsetWidth : 0),
    isYearFixed,
    spans: Array.from(head.children, (box) => [box.offsetLeft, box.offsetLeft + box.offsetWidth]),
  };
}

// Let the cell at hand be seen, whatever is sticky over it.
export function bringToSight({ grid, at, scrolled, measures }) {
  const { height, tall, wide, fixed, isYearFixed, spans } = measures;
  const top = at.row * height;
  const room = tall - 2 * height;
  if (top < scrolled.top) scrolled.top = top;
  else if (top + height > scrolled.top + room) scrolled.top = top + height - room;
  if (grid.scrollTop !== scrolled.top) grid.scrollTop = scrolled.top;
  if (isYearFixed && at.column === 0) return;
  const [start, end] = spans[at.column + 1];
  if (start - fixed < scrolled.left) scrolled.left = start - fixed;
  else if (end > scrolled.left + wide) scrolled.left = end - wide;
  if (grid.scrollLeft !== scrolled.left) grid.scrollLeft = scrolled.left;
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
