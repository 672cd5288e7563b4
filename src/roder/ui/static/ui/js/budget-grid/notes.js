// What the grid says in words: whether all is saved, who else is here, and where two have written different values.

import { shownAmount } from "./amounts.js";

const filled = (text, values) => text.replace(/\{(\w+)\}/g, (_whole, name) => values[name]);

export class Notes {
  constructor(root, sheet, { choose, nameOf }) {
    Object.assign(this, { sheet, choose, nameOf });
    this.words = sheet.data.words;
    this.state = document.querySelector("[data-grid-state]");
    this.here = this.paragraph("grid-here");
    this.said = this.paragraph("grid-said");
    this.said.setAttribute("role", "status");
    this.list = document.createElement("div");
    this.list.className = "grid-conflicts";
    this.list.setAttribute("role", "alert");
    root.append(this.here, this.said, this.list);
  }

  paragraph(name) {
    const made = document.createElement("p");
    made.className = `quiet ${name}`;
    return made;
  }

  say(text) {
    this.said.textContent = text;
  }

  // How far the saving has come: kind is "saved", "saving" or what the server failed in.
  tell(kind, text = "") {
    const count = this.sheet.pending.length;
    const { words } = this;
    let said = words.saved;
    if (count) said = kind === "saving" ? words.saving : filled(words.unsaved, { count });
    if (kind === "closed") said = `${filled(words.closed, { text })} ${count ? filled(words.unsaved, { count }) : ""}`;
    if (kind === "signedOut") said = words.signedOut;
    this.state.dataset.kind = count || kind === "closed" ? kind : "saved";
    if (this.state.textContent !== said) this.state.textContent = said;
  }

  others(others) {
    const text = others.length ? filled(this.words.here, { names: others.map((each) => each.name).join(", ") }) : "";
    if (this.here.textContent !== text) this.here.textContent = text;
  }

  shown(value) {
    if (value === null || Array.isArray(value)) return this.words.removed;
    return typeof value === "number" ? shownAmount(value) : value || "–";
  }

  conflicts(conflicts) {
    this.list.replaceChildren();
    if (!conflicts.length) return;
    const title = document.createElement("p");
    title.className = "notice-title";
    title.textContent = filled(this.words.conflicts, { count: conflicts.length });
    this.list.append(title, ...conflicts.map((each) => this.conflict(each)));
  }

  conflict(each) {
    const { words } = this;
    const made = document.createElement("p");
    const name = this.nameOf(each.change);
    const mine = each.change.cell === "line" && !each.change.value ? null : each.change.value;
    const texts = each.text
      ? [`${name}: ${this.shown(mine)}. ${each.text}`]
      : [
          `${name}: ${filled(words.conflict, { name: each.by || words.somebody })}${each.at ? ` (${each.at})` : ""}.`,
          filled(words.theirs, { value: this.shown(each.theirs) }),
          filled(words.mine, { value: this.shown(mine) }),
        ];
    made.append(`${texts.join(" ")} `);
    made.append(this.button(words.keepTheirs, name, () => this.choose(each, false)));
    if (!each.text) made.append(" ", this.button(words.keepMine, name, () => this.choose(each, true)));
    return made;
  }

  button(label, name, act) {
    const made = document.createElement("button");
    made.type = "button";
    made.className = "ds-button";
    made.dataset.variant = "secondary";
    made.textContent = label;
    made.setAttribute("aria-label", `${label}, ${name}`);
    made.addEventListener("click", act);
    return made;
  }
}
