// What was done, to be undone and done again. An act is a list of [name of the place, the line before, the line after].

import { changesBetween } from "./lines.js";

const BEFORE = 1;
const AFTER = 2;

export class Undoing {
  constructor() {
    this.done = [];
    this.undone = [];
  }

  add(act) {
    this.done.push(act);
    this.undone = [];
  }

  undo(sheet) {
    return this.turn(sheet, this.done, this.undone, AFTER, BEFORE);
  }

  redo(sheet) {
    return this.turn(sheet, this.undone, this.done, BEFORE, AFTER);
  }

  // Only the cells that the act changed are changed back: what others wrote in the line stays. null: nothing to do.
  turn(sheet, from, to, now, then) {
    const act = from.pop();
    if (!act) return null;
    to.push(act);
    const changes = act.flatMap((each) => changesBetween(each[0].split("|"), each[now], each[then]));
    return { isOther: sheet.write(changes, { isAct: false }) };
  }
}
