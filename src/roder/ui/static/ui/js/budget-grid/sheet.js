// The lines as the server has them, what is not saved yet upon them, and the rows that they make.

import { changed, cellOf, nameOf, seenLine, MONTHS } from "./lines.js";
import { rowsOf } from "./rows.js";
import { Undoing } from "./undoing.js";

export class Sheet {
  constructor(data, columns) {
    Object.assign(this, { data, columns });
    this.saved = new Map(); // name of the place -> the line as the server has it
    this.shown = new Map(); // the same, with what is not saved yet
    this.pending = []; // changes in the order in which they were made
    this.rows = [];
    this.acts = new Undoing();
  }

  line(name) {
    return this.shown.get(name);
  }

  // Take the server's lines; without keys, nothing has changed there. Names are places to reckon anew all the same.
  take(lines, keys, names = []) {
    const touched = new Set([...names, ...lines.map((line) => nameOf(line.place))]);
    for (const line of lines) this.saved.set(nameOf(line.place), line);
    const there = new Set(keys ?? []);
    for (const [name, line] of keys ? this.saved : []) {
      if (there.has(line.key)) continue;
      this.saved.delete(name);
      touched.add(name);
    }
    return this.reckon(touched);
  }

  // Reckon what is shown of some places anew; tells whether rows came or went.
  reckon(names) {
    let isOther = false;
    for (const name of names) {
      const before = this.shown.has(name);
      let line = this.saved.get(name) ?? null;
      let place = line?.place;
      for (const change of this.pending) {
        if (nameOf(change.place) !== name) continue;
        line = changed(line, change);
        place = change.place;
      }
      if (line) this.shown.set(name, { ...line, place });
      else this.shown.delete(name);
      isOther ||= before !== this.shown.has(name);
    }
    if (isOther) this.arrange();
    return isOther;
  }

  arrange() {
    this.rows = rowsOf(this.data, this.shown);
  }

  value(row, cell) {
    if (row.names) return cell === "text" ? "" : this.sumOf(row.names, cell);
    return cellOf(this.shown.get(row.name), cell);
  }

  sumOf(names, cell) {
    let sum = 0;
    for (const name of names) sum += cellOf(this.shown.get(name), cell);
    return sum;
  }

  net() {
    let sum = 0;
    for (const line of this.shown.values()) for (let at = 0; at < MONTHS; at += 1) sum += line.months[at];
    return sum;
  }

  // Put changes on what is shown; each says what stood in its cell when it was made.
  write(changes, { isAct = true } = {}) {
    const names = new Set(changes.map((change) => nameOf(change.place)));
    const before = new Map([...names].map((name) => [name, this.shown.get(name) ?? null]));
    const now = new Map(before);
    for (const change of changes) {
      const name = nameOf(change.place);
      const line = now.get(name);
      this.queue({ formula: "", ...change, ...this.seen(line, change) });
      now.set(name, changed(line, change));
    }
    const isOther = this.reckon(names);
    if (isAct) this.acts.add([...names].map((name) => [name, before.get(name), this.shown.get(name) ?? null]));
    return isOther;
  }

  seen(line, change) {
    if (change.cell === "line") return { seen: 0, seen_line: line ? seenLine(line) : [] };
    return { seen: cellOf(line, change.cell), seen_line: [] };
  }

  queue(change) {
    const last = this.pending.findLast((each) => nameOf(each.place) === nameOf(change.place));
    if (last && !last.isSent && last.cell === change.cell && change.cell !== "line") {
      Object.assign(last, { value: change.value, formula: change.formula });
    } else this.pending.push(change);
  }

  isPending(name, cell) {
    return this.pending.some((change) => change.cell === cell && nameOf(change.place) === name);
  }
}
