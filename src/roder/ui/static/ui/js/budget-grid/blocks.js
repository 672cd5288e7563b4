// Blocks of cells to and from Excel and LibreOffice: tabs between cells, Swedish numbers.

import { plainAmount } from "./amounts.js";

const shown = (value) => (typeof value === "number" ? plainAmount(value) : value.replace(/[\t\n]/g, " "));

export function copied(acts) {
  const { rows, cells } = acts.chosen();
  acts.say(acts.words.copied.replace("{count}", rows.length * cells.length));
  return rows.map((row) => cells.map((cell) => shown(acts.sheet.value(row, cell))).join("\t")).join("\n");
}

const blockOf = (text) => text.replace(/\r\n?/g, "\n").replace(/\n$/, "").split("\n").map((line) => line.split("\t"));

// Which lines and cells a block falls on: one value fills the range, a block begins at its first cell.
function targetsOf(acts, block) {
  const { view, sheet } = acts;
  if (block.length === 1 && block[0].length === 1) {
    const { rows, cells } = acts.chosen();
    return { rows, cells, textOf: () => block[0][0] };
  }
  const [top, , left] = view.range();
  const width = Math.max(...block.map((line) => line.length));
  const cells = view.columns.slice(left, left + width).map(({ cell }) => cell);
  const rows = sheet.rows.slice(top).filter((row) => row.name).slice(0, block.length);
  return { rows, cells, textOf: (down, cell) => block[down][cells.indexOf(cell)] };
}

export function paste(acts, text) {
  const block = blockOf(text);
  const { rows, cells, textOf } = targetsOf(acts, block);
  const kept = acts.of(cells);
  const changes = [];
  let [count, lost] = [0, 0];
  rows.forEach((row, down) =>
    kept.forEach((cell) => {
      const typed = textOf(down, cell);
      if (typed === undefined) return;
      const change = acts.typed(row, cell, typed);
      if (!change) lost += 1;
      else count += 1;
      if (change && acts.isOther(change, row)) changes.push(change);
    }),
  );
  block.forEach((line, down) => (lost += down < rows.length ? Math.max(line.length - cells.length, 0) : line.length));
  acts.write(changes);
  const { words } = acts;
  acts.say(words.pasted.replace("{count}", count) + (lost ? ` ${words.cut.replace("{count}", lost)}` : ""));
}
