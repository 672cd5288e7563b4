// The keys of the grid.

import { watchClipboard, watchMouse } from "./pointer.js";

const ARROWS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

export function watch(view, acts, editor, edit) {
  const { grid } = view;
  let leaves = false;

  function move(event) {
    const [down, right] = ARROWS[event.key];
    const isFar = event.ctrlKey || event.metaKey;
    const { row, column } = view.at;
    const last = view.sheet.rows.length;
    const to = isFar ? { row: row + down * last, column: column + right * last } : { row: row + down, column: column + right };
    view.go(to, { isStretched: event.shiftKey });
  }

  function page(event) {
    const rows = Math.floor(grid.clientHeight / view.height) - 3;
    const { row, column } = view.at;
    view.go({ row: row + (event.key === "PageDown" ? rows : -rows), column }, { isStretched: event.shiftKey });
  }

  function ends(event) {
    const isAll = event.ctrlKey || event.metaKey;
    const far = view.sheet.rows.length;
    const isHome = event.key === "Home";
    const row = isAll ? (isHome ? 0 : far) : view.at.row;
    view.go({ row, column: isHome ? 0 : view.columns.length }, { isStretched: event.shiftKey });
  }

  function all() {
    view.go({ row: 0, column: 0 });
    view.go({ row: view.sheet.rows.length, column: view.columns.length }, { isStretched: true });
  }

  // Escape lets the next Tab leave the grid; else Tab goes from cell to cell.
  function tab(event) {
    const to = view.step(0, event.shiftKey ? -1 : 1);
    if (leaves || !to) return false;
    view.go(to);
    return true;
  }

  const withControl = {
    z: (event) => (event.shiftKey ? acts.redo() : acts.undo()),
    y: () => acts.redo(),
    r: () => acts.fillRight(),
    d: () => acts.fillDown(),
    a: all,
  };
  const alone = {
    Enter: (event) => view.go(view.step(event.shiftKey ? -1 : 1, 0) ?? view.at),
    F2: () => edit(),
    Delete: () => acts.empty(),
    Backspace: () => acts.empty(),
    PageDown: page,
    PageUp: page,
    Home: ends,
    End: ends,
  };

  function press(event) {
    const isControl = event.ctrlKey || event.metaKey;
    const wasLeaving = leaves;
    leaves = event.key === "Escape" || (wasLeaving && event.key === "Shift");
    if (event.key === "Tab") {
      leaves = wasLeaving;
      return tab(event);
    }
    if (ARROWS[event.key]) return move(event), true;
    if (event.altKey && event.key === "-") return acts.turnSign(), true;
    const act = isControl && !["Home", "End"].includes(event.key) ? withControl[event.key.toLowerCase()] : alone[event.key];
    if (act) return act(event), true;
    if (event.key.length !== 1 || isControl || event.altKey) return false;
    return edit(event.key);
  }

  grid.addEventListener("keydown", (event) => {
    if (event.target === grid && press(event)) event.preventDefault();
  });
  grid.addEventListener("focus", () => (leaves = false));
  watchMouse(view, edit, editor);
  watchClipboard(grid, acts, editor);
}
