// The rows in the page: as many as can be seen, used again and again. To put in and take out elements would let the
// browser match every style of the page anew, which takes longer than all else together.

import { shownAmount } from "./amounts.js";
import { rowOf } from "./frame.js";
import { write } from "./paint.js";

export class Pool {
  constructor(view) {
    this.view = view;
    this.shown = new Map(); // index of the row -> its element
    this.spare = [];
  }

  // Nothing is shown any more.
  free() {
    for (const row of this.shown.values()) row.hidden = true;
    this.spare.push(...this.shown.values());
    this.shown.clear();
  }

  // Show these rows and no others; returns which are new.
  cover(first, end) {
    for (const [at, row] of this.shown) {
      if (at >= first && at < end) continue;
      this.shown.delete(at);
      this.spare.push(row);
    }
    const added = [];
    for (let at = first; at < end; at += 1) if (!this.shown.has(at)) added.push(at);
    for (const at of added) this.shown.set(at, this.placed(this.spare.pop() ?? this.made(), at));
    for (const row of this.spare) row.hidden = true;
    return added;
  }

  made() {
    const made = rowOf({ label: "" }, this.view.columns);
    this.view.body.append(made);
    return made;
  }

  placed(row, at) {
    const of = this.view.sheet.rows[at];
    row.hidden = false;
    row.style.top = `${at * this.view.height}px`;
    row.setAttribute("aria-rowindex", at + 2);
    row.dataset.row = at;
    row.classList.toggle("bg-group", Boolean(of.names));
    write(row.firstChild, of.label);
    row.firstChild.title = of.label;
    write(row.lastChild, of.lastYear === undefined ? "" : shownAmount(of.lastYear));
    return row;
  }
}
