// What a person types in kronor, and what an amount looks like. The rules are those of the server, and the server's
// word is the one that counts: docs/algorithms/line-formulas.md holds the table that both are tested by.

import { formulaOre, isFormula } from "./formulas.js";

const ORE = 100n;
const SPACES = /[ \u00a0\u202f\u2009\t]/g;

// Öre as a number, or null for what is no amount.
export function typedOre(text) {
  return isFormula(text) ? formulaOre(text) : amountOre(text);
}

function amountOre(text) {
  let plain = text.replace(/[\u2212\u2013]/g, "-").replace(SPACES, "").replaceAll("'", "");
  let isNegative = false;
  if (plain.startsWith("(") && plain.endsWith(")")) [plain, isNegative] = [plain.slice(1, -1), true];
  if (plain.endsWith("-")) [plain, isNegative] = [plain.slice(0, -1), true];
  const found = /^([+-]?)(\d*)(?:[.,](\d*))?$/.exec(ungrouped(plain));
  if (!found || !(found[2] || found[3])) return null;
  const parts = (found[3] ?? "").replace(/0+$/, "");
  if (parts.length > 2) return null;
  const ore = Number(BigInt(found[2] || "0") * ORE + BigInt(parts.padEnd(2, "0")));
  return isNegative !== (found[1] === "-") && ore ? -ore : ore;
}

function ungrouped(plain) {
  const comma = plain.lastIndexOf(",");
  const point = plain.lastIndexOf(".");
  if (comma >= 0 && point >= 0) return plain.replaceAll(comma > point ? "." : ",", "");
  const sign = comma >= 0 ? "," : ".";
  return plain.split(sign).length > 2 ? plain.replaceAll(sign, "") : plain;
}

// As the table shows it, in the language of the page.
const lang = globalThis.document?.documentElement.lang || "sv";
const kronor = new Intl.NumberFormat(lang, { maximumFractionDigits: 0 });
const withOre = new Intl.NumberFormat(lang, { minimumFractionDigits: 2, maximumFractionDigits: 2 });

export function shownAmount(ore) {
  const writer = ore % 100 ? withOre : kronor;
  return writer.format(ore / 100).replace("-", "\u2212");
}

// As a person edits it and as Excel reads it: no grouping, decimal comma.
export function plainAmount(ore) {
  const size = Math.abs(ore);
  const parts = size % 100 ? `,${String(size % 100).padStart(2, "0")}` : "";
  return `${ore < 0 ? "-" : ""}${Math.floor(size / 100)}${parts}`;
}
