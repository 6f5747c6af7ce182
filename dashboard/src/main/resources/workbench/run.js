// A run of the samples by the contract as it is saved, and the rows in the database.

import { command, h, replace } from './dom.js';
import { counted, shown } from './values.js';

const ENDS = { 0: 'Every document is loaded.', 1: 'Some documents failed; the text above says how to look at them.' };

/**
 * The pane.
 *
 * @param on run()
 */
export function runPane(element, on) {
  let isSaved = true;
  let state = null;
  const button = h('button', { type: 'button', class: 'primary', onclick: () => on.run() });
  const said = h('pre', { class: 'sql', tabindex: '0', 'aria-label': 'What the run says' });
  const ended = h('p', { role: 'status' });
  const rows = h('div', {});
  const line = h('div', {});

  const table = (one) => h('section', { 'aria-label': one.table },
    h('h3', { class: 'name' }, `${one.table} `, h('span', { class: 'quiet' }, one.problem ? '' : one.rows.length < 20 ? counted(one.rows.length, 'row') : `the first ${one.rows.length} rows`)),
    one.problem ? h('p', { class: 'failed' }, one.problem)
      : h('div', { class: 'wide', tabindex: '0', role: 'region', 'aria-label': `Rows of ${one.table}` }, h('table', {},
        h('thead', {}, h('tr', {}, one.columns.map((name) => h('th', { scope: 'col' }, name)))),
        h('tbody', {}, one.rows.map((row) => h('tr', {}, row.map((value) => h('td', { class: value === null ? 'null' : null }, shown(value)))))))));

  function draw() {
    button.textContent = state?.running ? 'It runs …' : isSaved ? 'Run' : 'Save and run';
    button.disabled = Boolean(state?.running);
    if (!state) return;
    said.hidden = state.lines.length === 0;
    const text = state.lines.join('\n');
    if (said.textContent !== text) {
      said.textContent = text;
      said.scrollTop = said.scrollHeight;
    }
    ended.textContent = state.running || state.exit === undefined || state.exit === null ? '' : ENDS[state.exit] ?? `It ended with exit code ${state.exit}.`;
    replace(rows, state.rows.length > 0 ? h('h3', {}, 'In the database') : null, state.rows.map(table));
  }

  return {
    begin(first) {
      state = first;
      replace(line, command(first.command));
      replace(element, h('p', {}, 'Loads the samples by the contract as it is saved, as this command does on a terminal:'), line,
        h('p', {}, button), ended, rows, said);
      draw();
    },
    saved(is) {
      isSaved = is;
      draw();
    },
    show(now) {
      state = now;
      draw();
    },
    redraw: draw,
    problem(text) {
      ended.textContent = text;
    },
  };
}
