// The way to the server: what is not saved is sent, one letter at a time, and what others wrote is asked for.

const PAUSE = 300;
const ALONE = 10_000;
const TOGETHER = 4_000;
const MOST = 2_000;
const AGAIN = 5_000;

export class Server {
  // heard(answer, sent) takes an answer; failed(kind, text) says why there was none.
  constructor(door, sheet, { cell, heard, failed }) {
    Object.assign(this, { door, sheet, cell, heard, failed });
    this.mark = "";
    this.isBusy = false;
    this.waiting = 0;
    this.others = 0;
    document.addEventListener("visibilitychange", () => document.hidden || this.soon(0));
    window.addEventListener("online", () => this.soon(0));
  }

  get token() {
    return document.querySelector("[name=csrfmiddlewaretoken]").value;
  }

  soon(pause = PAUSE) {
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => this.send(), pause);
  }

  async send() {
    if (this.isBusy) return;
    this.isBusy = true;
    const sent = this.sheet.pending.slice(0, MOST);
    for (const change of sent) change.isSent = true;
    const isWell = await this.ask(sent);
    for (const change of sent) change.isSent = false;
    this.isBusy = false;
    const rest = this.others ? TOGETHER : ALONE;
    if (!document.hidden || this.sheet.pending.length) {
      this.soon(isWell ? (this.sheet.pending.length ? PAUSE : rest) : AGAIN);
    }
  }

  async ask(sent) {
    try {
      const changes = sent.map(({ place, cell, seen, value, formula, seen_line }) => ({ place, cell, seen, value, formula, seen_line }));
      const answer = await fetch(this.door, {
        method: "POST",
        headers: { "Content-Type": "application/json", "X-CSRFToken": this.token, Accept: "application/json" },
        body: JSON.stringify({ changes, since: this.mark, cell: this.cell() }),
      });
      if (!answer.headers.get("Content-Type")?.includes("json")) return this.refused(answer);
      const told = await answer.json();
      if (told.mark === undefined) return this.fail("unread");
      this.mark = told.mark;
      this.others = told.others.length;
      this.heard(told, answer.ok ? sent : []);
      if (!answer.ok) return this.fail("closed", told.problems.join(" "));
      return true;
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
      return this.fail("offline");
    }
  }

  fail(kind, text = "") {
    this.failed(kind, text);
    return false;
  }

  // A new sign-in brings a new token: take it from the page, when it is there.
  async refused(answer) {
    if (answer.status !== 403 && !answer.redirected) return this.fail("offline");
    const page = await fetch(location.href);
    const fresh = new DOMParser().parseFromString(await page.text(), "text/html").querySelector("[data-grid-table] [name=csrfmiddlewaretoken]");
    if (page.redirected || !fresh || fresh.value === this.token) return this.fail("signedOut");
    document.querySelectorAll("[name=csrfmiddlewaretoken]").forEach((field) => (field.value = fresh.value));
    return this.fail("offline");
  }
}
