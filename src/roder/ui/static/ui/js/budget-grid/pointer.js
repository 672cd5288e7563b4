// Mouse, finger and clipboard of the grid.

import { copied, paste } from "./blocks.js";
import { placeOf } from "./places.js";

export function watchMouse(view, edit, editor) {
  const { grid } = view;
  grid.addEventListener("pointerdown", (event) => {
    const place = event.target === editor.input ? null : placeOf(view, event.target);
    if (!place || event.button) return;
    const isAgain = place.row === view.at.row && place.column === view.at.column && document.activeElement === grid;
    view.go(place, { isStretched: event.shiftKey });
    if (event.pointerType === "mouse") event.preventDefault();
    grid.focus({ preventScroll: true });
    if (isAgain && event.pointerType === "touch") edit();
  });
  grid.addEventListener("pointerover", (event) => {
    if (event.buttons !== 1 || event.pointerType !== "mouse" || editor.isOpen) return;
    const place = placeOf(view, event.target);
    if (place) view.go(place, { isStretched: true });
  });
  grid.addEventListener("dblclick", (event) => event.target !== editor.input && placeOf(view, event.target) && edit());
}

export function watchClipboard(grid, acts, editor) {
  const isOurs = () => document.activeElement === grid && !editor.isOpen;
  document.addEventListener("copy", (event) => {
    if (!isOurs()) return;
    event.clipboardData.setData("text/plain", copied(acts));
    event.preventDefault();
  });
  document.addEventListener("cut", (event) => {
    if (!isOurs()) return;
    event.clipboardData.setData("text/plain", copied(acts));
    event.preventDefault();
    acts.empty();
  });
  document.addEventListener("paste", (event) => {
    if (!isOurs()) return;
    event.preventDefault();
    paste(acts, event.clipboardData.getData("text/plain"));
  });
}
