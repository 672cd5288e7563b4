// What is done to the cells that are chosen: written, emptied, filled, turned. Each is one act that can be undone.

import { typedOre } from "./amounts.js";
import { isFormula } from "./formulas.js";

const isText = (cell) => cell === "text";

export class Acts {
  // written(isOther) is told that cells have changed; say(text) tells the person.
  constructor(view, { written, say }) {
    Object.assign(this, { view, written, say });
    this.sheet = view.sheet;
    this.words = this.sheet.data.words;
  }

  // The lines and cells of the range; sums are left out.
  chosen() {
    const [top, bottom, left, right] = this.view.range();
    const rows = this.sheet.rows.slice(top, bottom + 1).filter((row) => row.name);
    return { rows, cells: this.view.columns.slice(left, right + 1).map(({ cell }) => cell) };
  }

  write(changes) {
    if (changes.length) this.written(this.sheet.write(changes));
  }

  change(row, cell, value, formula = "") {
    return { place: this.sheet.line(row.name).place, cell, value, formula };
  }

  // What a text makes of a cell, or null when it is no amount.
  typed(row, cell, text) {
    if (isText(cell)) return this.change(row, cell, text.trim().slice(0, 300));
    const ore = text.trim() ? typedOre(text) : 0;
    return ore === null ? null : this.change(row, cell, ore, isFormula(text) && cell === "year" ? text.trim() : "");
  }

  isOther(change, row) {
    const line = this.sheet.line(row.name);
    return this.sheet.value(row, change.cell) !== change.value || (change.formula && change.formula !== line.formula);
  }

  type(row, cell, text) {
    if (!row?.name || !this.sheet.line(row.name)) return;
    const change = this.typed(row, cell, text);
    if (!change) this.say(this.words.unreadable.replace("{text}", text));
    else if (this.isOther(change, row)) this.write([change]);
  }

  // The year is the sum of its months: where both are chosen, the months are meant.
  of(cells) {
    return cells.some((cell) => /^m\d/.test(cell)) ? cells.filter((cell) => cell !== "year") : cells;
  }

  each(make) {
    const { rows, cells } = this.chosen();
    const changes = rows.flatMap((row) => this.of(cells).map((cell) => make(row, cell)).filter(Boolean));
    this.write(changes.filter((change) => this.sheet.value({ name: change.place.join("|") }, change.cell) !== change.value));
  }

  empty() {
    this.each((row, cell) => this.change(row, cell, isText(cell) ? "" : 0));
  }

  turnSign() {
    this.each((row, cell) => !isText(cell) && this.change(row, cell, 0 - this.sheet.value(row, cell)));
  }

  fillRight() {
    const first = this.chosen().cells[0];
    this.each((row, cell) => isText(cell) === isText(first) && cell !== "year" && this.change(row, cell, this.sheet.value(row, first)));
  }

  fillDown() {
    const [first] = this.chosen().rows;
    if (first) this.each((row, cell) => this.change(row, cell, this.sheet.value(first, cell)));
  }

  removeLines() {
    const { rows } = this.chosen();
    this.write(rows.map((row) => this.change(row, "line", 0)));
    if (rows.length) this.say(this.words.removeAsk.replace("{name}", rows.map((row) => row.label).join(", ").slice(0, 200)));
  }

  undo() {
    const turned = this.sheet.acts.undo(this.sheet);
    if (turned) this.written(turned.isOther);
  }

  redo() {
    const turned = this.sheet.acts.redo(this.sheet);
    if (turned) this.written(turned.isOther);
  }
}
