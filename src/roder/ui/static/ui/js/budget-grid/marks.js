// What is to be said of a cell beside its amount, and the sums over the grid.

import { shownAmount } from "./amounts.js";
import { nameOf } from "./lines.js";

// Cells with a comment that is not settled; the year stands for the whole line.
export function commentedCells(comments) {
  const open = comments.filter((each) => each.isOpen);
  return new Set(open.map(({ place, month }) => `${nameOf(place)}|${month ? `m${String(month).padStart(2, "0")}` : "year"}`));
}

export function marksOf({ sheet, words, comments, conflicts, others }, name, cell) {
  const at = `${name}|${cell}`;
  const isOf = ({ text, change }) => !text && nameOf(change.place) === name && [cell, "line"].includes(change.cell);
  const conflict = conflicts.length ? conflicts.find(isOf) : undefined;
  const found = {
    other: others.get(at),
    comment: comments.has(at) ? "yes" : "",
    conflict: conflict ? "yes" : "",
    unsaved: sheet.isPending(name, cell) ? "yes" : "",
  };
  const said = [];
  if (found.other) said.push(words.isHere.replace("{name}", found.other));
  if (found.comment) said.push(words.commented);
  if (conflict) said.push(words.conflict.replace("{name}", conflict.by || words.somebody));
  return said.length ? { ...found, said: said.join(", ") } : found;
}

// What is left to distribute counts down as one types; the server reckons it anew with each answer.
export function showSums(sheet) {
  if (sheet.given === undefined) return;
  const net = sheet.net();
  const left = sheet.given + net;
  const put = (name, ore) => (document.querySelector(`[data-sum="${name}"]`).textContent = shownAmount(ore));
  put("left", left);
  put("net", net);
  put("given", sheet.given);
  document.querySelector(".grid-left").dataset.tone = left < 0 ? "bad" : "";
}

export function cellName({ columns, data }, { place, cell }) {
  const label = columns.find((each) => each.cell === cell)?.label ?? data.words.line;
  return `${place.filter(Boolean).join(" ")}, ${label}`;
}
