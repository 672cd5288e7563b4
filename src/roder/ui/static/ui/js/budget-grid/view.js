// The grid on the screen: only the rows that can be seen are in the page, so that thousands of lines scroll as ten.

import { frameOf, rowOf } from "./frame.js";
import { bringToSight, stepFrom } from "./places.js";
import { paintRow, paintTotal } from "./paint.js";

const MARGIN = 6;

export class View {
  // marks(row, cell) tells what else is to be said of a cell.
  constructor(root, sheet, marks) {
    Object.assign(this, { root, sheet, marks, shown: new Map() });
    this.columns = sheet.columns;
    this.at = { row: 0, column: 0 };
    this.from = this.at;
    Object.assign(this, frameOf(sheet));
    root.append(this.grid);
    this.grid.addEventListener("scroll", () => requestAnimationFrame(() => this.render()), { passive: true });
    new ResizeObserver(() => this.render()).observe(this.grid);
  }

  get height() {
    this.rowHeight ||= this.head.offsetHeight || 32;
    return this.rowHeight;
  }

  // Rows came or went: all is drawn anew.
  arrange() {
    for (const row of this.shown.values()) row.remove();
    this.shown.clear();
    this.body.style.height = `${this.sheet.rows.length * this.height}px`;
    this.grid.setAttribute("aria-rowcount", this.sheet.rows.length + 2);
    const row = this.sheet.rows.findIndex((each) => this.name !== undefined && each.name === this.name);
    const moved = row < 0 ? 0 : row - this.at.row;
    this.from = this.within({ ...this.from, row: this.from.row + moved });
    this.at = this.within({ ...this.at, row: this.at.row + moved });
    this.render();
    this.paintTotal();
  }

  within({ row, column }) {
    const last = Math.max(this.sheet.rows.length - 1, 0);
    return { row: Math.min(Math.max(row, 0), last), column: Math.min(Math.max(column, 0), this.columns.length - 1) };
  }

  span() {
    const first = Math.max(Math.floor(this.grid.scrollTop / this.height) - MARGIN, 0);
    const many = Math.ceil(this.grid.clientHeight / this.height) + 2 * MARGIN;
    return [first, Math.min(first + many, this.sheet.rows.length)];
  }

  render() {
    const [first, end] = this.span();
    for (const [at, row] of this.shown) {
      if (at >= first && at < end) continue;
      row.remove();
      this.shown.delete(at);
    }
    for (let at = first; at < end; at += 1) if (!this.shown.has(at)) this.put(at);
    this.point();
  }

  put(at) {
    const row = rowOf(this.sheet.rows[at], this.columns);
    row.style.top = `${at * this.height}px`;
    row.setAttribute("aria-rowindex", at + 2);
    row.dataset.row = at;
    this.shown.set(at, row);
    this.body.insertBefore(row, this.shown.get(at + 1) ?? null);
    this.paint(at);
  }

  paint(at) {
    const row = this.shown.get(at);
    if (row) paintRow(this, row, at);
  }

  paintAll() {
    for (const at of this.shown.keys()) this.paint(at);
    this.paintTotal();
  }

  paintTotal() {
    paintTotal(this);
  }

  range() {
    const [a, b] = [this.at, this.from];
    return [Math.min(a.row, b.row), Math.max(a.row, b.row), Math.min(a.column, b.column), Math.max(a.column, b.column)];
  }

  // Go to a cell; the range is stretched to it when it holds on to where it began.
  go(place, { isStretched = false } = {}) {
    const [top, bottom] = this.range();
    this.at = this.within(place);
    if (!isStretched) this.from = this.at;
    this.name = this.sheet.rows[this.at.row]?.name;
    bringToSight(this);
    this.render();
    const [newTop, newBottom] = this.range();
    for (const at of this.shown.keys()) {
      if ((at >= top && at <= bottom) || (at >= newTop && at <= newBottom)) this.paint(at);
    }
    this.point();
  }

  step(down, right) {
    return stepFrom(this, down, right);
  }

  point() {
    const box = this.box();
    if (box) this.grid.setAttribute("aria-activedescendant", box.id);
    else this.grid.removeAttribute("aria-activedescendant");
  }

  box() {
    return this.shown.get(this.at.row)?.children[this.at.column + 1];
  }
}
