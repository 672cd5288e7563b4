// The grid on the screen: only the rows that can be seen are in the page, so that thousands of lines scroll as ten.

import { frameOf } from "./frame.js";
import { bringToSight, measured, stepFrom } from "./places.js";
import { paintRow, paintTotal } from "./paint.js";
import { Pool } from "./pool.js";

const MARGIN = 6;

export class View {
  // marks(row, cell) tells what else is to be said of a cell.
  constructor(root, sheet, marks) {
    Object.assign(this, { sheet, marks });
    this.columns = sheet.columns;
    this.at = { row: 0, column: 0 };
    this.from = this.at;
    Object.assign(this, frameOf(sheet));
    root.append(this.grid);
    this.measure();
    this.pool = new Pool(this);
    this.grid.addEventListener("scroll", () => this.scroll(), { passive: true });
    new ResizeObserver(() => {
      this.measure();
      this.render();
    }).observe(this.grid);
  }

  get height() {
    return this.measures.height;
  }

  measure() {
    this.measures = measured(this);
    this.scrolled = { top: this.grid.scrollTop, left: this.grid.scrollLeft };
  }

  // Rows came or went: all is drawn anew.
  arrange() {
    this.pool.free();
    this.body.style.height = `${this.sheet.rows.length * this.height}px`;
    // A group of rows that holds none is no group to a reader.
    this.body.setAttribute("role", this.sheet.rows.length ? "rowgroup" : "presentation");
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
    const first = Math.max(Math.floor(this.scrolled.top / this.height) - MARGIN, 0);
    const many = Math.ceil(this.measures.tall / this.height) + 2 * MARGIN;
    return [first, Math.min(first + many, this.sheet.rows.length)];
  }

  scroll() {
    this.scrolled = { top: this.grid.scrollTop, left: this.grid.scrollLeft };
    this.render();
  }

  render() {
    for (const at of this.pool.cover(...this.span())) this.paint(at);
    this.point();
  }

  paint(at) {
    const row = this.pool.shown.get(at);
    if (row) paintRow(this, row, at);
  }

  paintAll() {
    for (const at of this.pool.shown.keys()) this.paint(at);
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
    for (const at of this.pool.shown.keys()) {
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
    return this.pool.shown.get(this.at.row)?.children[this.at.column + 1];
  }
}
