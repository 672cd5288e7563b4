// A line and its cells: what a change makes of it, as the server reckons (docs/algorithms/merging-cells.md).

export const MONTHS = 12;
export const MONTH_CELLS = Array.from({ length: MONTHS }, (_none, at) => `m${String(at + 1).padStart(2, "0")}`);
export const PLAN_CELLS = ["plan1", "plan2"];
export const NOTHING = { months: Array(MONTHS).fill(0), plan: [0, 0], text: "", formula: "" };

export const nameOf = (place) => place.join("|");
export const yearOf = (line) => line.months.reduce((sum, ore) => sum + ore, 0);

export function cellOf(line, cell) {
  const shown = line ?? NOTHING;
  if (cell === "text") return shown.text;
  if (cell === "year") return yearOf(shown);
  const plan = PLAN_CELLS.indexOf(cell);
  return plan >= 0 ? shown.plan[plan] : shown.months[MONTH_CELLS.indexOf(cell)];
}

function allocated(total, weights) {
  const shares = weights.some(Boolean) ? weights.map(BigInt) : weights.map(() => 1n);
  const whole = shares.reduce((sum, share) => sum + share, 0n);
  const size = BigInt(Math.abs(total));
  const parts = shares.map((share) => (size * share) / whole);
  const order = shares.map((share, at) => [(size * share) % whole, at]);
  order.sort((a, b) => (a[0] === b[0] ? a[1] - b[1] : a[0] < b[0] ? 1 : -1));
  const left = Number(size - parts.reduce((sum, part) => sum + part, 0n));
  for (const [, at] of order.slice(0, left)) parts[at] += 1n;
  return parts.map((part) => (total < 0 && part ? -Number(part) : Number(part)));
}

export function reshaped(months, year) {
  if (Math.min(...months) < 0 && Math.max(...months) > 0) {
    const more = allocated(year - months.reduce((sum, ore) => sum + ore, 0), Array(MONTHS).fill(1));
    return months.map((ore, at) => ore + more[at]);
  }
  return allocated(year, months.map(Math.abs));
}

const put = (list, at, value) => list.map((old, index) => (index === at ? value : old));

// The line after a change; null when it is removed.
export function changed(line, change) {
  if (change.cell === "line") return change.value ? (line ?? NOTHING) : null;
  const before = line ?? NOTHING;
  if (change.cell === "text") return { ...before, text: change.value };
  const plan = PLAN_CELLS.indexOf(change.cell);
  if (plan >= 0) return { ...before, plan: put(before.plan, plan, change.value) };
  if (change.cell === "year") {
    return { ...before, months: reshaped(before.months, change.value), formula: change.formula ?? "" };
  }
  return { ...before, months: put(before.months, MONTH_CELLS.indexOf(change.cell), change.value), formula: "" };
}

export const seenLine = (line) => [...line.months, ...line.plan, line.text];

// The changes that make one state of a line into another, with nothing said of what is alike in both.
export function changesBetween(place, from, to) {
  if (!from && !to) return [];
  if (!to) return [{ place, cell: "line", value: 0 }];
  const found = from ? [] : [{ place, cell: "line", value: 1 }];
  const before = from ?? NOTHING;
  const add = (cell) => {
    const value = cellOf(to, cell);
    if (cellOf(before, cell) !== value) found.push({ place, cell, value });
  };
  [...MONTH_CELLS, ...PLAN_CELLS, "text"].forEach(add);
  if (to.formula && to.formula !== before.formula) {
    found.push({ place, cell: "year", value: yearOf(to), formula: to.formula });
  }
  return found;
}
