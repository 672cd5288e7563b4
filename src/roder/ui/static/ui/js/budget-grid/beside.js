// What stands beside the grid: its buttons, the form of a new line, the comments of the cell at hand.

export function makeButtons(root, acts) {
  const bar = document.createElement("div");
  bar.className = "grid-buttons";
  bar.setAttribute("role", "toolbar");
  bar.setAttribute("aria-label", acts.words.buttons);
  const made = [
    [acts.words.undo, () => acts.undo(), "Control+Z"],
    [acts.words.redo, () => acts.redo(), "Control+Y"],
    [acts.words.fillRight, () => acts.fillRight(), "Control+R"],
    [acts.words.fillDown, () => acts.fillDown(), "Control+D"],
    [acts.words.turnSign, () => acts.turnSign(), "Alt+-"],
    [acts.words.removeLines, () => acts.removeLines(), ""],
  ];
  for (const [label, act, keys] of made) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "ds-button";
    button.dataset.variant = "tertiary";
    button.textContent = label;
    if (keys) button.setAttribute("aria-keyshortcuts", keys);
    button.addEventListener("click", () => {
      act();
      acts.view.grid.focus({ preventScroll: true });
    });
    bar.append(button);
  }
  root.append(bar);
}

// The form's own table is put away; its fields for a new line are used by the grid.
export function takeNewLine(table, acts, nameOf) {
  const { sheet, view, words } = acts;
  table.querySelector(".table-region")?.remove();
  table.querySelector(".pager")?.remove();
  table.querySelector(".empty")?.remove();
  const form = table.querySelector("form");
  const save = form.querySelector("[data-grid-save]");
  save.textContent = words.addLine;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const fields = ["account", "activity", "project", "counterparty"].map((name) => form.elements[`new-${name}`]);
    const place = fields.map((field) => field.value.trim().split(" ")[0].replaceAll("|", ""));
    if (!place[0]) return fields[0].focus();
    const isKnown = sheet.data.accounts[place[0]] || !Object.keys(sheet.data.accounts).length;
    if (!isKnown) {
      acts.say(words.unknownAccount.replace("{code}", place[0]));
      return fields[0].focus();
    }
    if (sheet.line(nameOf(place))) acts.say(words.isThere);
    else acts.write([{ place, cell: "line", value: 1, formula: "" }]);
    fields.forEach((field) => (field.value = ""));
    view.go({ row: sheet.rows.findIndex((row) => row.name === nameOf(place)), column: 1 });
    view.grid.focus({ preventScroll: true });
  });
}

// The comments of the cell at hand stand first, and a new one is about it.
export function followComments(view) {
  const list = document.querySelector("[data-comments]");
  const form = document.querySelector("[data-comment-form]");
  return () => {
    const row = view.sheet.rows[view.at.row];
    if (!row?.name || !list) return;
    const month = /^m(\d\d)$/.exec(view.columns[view.at.column].cell);
    const number = month ? Number(month[1]) : 0;
    const here = [...list.querySelectorAll(".cell-comment")].filter((each) => each.dataset.place === row.name);
    here.sort((a, b) => (Number(b.dataset.month) === number) - (Number(a.dataset.month) === number));
    list.querySelectorAll("[data-here]").forEach((each) => delete each.dataset.here);
    here.forEach((each) => (each.dataset.here = "yes"));
    if (list.firstElementChild !== here[0]) list.prepend(...here);
    if (!form) return;
    const { place, month: chosen } = form.elements;
    if (![...place.options].some((each) => each.value === row.name)) place.add(new Option(row.label, row.name));
    place.value = row.name;
    chosen.value = String(number);
  };
}
