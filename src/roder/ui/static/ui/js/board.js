// Cards of a board can be dragged to another column. What is dropped opens the card's own form with that state
// chosen: it is sent at once, or waits for the comment where the state must be explained.

let dragged = null;

function option(card, column) {
  const select = card?.querySelector("select[name=state]");
  return [...(select?.options ?? [])].find((one) => one.value === column?.dataset.state);
}

function prepare(root) {
  for (const card of root.querySelectorAll("[data-moves]")) card.draggable = true;
}

function unmark() {
  for (const column of document.querySelectorAll("[data-over]")) delete column.dataset.over;
}

document.addEventListener("dragstart", (event) => {
  dragged = event.target.closest?.("[data-moves]") ?? null;
});

document.addEventListener("dragend", () => {
  dragged = null;
  unmark();
});

document.addEventListener("dragover", (event) => {
  const column = event.target.closest?.("[data-board] [data-state]");
  if (!option(dragged, column)) return;
  event.preventDefault();
  unmark();
  column.dataset.over = "";
});

document.addEventListener("drop", (event) => {
  const column = event.target.closest?.("[data-board] [data-state]");
  const chosen = option(dragged, column);
  if (!chosen || dragged.closest("[data-state]") === column) return;
  event.preventDefault();
  const form = dragged.querySelector("form");
  dragged.querySelector("details").open = true;
  chosen.selected = true;
  if ("explain" in chosen.dataset) form.elements.comment.focus();
  else form.requestSubmit();
});

document.addEventListener("htmx:load", (event) => prepare(event.target));
prepare(document);
