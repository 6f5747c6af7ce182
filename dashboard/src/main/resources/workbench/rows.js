// The rows, table by table.

import { h, replace } from './dom.js';
import { rove } from './roving.js';
import { colours, counted, shown } from './values.js';

/**
 * The pane.
 *
 * @param on cell(table, column, row), column(table, column), line(number)
 */
export function rowsPane(element, on) {
  const roving = rove(element, 'tr', '.cell');
  let lit = new Set();
  let last = null;
  const key = (table, column, row) => `${table}\n${column}\n${row}`;

  element.addEventListener('click', (event) => {
    const cell = event.target.closest('.cell');
    if (!cell) return;
    const { table, column, row } = cell.dataset;
    if (row === undefined) on.column(table, column);
    else on.cell(table, column, Number(row));
  });

  const isLit = (table, column, row) =>
    lit.has(key(table, column, row)) || lit.has(key(table, '', row)) || lit.has(key(table, column, -1));

  const button = (table, column, row, ...text) =>
    h('button', {
      type: 'button', tabindex: '-1', class: `cell${isLit(table, column, row ?? -2) ? ' lit' : ''}`,
      'data-table': table, 'data-column': column, 'data-row': row,
    }, ...text);

  function table(one, colour) {
    const heading = h('h3', { class: `${colour(one.name)} name` }, `${one.name} `,
      h('span', { class: 'quiet' }, one.count > one.rows.length
        ? `${counted(one.count, 'row')}, the first ${one.rows.length} are shown` : counted(one.count, 'row')));
    const head = h('tr', {}, h('th', { scope: 'col' }, h('span', { class: 'spoken' }, 'Row')),
      one.columns.map((column) => h('th', { scope: 'col', class: colour(one.name) },
        button(one.name, column.name, null, column.name, one.key.includes(column.name) ? h('span', { class: 'key', title: 'part of the key' }, ' key') : null),
        h('span', { class: 'type' }, column.type))));
    const rows = one.rows.map((row, number) => h('tr', {}, h('th', { scope: 'row', class: 'n' }, String(number + 1)),
      row.map((value, at) => h('td', { class: value === null ? 'null' : typeof value === 'number' ? 'n' : null },
        button(one.name, one.columns[at].name, number, shown(value))))));
    return h('section', { 'aria-label': one.name }, heading,
      // No stop of the Tab key: what is focused in it is scrolled to.
      h('div', { class: 'wide', tabindex: '-1' }, h('table', {}, h('thead', {}, head), rows.length === 0 ? null : h('tbody', {}, rows))));
  }

  /** Shows what came of the document. */
  function show(rows, names) {
    last = { rows, names };
    const focused = document.activeElement?.closest?.('#rows .cell');
    const back = focused && { ...focused.dataset };
    const scrolled = element.scrollTop;
    const colour = colours(names);
    const rejected = rows.rejected;
    replace(element,
      rejected ? h('div', { class: 'banner bad' },
        h('p', {}, h('strong', {}, `Rejected at ${rejected.stage}: `), rejected.reason),
        rejected.location ? h('p', { class: 'quiet' }, rejected.location) : null,
        rejected.line > 0 ? h('button', { type: 'button', onclick: () => on.line(rejected.line) }, `Go to line ${rejected.line}`) : null) : null,
      rows.tables.map((one) => table(one, colour)));
    element.scrollTop = scrolled;
    roving.ready();
    if (back) {
      [...element.querySelectorAll('.cell')].find((each) =>
        each.dataset.table === back.table && each.dataset.column === back.column && each.dataset.row === back.row)?.focus({ preventScroll: true });
    }
  }

  /** The text has problems: what is shown is of an older one. */
  function stale() {
    if (!element.querySelector('.old')) {
      element.prepend(h('p', { class: 'old' }, 'The text has problems; these rows are of the last one without.'));
    }
  }

  return {
    show,
    stale,
    redraw() {
      const isOld = element.querySelector('.old') !== null;
      if (last) show(last.rows, last.names);
      if (isOld) stale();
    },
    empty(text) {
      last = null;
      replace(element, h('p', { class: 'quiet' }, text));
    },
    /** Lights cells up and shows the first one; a row of -1 means the whole column. */
    light(cells) {
      lit = new Set(cells.map((each) => key(each.table, each.column, each.row)));
      let first = null;
      for (const each of element.querySelectorAll('.cell')) {
        const row = each.dataset.row === undefined ? -2 : Number(each.dataset.row);
        const on_ = isLit(each.dataset.table, each.dataset.column, row);
        each.classList.toggle('lit', on_);
        if (on_ && !first) first = each;
      }
      first?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    },
  };
}
