// All runs.

import { currentSession, getPart } from './api.js';
import { connected, problem } from './app.js';
import { bar, clipped, command, h, moment, number, refresh, replace, say, state, stateNames, table } from './dom.js';
import { Address, choice, filterForm, text, time } from './list.js';

const EVERY_MILLIS = 3000;
const PAGE = 50;

const COLUMNS = [
  { text: 'Run', sort: 'run' }, { text: 'State', sort: 'state' }, { text: 'Failed', class: 'n', sort: 'failed' },
  { text: 'Done', class: 'n', sort: 'done' }, { text: 'Loaded', class: 'n', sort: 'loaded' },
  { text: 'Already loaded', class: 'n', sort: 'alreadyLoaded' },
  { text: 'Per minute', class: 'n', sort: 'recordsPerMinute' }, { text: 'Contract', sort: 'contract' },
  { text: 'Started', sort: 'startedAt' },
];

function row(run) {
  const { counts, pace } = run;
  const done = counts.loaded + counts.alreadyLoaded + counts.failed;
  const share = counts.total ? done / counts.total : 0;
  return h('tr', {},
    h('th', { scope: 'row' }, clipped(run.run, { tag: 'a', href: `#/runs/${encodeURIComponent(run.run)}`, most: 30 })),
    h('td', {}, state(run.state)),
    h('td', { class: counts.failed ? 'n failed' : 'n' }, counts.failed
      ? h('a', { href: `#/letters?run=${encodeURIComponent(run.run)}` }, number(counts.failed))
      : '0'),
    h('td', { class: 'n' }, h('div', {}, `${number(done)} / ${counts.total == null ? '?' : number(counts.total)}`,
      bar(counts.total === 0 ? 1 : share))),
    h('td', { class: 'n' }, number(counts.loaded)),
    h('td', { class: 'n' }, number(counts.alreadyLoaded)),
    h('td', { class: 'n' }, number(pace.recordsPerMinute)),
    h('td', {}, clipped(run.contract ?? '', { most: 24 })),
    h('td', {}, moment(pace.startedAt)));
}

export function runsView(values) {
  const address = new Address('#/runs', values, PAGE);
  const list = h('div', {}, h('p', { class: 'quiet' }, 'Looking …'));
  const count = h('p', { class: 'quiet', role: 'status' });
  const failed = h('div', {});
  const same = h('div', {});
  let shown = '';
  let closed = false;

  async function load() {
    try {
      const { items, total } = await getPart('runs', address.asked);
      if (closed) return;
      connected(null);
      replace(failed);
      const now = JSON.stringify([total, items.map((run) => [run.run, run.state, run.counts])]);
      if (now === shown) return;
      shown = now;
      const searched = Object.keys(values).some((name) => name !== 'sort' && name !== 'offset');
      say(count, `${number(total)} ${total === 1 ? 'run' : 'runs'}${searched ? ' found' : ''}`);
      refresh(list, total === 0
        ? h('p', {}, searched ? 'No run meets these conditions.' : ['No run yet. ', h('code', {}, 'xmlfleet produce FOLDER'), ' begins one.'])
        : [table(values.sort ? 'Runs' : 'Runs, the newest first', COLUMNS, items.map(row), address.sorting), address.pager(total)]);
    } catch (error) {
      if (closed) return;
      shown = '';
      if (error.status === 0) connected(error.message);
      else replace(failed, problem(error));
    }
  }

  load();
  currentSession().then((session) => replace(same, command(session.command.replace('{command}', 'runs')))).catch(() => {});
  const timer = setInterval(() => document.hidden || load(), EVERY_MILLIS);
  return {
    title: 'Runs',
    element: h('section', {}, h('h1', { tabindex: '-1' }, 'Runs'),
      filterForm([text('text', 'Run, contract or source contains', 24),
        choice('state', 'State', [['', 'any'], ...stateNames]),
        time('since', 'Started from'), time('until', 'Started before')], [], address),
      failed, count, list, same),
    close: () => {
      closed = true;
      clearInterval(timer);
    },
  };
}
