// The rows of the grid: report lines with their sums, and under each its lines by account.

// lines: name of the place -> line.
export function rowsOf(data, lines) {
  const groups = new Map(data.groups.map(([code]) => [code, []]));
  for (const [name, line] of lines) {
    const code = data.accounts[line.place[0]]?.[1] ?? "unmapped";
    (groups.get(code) ?? groups.get("unmapped")).push(name);
  }
  const rows = [];
  for (const [code, label] of data.groups) {
    const names = groups.get(code).sort((a, b) => (a < b ? -1 : 1));
    if (!names.length) continue;
    const accounts = new Set(names.map((name) => lines.get(name).place[0]));
    rows.push({ group: code, label, names, lastYear: lastYearOf(data, accounts) });
    names.forEach((name, at) => rows.push(lineRow(data, name, lines.get(name).place, names[at - 1])));
  }
  return rows;
}

function lastYearOf(data, accounts) {
  const known = [...accounts].map((account) => data.lastYear[account]).filter((ore) => ore !== undefined);
  return known.length ? known.reduce((sum, ore) => sum + ore, 0) : undefined;
}

// The ledger's outturn is of the account: it stands at the account's first line.
function lineRow(data, name, place, before) {
  const [account, ...codes] = place;
  const words = codes.map((code, at) => code && `${code} ${data.objects[at][code] ?? ""}`.trim());
  const own = `${account} ${data.accounts[account]?.[0] ?? ""}`.trim();
  const isFirst = before?.split("|")[0] !== account;
  return {
    name,
    label: [own, ...words].filter(Boolean).join(" · "),
    lastYear: isFirst ? data.lastYear[account] : undefined,
  };
}
