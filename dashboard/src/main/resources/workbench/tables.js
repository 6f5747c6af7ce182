// The tables in a database: a diagram, the statements, and what differs.

import { command, h, replace } from './dom.js';
import { colours, counted } from './values.js';

/** What a button says that makes the contract agree with the database. */
const EDITS = {
  DROP_COLUMN: (edit) => `In the contract: take ${edit.column} away`,
  SET_TYPE: (edit) => `In the contract: make ${edit.column} ${edit.values[0]}`,
  SET_REQUIRED: (edit) => `In the contract: require ${edit.column}`,
  SET_KEY: (edit) => `In the contract: make the key ${edit.values.join(', ')}`,
};

const WIDTH = 190;
const HEIGHT = 62;

/** Boxes in columns: a table stands right of those that it refers to. */
function diagram(tables) {
  const level = new Map();
  const depth = (table) => {
    if (level.has(table.name)) return level.get(table.name);
    level.set(table.name, 0);
    const above = table.references.filter((name) => name !== table.name)
      .map((name) => tables.find((each) => each.name === name)).filter(Boolean).map(depth);
    level.set(table.name, above.length === 0 ? 0 : Math.max(...above) + 1);
    return level.get(table.name);
  };
  tables.forEach(depth);
  const filled = [];
  const place = new Map(tables.map((table) => {
    const column = level.get(table.name);
    filled[column] = (filled[column] ?? 0) + 1;
    return [table.name, { x: 10 + column * (WIDTH + 60), y: 10 + (filled[column] - 1) * (HEIGHT + 16) }];
  }));
  const width = 20 + filled.length * (WIDTH + 60) - 60;
  const height = 20 + Math.max(...filled) * (HEIGHT + 16);
  const colour = colours(tables.map((table) => table.name));
  const short = (text, most) => (text.length > most ? `${text.slice(0, most - 1)}…` : text);
  return h('svg', {
    class: 'diagram', viewBox: `0 0 ${width} ${height}`, width, height, role: 'img',
    'aria-label': `Tables: ${tables.map((table) => table.name + (table.references.length > 0 ? ` refers to ${table.references.join(', ')}` : '')).join('; ')}`,
  },
  tables.flatMap((table) => table.references.filter((name) => place.has(name)).map((name) => {
    const from = place.get(table.name);
    const to = place.get(name);
    return h('path', { class: 'arrow', d: `M ${from.x} ${from.y + HEIGHT / 2} C ${from.x - 40} ${from.y + HEIGHT / 2}, ${to.x + WIDTH + 40} ${to.y + HEIGHT / 2}, ${to.x + WIDTH} ${to.y + HEIGHT / 2}` });
  })),
  tables.map((table) => {
    const { x, y } = place.get(table.name);
    return h('g', {}, h('rect', { class: `box ${colour(table.name)}`, x, y, width: WIDTH, height: HEIGHT, rx: 6 }),
      h('text', { class: 'strong', x: x + 10, y: y + 20 }, short(table.name, 24)),
      h('text', { x: x + 10, y: y + 38 }, short(table.key.length > 0 ? `key ${table.key.join(', ')}` : 'no key', 27)),
      h('text', { x: x + 10, y: y + 54 }, counted(table.columns, 'column')));
  }));
}

/**
 * The pane.
 *
 * @param on dialect(name), compare(), edit(what)
 */
export function tablesPane(element, dialects, hasDatabase, on) {
  const chosen = h('select', { id: 'dialect', onchange: () => on.dialect(chosen.value) },
    dialects.map((name) => h('option', {}, name)));
  const picture = h('div', { class: 'wide', tabindex: '0', role: 'region', 'aria-label': 'Diagram' });
  const sql = h('pre', { class: 'sql', tabindex: '0', 'aria-label': 'Statements' });
  const found = h('div', { role: 'status' });
  replace(element,
    h('h3', {}, 'Diagram'), picture,
    hasDatabase ? h('h3', {}, 'The database') : null,
    hasDatabase ? h('p', {}, h('button', { type: 'button', onclick: () => on.compare() }, 'Compare with the live tables')) : null,
    hasDatabase ? found : null,
    h('h3', {}, 'Statements'),
    h('p', {}, h('label', { for: 'dialect' }, 'Dialect '), chosen), sql);
  const difference = (one) => h('li', {},
    h('p', { class: one.error ? 'failed' : null }, h('strong', {}, one.error ? 'Error' : 'Warning'), `: ${one.text}`),
    one.statement ? [h('p', { class: 'quiet' }, 'In the database:'), command(one.statement)] : null,
    one.edit ? h('p', {}, h('button', { type: 'button', onclick: () => on.edit(one.edit) }, EDITS[one.edit.kind](one.edit))) : null);

  return {
    dialect: () => chosen.value,
    show(answer) {
      replace(picture, diagram(answer.tables));
      sql.textContent = answer.sql;
    },
    differences(list) {
      replace(found, list.length === 0 ? h('p', {}, 'The live tables fit.')
        : [h('p', { class: 'quiet' }, 'A statement is a proposal: look at it before you run it. It may meet rows that it cannot take.'),
          h('ul', { class: 'differences' }, list.map(difference))]);
    },
    problem(text) {
      sql.textContent = text;
      replace(picture);
    },
  };
}
