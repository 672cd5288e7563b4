// A formula that a person types for a year, "=12*4500": exact fractions, rounded once. The rules are those of the
// server, and the server's word is the one that counts: docs/algorithms/line-formulas.md has the table for both.

const ORE = 100n;
const LONGEST = 200;
const DEEPEST = 20;
const SIGNS = { "\u2212": "-", "\u2013": "-", "\u00d7": "*", "\u00b7": "*", "\u00f7": "/" };
const SPACES = /[ \u00a0\u202f\u2009\t]/g;
const TOKEN = /(\d+(?:[.,]\d+)?|[.,]\d+)|([-+*/()])/y;

export function isFormula(text) {
  return text.trimStart().startsWith("=");
}

class Refused extends Error {}

// Öre as a number, or null for what cannot be reckoned.
export function formulaOre(text) {
  if (text.length > LONGEST) return null;
  try {
    const tokens = tokensOf(text);
    const [over, under] = sum(tokens, 0);
    if (tokens.length) return null;
    const size = (over < 0n ? -over : over) * ORE;
    const whole = Number((size * 2n + under) / (2n * under));
    return over < 0n && whole ? -whole : whole;
  } catch (error) {
    if (error instanceof Refused) return null;
    throw error;
  }
}

function tokensOf(text) {
  const plain = text.trim().slice(1).replace(SPACES, "").replace(/[\u2212\u2013\u00d7\u00b7\u00f7]/g, (sign) => SIGNS[sign]);
  const tokens = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < plain.length) {
    const found = TOKEN.exec(plain);
    if (!found) throw new Refused();
    tokens.unshift(found[0]);
  }
  return tokens;
}

const next = (tokens) => tokens[tokens.length - 1];

function sum(tokens, depth) {
  let value = product(tokens, depth);
  while (next(tokens) === "+" || next(tokens) === "-") {
    const sign = tokens.pop() === "+" ? 1n : -1n;
    const other = product(tokens, depth);
    value = [value[0] * other[1] + sign * other[0] * value[1], value[1] * other[1]];
  }
  return value;
}

function product(tokens, depth) {
  let value = part(tokens, depth);
  while (next(tokens) === "*" || next(tokens) === "/") {
    const isTimes = tokens.pop() === "*";
    const other = part(tokens, depth);
    if (!isTimes && other[0] === 0n) throw new Refused();
    value = isTimes ? [value[0] * other[0], value[1] * other[1]] : quotient(value, other);
  }
  return value;
}

function quotient(value, by) {
  const sign = by[0] < 0n ? -1n : 1n;
  return [value[0] * by[1] * sign, value[1] * by[0] * sign];
}

function part(tokens, depth) {
  if (!tokens.length || depth > DEEPEST) throw new Refused();
  const token = tokens.pop();
  if (token === "+" || token === "-") {
    const value = part(tokens, depth + 1);
    return token === "-" ? [-value[0], value[1]] : value;
  }
  if (token === "(") {
    const value = sum(tokens, depth + 1);
    if (tokens.pop() !== ")") throw new Refused();
    return value;
  }
  if (!/\d$/.test(token)) throw new Refused();
  const [whole, decimals = ""] = token.replace(",", ".").split(".");
  return [BigInt(whole + decimals), 10n ** BigInt(decimals.length)];
}
