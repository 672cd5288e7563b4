// The one input that lies over the cell that is written in.

export class Editor {
  constructor(view, { commit }) {
    Object.assign(this, { view, commit });
    this.input = document.createElement("input");
    this.input.className = "bg-editor";
    this.input.autocomplete = "off";
    this.input.hidden = true;
    view.grid.append(this.input);
    this.input.addEventListener("keydown", (event) => this.press(event));
    this.input.addEventListener("blur", () => this.close(true));
  }

  get isOpen() {
    return !this.input.hidden;
  }

  // isTypedOver: arrows leave the cell, as nothing was there to move in.
  open(text, label, { isTypedOver = false } = {}) {
    const { view, input } = this;
    view.go(view.at, { isStretched: true });
    const box = view.box();
    if (!box) return;
    const [cell, grid] = [box.getBoundingClientRect(), view.grid.getBoundingClientRect()];
    Object.assign(input.style, {
      left: `${cell.left - grid.left - view.grid.clientLeft + view.grid.scrollLeft}px`,
      top: `${cell.top - grid.top - view.grid.clientTop + view.grid.scrollTop}px`,
      width: `${cell.width}px`,
      height: `${cell.height}px`,
    });
    input.value = text;
    input.setAttribute("aria-label", label);
    input.classList.toggle("bg-text", box.classList.contains("bg-text"));
    this.isTypedOver = isTypedOver;
    input.hidden = false;
    input.focus({ preventScroll: true });
    if (!isTypedOver) input.select();
  }

  close(isKept, move = null) {
    if (!this.isOpen) return;
    const text = this.input.value;
    const hadFocus = document.activeElement === this.input;
    this.input.hidden = true;
    if (hadFocus) this.view.grid.focus({ preventScroll: true });
    if (isKept) this.commit(text);
    if (move) move();
  }

  press(event) {
    event.stopPropagation();
    const { view } = this;
    const go = (row, column) => () => view.go(view.step(row, column) ?? view.at);
    const away = { Enter: go(event.shiftKey ? -1 : 1, 0), Tab: go(0, event.shiftKey ? -1 : 1) };
    if (this.isTypedOver) {
      Object.assign(away, { ArrowUp: go(-1, 0), ArrowDown: go(1, 0), ArrowLeft: go(0, -1), ArrowRight: go(0, 1) });
    }
    if (event.isComposing) return;
    if (event.key === "Escape") this.close(false);
    else if (away[event.key] && !event.ctrlKey && !event.metaKey) this.close(true, away[event.key]);
    else return;
    event.preventDefault();
  }
}
