// All runs.

import { get } from './api.js';
import { connected } from './app.js';
import { bar, h, number, refresh, state, table, when } from './dom.js';

const EVERY_MILLIS = 3000;

function row(run) {
  const { counts, pace } = run;
  const done = counts.loaded + counts.alreadyLoaded + counts.failed;
  const share = counts.total ? done / counts.total : 0;
  return h('tr', {},
    h('th', { scope: 'row' }, h('a', { href: `#/runs/${encodeURIComponent(run.run)}` }, run.run)),
    h('td', {}, state(run.state)),
    h('td', { class: 'n' }, `${number(done)} / ${counts.total == null ? '?' : number(counts.total)}`,
      bar(counts.total === 0 ? 1 : share)),
    h('td', { class: 'n' }, number(counts.loaded)),
    h('td', { class: 'n' }, number(counts.alreadyLoaded)),
    h('td', { class: counts.failed ? 'n failed' : 'n' }, counts.failed
      ? h('a', { href: `#/letters?run=${encodeURIComponent(run.run)}` }, number(counts.failed))
      : '0'),
    h('td', { class: 'n' }, number(pace.recordsPerMinute)),
    h('td', {}, run.contract ?? ''),
    h('td', {}, when(pace.startedAt)));
}

export function runsView() {
  const list = h('div', {}, h('p', { class: 'quiet' }, 'Looking …'));
  let shown = '';
  async function load() {
    if (document.hidden) return;
    try {
      const runs = await get('runs');
      connected(null);
      const now = JSON.stringify(runs.map((run) => [run.run, run.state, run.counts]));
      if (now === shown) return;
      shown = now;
      refresh(list, runs.length === 0
        ? h('p', {}, 'No run yet. ', h('code', {}, 'xmlfleet produce FOLDER'), ' begins one.')
        : table('The newest first', ['Run', 'State', { text: 'Done', class: 'n' }, { text: 'Loaded', class: 'n' },
          { text: 'Already', class: 'n' }, { text: 'Failed', class: 'n' }, { text: 'A minute', class: 'n' },
          'Contract', 'Started'], runs.map(row)));
    } catch (error) {
      connected(error.message);
    }
  }
  load();
  const timer = setInterval(load, EVERY_MILLIS);
  return {
    title: 'Runs',
    element: h('section', {}, h('h1', { tabindex: '-1' }, 'Runs'), list),
    close: () => clearInterval(timer),
  };
}
