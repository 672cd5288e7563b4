// The grid of a unit's budget. The page works without it: then each cell is an ordinary input, saved by a button.

import { plainAmount, shownAmount } from "./amounts.js";
import { Acts } from "./acts.js";
import { followComments, makeButtons, takeNewLine } from "./beside.js";
import { Editor } from "./editor.js";
import { watch } from "./keys.js";
import { nameOf } from "./lines.js";
import { cellName, commentedCells, marksOf, showSums } from "./marks.js";
import { Notes } from "./notes.js";
import { Server } from "./server.js";
import { Sheet } from "./sheet.js";
import { Store } from "./store.js";
import { View } from "./view.js";

const root = document.querySelector("[data-budget-grid]");
const data = JSON.parse(document.getElementById("grid-data").textContent);
const sheet = new Sheet(data, data.columns);
const store = new Store(data.unit, data.person);
const { words } = data;
const state = { sheet, words, comments: commentedCells(data.comments), conflicts: [], others: new Map() };

root.hidden = false;
const bar = document.createElement("div");
root.append(bar);
const view = new View(root, sheet, (name, cell) => marksOf(state, name, cell));
const notes = new Notes(root, sheet, { choose, nameOf: (change) => cellName(sheet, change) });
const acts = new Acts(view, { written, say: (text) => notes.say(text) });
const server = new Server(data.door, sheet, { cell: here, heard, failed: (kind, text) => notes.tell(kind, text) });
const editor = new Editor(view, { commit: (text) => acts.type(edited.row, edited.cell, text) });
const follow = followComments(view);
let edited = {};

function here() {
  const row = sheet.rows[view.at.row];
  return row?.name ? `${row.name}|${view.columns[view.at.column].cell}` : "";
}

// Begin to write in the cell at hand: over it with a first sign, else in what is there.
function edit(sign = "") {
  const row = sheet.rows[view.at.row];
  const { cell, label } = view.columns[view.at.column] ?? {};
  if (!row?.name) return false;
  edited = { row, cell };
  const value = sheet.value(row, cell);
  const formula = cell === "year" ? sheet.line(row.name).formula : "";
  const text = sign || formula || (typeof value === "number" ? plainAmount(value) : value);
  editor.open(text, `${row.label}, ${label}`, { isTypedOver: Boolean(sign) });
  return true;
}

// Cells have changed here: show it, keep it, send it.
function written(isOther) {
  draw(isOther);
  store.save(sheet.pending, state.conflicts);
  notes.tell("saving");
  server.soon();
}

function draw(isOther) {
  if (isOther) view.arrange();
  else view.paintAll();
  showSums(sheet);
}

// The server's answer: what was sent is settled, what others wrote is shown.
function heard(told, sent) {
  const settled = new Set(sent);
  sheet.pending = sheet.pending.filter((change) => !settled.has(change));
  for (const each of told.conflicts) add({ ...each, change: sent[each.change] });
  for (const each of told.faults) add({ text: each.text, change: sent[each.change] });
  state.others = new Map(told.others.map((each) => [each.cell, each.name]));
  sheet.given = told.sums.given_ore;
  const isOther = sheet.take(told.lines, told.keys, sent.map((change) => nameOf(change.place)));
  draw(isOther);
  store.save(sheet.pending, state.conflicts);
  notes.others(told.others);
  notes.conflicts(state.conflicts);
  notes.tell(sheet.pending.length ? "saving" : "saved");
}

function add(conflict) {
  const name = cellName(sheet, conflict.change);
  state.conflicts = [...state.conflicts.filter((each) => cellName(sheet, each.change) !== name), conflict];
}

function choose(conflict, isMine) {
  state.conflicts = state.conflicts.filter((each) => each !== conflict);
  notes.conflicts(state.conflicts);
  if (isMine) acts.write([conflict.change]);
  else written(false);
  view.grid.focus({ preventScroll: true });
}

function begin() {
  const kept = store.load();
  sheet.pending = kept.pending;
  state.conflicts = kept.conflicts;
  sheet.reckon(new Set(kept.pending.map((change) => nameOf(change.place))));
  if (kept.pending.length) notes.say(words.kept.replace("{count}", kept.pending.length));
  notes.conflicts(state.conflicts);
  store.save(sheet.pending, state.conflicts);
  makeButtons(bar, acts);
  takeNewLine(document.querySelector("[data-grid-table]"), acts, nameOf);
  watch(view, acts, editor, edit);
  view.grid.addEventListener("keyup", follow);
  view.grid.addEventListener("pointerup", follow);
  setInterval(() => store.save(sheet.pending, state.conflicts), 20_000);
  server.soon(0);
}

window.addEventListener("beforeunload", (event) => {
  editor.close(true);
  if (sheet.pending.length) event.preventDefault();
});
begin();
