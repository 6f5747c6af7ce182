// How values are shown, or that they are not.

let hidden = false;

export const valuesHidden = () => hidden;

export function hideValues(hide) {
  hidden = hide;
}

/** The text of a value; null is no value. */
export function shown(value) {
  if (value === null || value === undefined) return 'NULL';
  const text = String(value);
  return hidden && text !== '' ? '•'.repeat(Math.min(8, text.length)) : text;
}

/** A class of colour for each table, in the contract's order. */
export function colours(names) {
  const classes = new Map(names.map((name, at) => [name, `t${at % 8}`]));
  return (name) => classes.get(name) ?? '';
}

export const tableOf = (purpose, names) =>
  names.filter((name) => purpose === name || purpose.startsWith(`${name}.`)).sort((a, b) => b.length - a.length)[0];

export const counted = (count, one, many = `${one}s`) => `${count.toLocaleString('en')} ${count === 1 ? one : many}`;

/** How a part of a document looks: by the table that takes it, or that nothing does. */
export function kindOf(uses, names, isPlain) {
  if (uses.length > 0) {
    const table = uses.map((use) => tableOf(use, names)).find(Boolean);
    return { class: `taken ${table ? colours(names)(table) : 'other'}`, title: uses.join(', ') };
  }
  return isPlain ? { class: '', title: null } : { class: 'left', title: 'nothing takes it' };
}

/** What is no value by itself, such as a comment, but may have some in it. */
export const masked = (text) => (hidden ? text.replace(/[\p{L}\p{N}]/gu, '•') : text);
