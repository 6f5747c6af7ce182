// The tables in a database: a diagram, the statements, and what differs.

import { h, replace } from './dom.js';
import { colours, counted } from './values.js';

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
 * @param on dialect(name), compare()
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
  return {
    dialect: () => chosen.value,
    show(answer) {
      replace(picture, diagram(answer.tables));
      sql.textContent = answer.sql;
    },
    differences(list) {
      replace(found, list.length === 0 ? h('p', {}, 'The live tables fit.')
        : h('ul', { class: 'paths' }, list.map((one) => h('li', { class: one.error ? 'failed' : null }, `${one.error ? 'error' : 'warning'}: ${one.text}`))));
    },
    problem(text) {
      sql.textContent = text;
      replace(picture);
    },
  };
}
