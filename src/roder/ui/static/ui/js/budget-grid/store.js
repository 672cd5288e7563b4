// What is not saved yet, kept in the browser until the server has answered: a reload, a lost network and a closed
// window lose nothing. Each tab has a place of its own; what a closed one left is taken over.

const DEAD_AFTER = 60_000;
const KEEPER = "roder-grid";

function tabOf() {
  const name = `${KEEPER}-tab`;
  const found = sessionStorage.getItem(name) ?? crypto.getRandomValues(new Uint32Array(2)).join("");
  sessionStorage.setItem(name, found);
  return found;
}

export class Store {
  constructor(unit, person) {
    this.prefix = `${KEEPER}:${unit}:${person}:`;
    this.key = this.prefix + tabOf();
  }

  save(pending, conflicts) {
    if (!pending.length && !conflicts.length) localStorage.removeItem(this.key);
    else localStorage.setItem(this.key, JSON.stringify({ at: Date.now(), pending, conflicts }));
  }

  // What this tab, or one that is closed, had not saved.
  load() {
    const found = { pending: [], conflicts: [] };
    for (const key of Object.keys(localStorage).filter((each) => each.startsWith(this.prefix))) {
      const kept = JSON.parse(localStorage.getItem(key));
      if (key !== this.key && Date.now() - kept.at < DEAD_AFTER) continue;
      if (key !== this.key) localStorage.removeItem(key);
      found.pending.push(...kept.pending.map((change) => ({ ...change, isSent: false })));
      found.conflicts.push(...kept.conflicts);
    }
    return found;
  }
}
