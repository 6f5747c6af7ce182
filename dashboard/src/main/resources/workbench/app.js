// The workbench. The server answers for one text at a time: while it does, only the latest next
// one waits.

import { ask } from './api.js';
import { detailsPane } from './details.js';
import { documentPane } from './document.js';
import { h, replace, say } from './dom.js';
import { editor } from './editor.js';
import { rowsPane } from './rows.js';
import { samplesPane } from './samples.js';
import { tablesPane } from './tables.js';
import { counted, hideValues, shortName, valuesHidden } from './values.js';

const PAUSE = 20;
const PAUSE_BEFORE_ALL = 700;
const LOOK_AT_DISK = 3000;

const $ = (id) => document.getElementById(id);
const state = {
  saved: '', digest: '', samples: [], sample: 0, tables: [], failing: [], looked: null, lookedText: null, report: null,
  tab: 'rows', told: null,
};

let text;
let tablesView;

const problem = (error) => {
  replace($('notice'), h('p', { class: 'banner bad' }, error.message));
};

/** Runs one after the other; of those that wait, the last one only. */
function latest(doing) {
  let running = false;
  let waiting = false;
  return async function run() {
    if (running) {
      waiting = true;
      return;
    }
    running = true;
    try {
      do {
        waiting = false;
        await doing();
      } while (waiting);
    } catch (error) {
      problem(error);
    } finally {
      running = false;
    }
  };
}

function debounced(doing, millis) {
  let timer;
  return () => {
    clearTimeout(timer);
    timer = setTimeout(doing, millis);
  };
}

const on = {
  change() {
    tellSaved();
    lookSoon();
  },
  async line(number) {
    await aboutLine(number);
  },
  save: () => save(false),
};

text = editor($('editor'), on);

const documentView = documentPane($('document'), $('document-note'), {
  spot: (spot) => fate(spot),
  more: async (from) => {
    try {
      documentView.show(await ask('document', { text: text.text(), sample: state.sample, from }), state.tables, state.samples.length);
    } catch (error) {
      problem(error);
    }
  },
});

const rowsView = rowsPane($('rows'), {
  cell: (table, column, row) => why({ table, column, row }),
  column: (table, column) => aboutColumn(table, column),
  line: (number) => text.go(number),
});

const samplesView = samplesPane($('samples'), {
  sample: (number) => choose(number),
  path: (path) => aboutPath(path),
  line: (number) => text.go(number),
});

const details = detailsPane($('details'), $('details-heading'), {
  line: (number) => text.go(number),
  spot: (spot) => documentView.light([spot])?.focus(),
  cell: (table, column, row) => (column === '' ? select('rows', () => rowsView.light([{ table, column, row }])) : why({ table, column, row })),
  edit: (name, body) => edit(name, body),
});

function tellSaved() {
  const changed = text.text() !== state.saved;
  say($('saved'), changed ? '· not saved' : state.digest === '' ? '' : '· saved');
  $('save').disabled = !changed;
}

const look = latest(async () => {
  const asked = text.text();
  const { sample } = state;
  const answer = await ask('look', { text: asked, sample, from: 1, elements: Math.max(400, Math.min(2000, documentView.count())) });
  if (sample !== state.sample) return;
  state.lookedText = asked;
  show(answer);
});

const lookSoon = debounced(look, PAUSE);

function show(answer) {
  const { problems, rows } = answer;
  if (!$('notice').querySelector('.choice')) replace($('notice'));
  if (rows) state.tables = rows.tables.map((one) => one.name);
  markProblems(problems);
  if (rows) rowsView.show(rows, state.tables);
  else if (state.looked?.rows) rowsView.stale();
  else rowsView.empty('Rows come when the contract has no problem.');
  if (rows || !state.looked) state.looked = answer;
  // Of a text with problems nobody knows what it takes: the colours stay those of the last good one.
  if (answer.document && (rows || documentView.count() === 0)) documentView.show(answer.document, state.tables, state.samples.length);
  const count = rows ? rows.tables.reduce((sum, one) => sum + one.count, 0) : 0;
  say($('status'), problems.length > 0
    ? `${counted(problems.length, 'problem')}; line ${problems[0].line}: ${problems[0].message}`
    : rows?.rejected ? `This sample is rejected: ${rows.rejected.reason}` : `${counted(count, 'row')}${allTold()}`);
  if (problems.length === 0) allSoon();
  else samplesView.problem('All samples are looked at when the contract has no problem.');
  if (state.tab === 'tables' && rows) showTables();
}

const allTold = () => (state.report
  ? ` · all samples: ${state.report.loaded} load, ${state.report.documents - state.report.loaded} rejected` : '');

function markProblems(problems) {
  const findings = problems.length === 0 && state.report?.text === text.text()
    ? state.report.findings.map((one) => ({ line: one.line, message: one.text, severity: 'warning' })) : [];
  text.mark([...problems.map((one) => ({ ...one, severity: 'error' })), ...findings]);
  replace($('problems'), problems.slice(0, 5).map((one) => h('p', { class: 'failed' },
    h('button', { type: 'button', onclick: () => text.go(one.line) }, `Line ${one.line}`), ` ${one.message}`)),
  problems.length > 5 ? h('p', { class: 'quiet' }, `and ${problems.length - 5} more`) : null);
}

const showReport = () => samplesView.show(state.report, state.samples.map((one) => one.name),
  state.report.text === state.saved ? 'The text is as it was saved.' : 'There is no good saved text to compare with.');

const all = latest(async () => {
  const asked = text.text();
  try {
    const report = await ask('samples', { text: asked });
    state.report = { ...report, text: asked };
    state.failing = report.rejections.flatMap((one) => one.samples).sort((a, b) => a - b);
    showReport();
    $('next-failing').hidden = state.failing.length === 0;
    $('next-failing').textContent = `Next failing (${state.failing.length})`;
    if (state.looked && state.lookedText === asked) {
      markProblems([]);
      const rows = state.looked.rows;
      if (rows && !rows.rejected) say($('status'), `${counted(rows.tables.reduce((sum, one) => sum + one.count, 0), 'row')}${allTold()}`);
    }
  } catch (error) {
    if (error.status !== 400) throw error;
    samplesView.problem('All samples are looked at when the contract has no problem.');
  }
});

const allSoon = debounced(all, PAUSE_BEFORE_ALL);

async function guarded(doing) {
  try {
    await doing();
  } catch (error) {
    details.problem(error.message);
  }
}

const asked = (more) => ({ text: text.text(), sample: state.sample, ...more });

const why = (cell) => guarded(async () => {
  const [found, column] = await Promise.all([
    ask('why', asked(cell)), ask('column', { text: text.text(), table: cell.table, column: cell.column })]);
  select('rows', () => rowsView.light([cell]));
  text.show(found.line);
  documentView.light(found.spots);
  details.cell(cell, found, column);
});

const fate = (spot) => guarded(async () => {
  const found = await ask('fate', asked({ element: spot.element, ...(spot.attribute ? { attribute: spot.attribute } : {}) }));
  const proposal = await ask('path', { text: text.text(), path: found.path });
  documentView.light([spot], false);
  text.show(found.line);
  rowsView.light(found.cells);
  details.fate(found, proposal);
});

const aboutLine = (line) => guarded(async () => {
  if (state.looked?.rows === undefined || state.lookedText !== text.text()) return;
  const found = await ask('line', asked({ line }));
  documentView.light(found.spots);
  rowsView.light(found.columns);
  text.show(0);
});

const aboutColumn = (table, column) => guarded(async () => {
  const found = await ask('column', { text: text.text(), table, column });
  rowsView.light([{ table, column, row: -1 }]);
  const line = state.looked.rows.tables.find((one) => one.name === table)?.columns.find((one) => one.name === column)?.line ?? 0;
  text.show(line);
  details.column(found);
});

const aboutPath = (path) => guarded(async () => {
  details.path(path, await ask('path', { text: text.text(), path }));
});

const edit = (name, body) => guarded(async () => {
  const edited = await ask(name, { text: text.text(), ...body });
  text.set(edited.text, { from: edited.from });
  replace($('details'), h('p', { role: 'status' }, 'Done; it can be undone in the editor (Ctrl+Z).'));
  $('details-heading').focus();
});

function choose(number) {
  if (number < 0 || number >= state.samples.length) return;
  state.sample = number;
  $('sample').value = String(number);
  $('sample').title = state.samples[number].name;
  $('previous').disabled = number === 0;
  $('next').disabled = number === state.samples.length - 1;
  documentView.another();
  const { refused } = state.samples[number];
  if (refused) {
    rowsView.empty(`It cannot be read: ${refused}`);
    documentView.show({ from: 1, more: false, elements: [], problem: refused }, state.tables, state.samples.length);
    return;
  }
  look();
}

function nextFailing() {
  const next = state.failing.find((one) => one > state.sample) ?? state.failing[0];
  if (next !== undefined) choose(next);
}

const TABS = ['rows', 'samples', 'tables'];

function select(name, then = () => {}) {
  state.tab = name;
  for (const each of TABS) {
    const tab = $(`tab-${each}`);
    tab.setAttribute('aria-selected', String(each === name));
    tab.tabIndex = each === name ? 0 : -1;
    $(each).hidden = each !== name;
  }
  if (name === 'tables') showTables();
  then();
}

const showTables = latest(async () => {
  try {
    tablesView.show(await ask('tables', { text: text.text(), dialect: tablesView.dialect() }));
  } catch (error) {
    tablesView.problem(error.message);
  }
});

async function save(overwrite) {
  const mine = text.text();
  try {
    const { digest } = await ask('save', { text: mine, digest: state.digest, overwrite });
    state.saved = mine;
    state.digest = digest;
    state.told = null;
    replace($('notice'));
    tellSaved();
    all();
  } catch (error) {
    if (error.status === 409) somebodyElse(error.message, error.message.endsWith('is gone'));
    else problem(error);
  }
}

/** Two texts, or one and no file: somebody has to choose. */
function somebodyElse(message, isGone) {
  replace($('notice'), h('div', { class: 'banner choice' },
    h('span', {}, `${message}. `),
    isGone ? null : h('button', { type: 'button', onclick: () => guarded(load) }, 'Load what is there'),
    h('button', { type: 'button', onclick: () => save(true) },
      isGone ? 'Write it again' : `Overwrite it (it is kept as ${state.backup})`)));
}

async function load() {
  const now = await ask('state');
  state.saved = now.saved;
  state.digest = now.digest;
  state.told = null;
  replace($('notice'));
  text.set(now.text);
  tellSaved();
}

async function lookAtDisk() {
  if (document.hidden) return;
  try {
    const { digest } = await ask('disk');
    if (digest === state.digest || digest === state.told) return;
    state.told = digest;
    if (digest === '') somebodyElse(`${state.file} is gone`, true);
    else if (text.text() === state.saved) await load();
    else somebodyElse(`${state.file} was changed by somebody else`, false);
  } catch {
    // The next question that a person asks will say so.
  }
}

function keys() {
  $('tabs').addEventListener('click', (event) => {
    const tab = event.target.closest('[role=tab]');
    if (tab) select(tab.getAttribute('aria-controls'));
  });
  $('tabs').addEventListener('keydown', (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const next = TABS[(TABS.indexOf(state.tab) + step + TABS.length) % TABS.length];
    select(next, () => $(`tab-${next}`).focus());
  });
  $('sample').addEventListener('change', (event) => choose(Number(event.target.value)));
  $('previous').addEventListener('click', () => choose(state.sample - 1));
  $('next').addEventListener('click', () => choose(state.sample + 1));
  $('next-failing').addEventListener('click', nextFailing);
  $('save').addEventListener('click', () => save(false));
  $('hide').addEventListener('click', () => {
    hideValues(!valuesHidden());
    $('hide').setAttribute('aria-pressed', String(valuesHidden()));
    replace($('details'));
    look();
    if (state.report) showReport();
  });
  document.addEventListener('keydown', (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key === 's' && !event.defaultPrevented) {
      event.preventDefault();
      save(false);
    }
  });
  window.addEventListener('beforeunload', (event) => {
    if (text.text() !== state.saved) event.preventDefault();
  });
}

async function begin() {
  const now = await ask('state');
  state.saved = now.saved;
  state.digest = now.digest;
  state.file = now.file.split(/[\\/]/).pop();
  state.backup = now.backup;
  state.samples = now.samples;
  document.title = `${state.file} – xmlfleet workbench`;
  $('title').textContent = state.file;
  $('title').title = now.file;
  replace($('sample'), now.samples.map((one, at) => h('option', { value: String(at) }, `${at + 1} of ${now.samples.length}: ${shortName(one.name)}`)));
  tablesView = tablesPane($('tables'), now.dialects, now.hasDatabase, {
    dialect: showTables,
    compare: () => guarded(async () => tablesView.differences((await ask('differences', { text: text.text() })).differences)),
  });
  text.set(now.text, { undoable: false });
  keys();
  tellSaved();
  choose(0);
  setInterval(lookAtDisk, LOOK_AT_DISK);
}

begin().catch(problem);
