// The workbench. The server answers for one text at a time: while it does, only the latest next
// one waits.

import { ask } from './api.js';
import { detailsPane } from './details.js';
import { documentPane } from './document.js';
import { h, replace, say, shortName } from './dom.js';
import { editor } from './editor.js';
import { repairsBar } from './repairs.js';
import { rowsPane } from './rows.js';
import { runPane } from './run.js';
import { samplesPane } from './samples.js';
import { sourcePane } from './source.js';
import { tablesPane } from './tables.js';
import { counted, hideValues, valuesHidden } from './values.js';

const PAUSE = 20;
const PAUSE_BEFORE_ALL = 700;
const LOOK_AT_DISK = 3000;
const LOOK_AT_RUN = 500;
const LOOK_AT_FATES = 1000;

const $ = (id) => document.getElementById(id);
const state = {
  saved: '', digest: '', samples: [], sample: 0, tables: [], failing: [], looked: null, lookedText: null, report: null,
  tab: 'rows', told: null, as: 'tree', mark: null, hasDatabase: false,
};

let text;
let tablesView;

/** What stands above everything: two texts to choose from, and what went wrong. */
const notices = { choice: null, problem: null };

function notice(kind, content) {
  if (notices[kind] === null && content === null) return;
  notices[kind] = content;
  replace($('notice'), notices.choice, notices.problem);
}

const problem = (error) => notice('problem', h('p', { class: 'banner bad' }, error.message));

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
    do {
      waiting = false;
      try {
        await doing();
      } catch (error) {
        problem(error);
      }
    } while (waiting);
    running = false;
  };
}

/** What changes the text or the file begins when what does so already has ended. */
let turns = Promise.resolve();

function inTurn(doing) {
  const done = turns.then(doing);
  turns = done.catch(() => {});
  return done;
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
  save: () => save(),
};

text = editor($('editor'), on);

const documentView = documentPane($('document'), $('document-note'), {
  spot: (spot) => fate(spot),
  more: async (from, elements = null) => {
    try {
      const { sample } = state;
      const window = await ask('document', { text: text.text(), sample, from, elements });
      if (sample === state.sample) documentView.add(window);
    } catch (error) {
      problem(error);
    }
  },
  mark: (mark) => (mark.element > 0 ? goTo(mark.element) : showAs('source')),
});

const sourceView = sourcePane($('source'), {
  spot: (spot) => fate(spot),
  window: async (which) => {
    try {
      const { sample } = state;
      const window = await ask('source', { text: text.text(), sample, offset: 0, ...which });
      return sample === state.sample ? window : null;
    } catch (error) {
      problem(error);
      return null;
    }
  },
});

/** Both ways to show the document; the one that is not seen is lit up, too. */
const lightDocument = (spots, scroll = true) => {
  const inTree = documentView.light(spots, scroll && state.as === 'tree');
  const inSource = sourceView.light(spots, scroll && state.as === 'source');
  return state.as === 'tree' ? inTree : inSource;
};

/** Shows an element of the document, whether it is there already or not. */
async function goTo(element) {
  if (element < 1) return;
  if (state.as === 'source') {
    await sourceView.go(element);
    return;
  }
  if (!documentView.has(element)) {
    try {
      const { sample } = state;
      const window = await ask('document', { text: text.text(), sample, from: Math.max(1, element - 40), elements: 400 });
      if (sample !== state.sample) return;
      documentView.show(window, state.tables, state.samples.length, state.mark);
    } catch (error) {
      problem(error);
    }
  }
  documentView.go(element);
}

/** The document as a tree or as it is written; what is at the top stays there. */
async function showAs(how) {
  if (how === state.as) return;
  const at = state.as === 'tree' ? documentView.position() : sourceView.position();
  state.as = how;
  $('document').hidden = how !== 'tree';
  $('source').hidden = how !== 'source';
  $('as-tree').setAttribute('aria-pressed', String(how === 'tree'));
  $('as-source').setAttribute('aria-pressed', String(how === 'source'));
  if (how === 'source') await sourceView.refresh(state.tables, state.mark);
  await goTo(at);
}

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
  spot: async (spot) => {
    await goTo(spot.element);
    lightDocument([spot])?.focus();
  },
  cell: (table, column, row) => (column === '' ? select('rows', () => rowsView.light([{ table, column, row }])) : why({ table, column, row })),
  edit: (name, body) => edit(name, body),
  liveTables: () => live('live/tables', {}, 'tables'),
  liveColumns: (table) => live('live/columns', { table }, 'columns'),
});

/** What the database was asked for; it is asked again when somebody compares. */
const fromDatabase = new Map();

/** Something that the database has; nothing where none is named. */
function live(name, body, field) {
  if (!state.hasDatabase) return Promise.resolve([]);
  const key = `${name} ${body.table ?? ''}`;
  if (!fromDatabase.has(key)) {
    fromDatabase.set(key, ask(name, body).then((answer) => answer[field]).catch((error) => {
      fromDatabase.delete(key);
      throw error;
    }));
  }
  return fromDatabase.get(key);
}

const repairs = repairsBar($('repairs'), {
  replay: async (items) => {
    if (!await saved()) return;
    try {
      repairs.tell('It is sent …', true);
      const { sent } = await ask('replay', { items });
      repairs.tell(`${counted(sent, 'document')} sent to work again …`, true);
      followFates();
    } catch (error) {
      repairs.tell('', false);
      problem(error);
    }
  },
});

/** Until nothing is under way any more. */
async function followFates() {
  try {
    if (repairs.show(await ask('fates', { items: repairs.items() }))) setTimeout(followFates, LOOK_AT_FATES);
  } catch (error) {
    repairs.tell('', false);
    problem(error);
  }
}

const runView = runPane($('run'), {
  run: async () => {
    if (!await saved()) return;
    try {
      runView.show(await ask('run/begin'));
      followRun();
    } catch (error) {
      runView.problem(error.message);
    }
  },
});

async function followRun() {
  try {
    const now = await ask('run');
    runView.show(now);
    if (now.running) setTimeout(followRun, LOOK_AT_RUN);
  } catch (error) {
    runView.problem(error.message);
  }
}

/** Saves what is not saved; whether the file is as the text now. */
async function saved() {
  if (text.text() !== state.saved) await save();
  return text.text() === state.saved;
}

function tellSaved() {
  const changed = text.text() !== state.saved;
  say($('saved'), changed ? '· not saved' : state.digest === '' ? '' : '· saved');
  $('save').disabled = !changed;
  repairs.saved(!changed);
  runView.saved(!changed);
}

const look = latest(async () => {
  const asked = text.text();
  const { sample } = state;
  const from = documentView.from();
  const answer = await ask('look', { text: asked, sample, from, elements: Math.max(400, Math.min(2000, documentView.count())) });
  if (sample !== state.sample) return;
  if (from !== documentView.from()) delete answer.document; // somebody went elsewhere meanwhile
  state.lookedText = asked;
  show(answer);
});

const lookSoon = debounced(look, PAUSE);

function show(answer) {
  const { problems, rows } = answer;
  notice('problem', null);
  if (rows) state.tables = rows.tables.map((one) => one.name);
  markProblems(problems);
  if (rows) rowsView.show(rows, state.tables);
  else if (state.looked?.rows) rowsView.stale();
  else rowsView.empty('Rows come when the contract has no problem.');
  if (rows || !state.looked) state.looked = answer;
  // Of a text with problems nobody knows what it takes: the colours stay those of the last good one.
  state.mark = answer.mark ? { ...answer.mark, before: Boolean(rows && !rows.rejected) } : null;
  if (answer.document && (rows || documentView.count() === 0)) {
    documentView.show(answer.document, state.tables, state.samples.length, state.mark);
    if (state.as === 'source') sourceView.refresh(state.tables, state.mark);
  }
  const count = rows ? rows.tables.reduce((sum, one) => sum + one.count, 0) : 0;
  say($('status'), problems.length > 0
    ? `${counted(problems.length, 'problem')}; line ${problems[0].line}: ${problems[0].message}`
    : rows?.rejected ? `This sample is rejected: ${rows.rejected.reason}` : `${counted(count, 'row')}${allTold()}`);
  if (problems.length === 0) allSoon();
  else {
    samplesView.problem('All samples are looked at when the contract has no problem.');
    repairs.tried(null);
  }
  if (state.tab === 'tables' && rows) showTables();
}

const allTold = () => (state.report
  ? ` · all samples: ${state.report.loaded} load, ${state.report.documents - state.report.loaded} rejected` : '');

function markProblems(problems) {
  const findings = problems.length === 0 && state.report?.text === text.text()
    ? state.report.findings.map((one) => ({ line: one.line, message: one.text, severity: 'warning' })) : [];
  text.mark([...problems.map((one) => ({ ...one, severity: 'error' })), ...findings]);
  const height = $('problems').offsetHeight;
  replace($('problems'), problems.slice(0, 5).map((one) => h('p', { class: 'failed' },
    h('button', { type: 'button', onclick: () => text.go(one.line) }, `Line ${one.line}`), ` ${one.message}`)),
  problems.length > 5 ? h('p', { class: 'quiet' }, `and ${problems.length - 5} more`) : null);
  if ($('problems').offsetHeight > height) text.keepInSight();
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
    repairs.tried(state.samples.map((one, at) => at).filter((at) => !state.failing.includes(at)));
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

let question = 0;

/**
 * Asks something about the text as it is and the sample that is shown, and shows the answer: that of the latest
 * question only, and not of a text that has become another one meanwhile.
 */
async function about(asking, showing, failing = details.problem) {
  const mine = ++question;
  try {
    for (;;) {
      const before = text.text();
      const answers = await asking({ text: before, sample: state.sample });
      if (mine !== question) return;
      if (before === text.text()) {
        showing(answers);
        return;
      }
    }
  } catch (error) {
    if (mine === question) failing(error.message);
  }
}

const why = (cell) => about(
  ({ text: asked, sample }) => Promise.all([
    ask('why', { text: asked, sample, ...cell }), ask('column', { text: asked, table: cell.table, column: cell.column })]),
  ([found, column]) => {
    select('rows', () => rowsView.light([cell]));
    text.show(found.line);
    lightDocument(found.spots);
    details.cell(cell, found, column);
  });

const fate = (spot) => about(
  async ({ text: asked, sample }) => {
    const found = await ask('fate', { text: asked, sample, element: spot.element, ...(spot.attribute ? { attribute: spot.attribute } : {}) });
    return [found, await ask('path', { text: asked, path: found.path })];
  },
  ([found, proposal]) => {
    lightDocument([spot], false);
    text.show(found.line);
    rowsView.light(found.cells);
    details.fate(found, proposal);
  });

function aboutLine(line) {
  if (state.looked?.rows === undefined || state.lookedText !== text.text()) return;
  about(({ text: asked, sample }) => ask('line', { text: asked, sample, line }), (found) => {
    lightDocument(found.spots);
    rowsView.light(found.columns);
    text.show(0);
  }, () => {}); // nobody asked: the cursor came there
}

const aboutColumn = (table, column) => about(({ text: asked }) => ask('column', { text: asked, table, column }), (found) => {
  rowsView.light([{ table, column, row: -1 }]);
  text.show(state.looked?.rows?.tables.find((one) => one.name === table)?.columns.find((one) => one.name === column)?.line ?? 0);
  details.column(found);
});

const aboutPath = (path) => about(({ text: asked }) => ask('path', { text: asked, path }), (found) => details.path(path, found));

/** Makes an edit to the text as it is when the answer comes: to what somebody typed meanwhile, too. */
async function edit(name, body) {
  const mine = ++question;
  try {
    const edited = await inTurn(async () => {
      for (;;) {
        const before = text.text();
        const answer = await ask(name, { text: before, ...body });
        if (before === text.text()) {
          text.set(answer.text, { from: answer.from });
          return answer;
        }
      }
    });
    if (mine === question) details.done('Done; it can be undone in the editor (Ctrl+Z).', edited.unfilled ?? []);
  } catch (error) {
    details.problem(`Not done: ${error.message}`);
  }
}

function choose(number) {
  if (number < 0 || number >= state.samples.length) return;
  question++; // what is asked about the sample that was shown is of no use any more
  state.sample = number;
  $('sample').value = String(number);
  $('sample').title = state.samples[number].name;
  $('previous').disabled = number === 0;
  $('next').disabled = number === state.samples.length - 1;
  documentView.another();
  sourceView.another();
  state.mark = null;
  const { refused } = state.samples[number];
  if (refused) {
    rowsView.empty(`It cannot be read: ${refused}`);
    documentView.show({ from: 1, more: false, elements: [], problem: refused }, state.tables, state.samples.length, null);
    return;
  }
  look();
}

function nextFailing() {
  const next = state.failing.find((one) => one > state.sample) ?? state.failing[0];
  if (next !== undefined) choose(next);
}

const TABS = ['rows', 'samples', 'tables', 'run'];
const tabs = () => TABS.filter((each) => !$(`tab-${each}`).hidden);

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

/** Whatever else is asked meanwhile: a database may take its time. */
const compare = latest(async () => {
  fromDatabase.clear();
  let asked;
  let answer;
  do {
    asked = text.text();
    answer = await ask('differences', { text: asked });
  } while (asked !== text.text());
  tablesView.differences(answer.differences);
});

const showTables = latest(async () => {
  try {
    tablesView.show(await ask('tables', { text: text.text(), dialect: tablesView.dialect() }));
  } catch (error) {
    tablesView.problem(error.message);
  }
});

/**
 * Writes the file.
 *
 * @param over digest of another editor's text that may be written over; null: none may
 */
const save = (over = null) => inTurn(async () => {
  const mine = text.text();
  if (over === null && mine === state.saved && state.digest !== '') return;
  try {
    const { digest } = await ask('save', { text: mine, digest: over ?? state.digest, overwrite: over !== null });
    same(mine, digest);
    all();
  } catch (error) {
    if (error.status === 409) somebodyElse((await ask('disk')).digest);
    else problem(error);
  }
}).catch(problem);

/** The file is as this page knows it. */
function same(saved, digest) {
  state.saved = saved;
  state.digest = digest;
  state.told = null;
  notice('choice', null);
  notice('problem', null);
  tellSaved();
}

/** Two texts, or one and no file: somebody has to choose. */
function somebodyElse(digest) {
  const isGone = digest === '';
  const choosing = (label, doing) => h('button', { type: 'button',
    onclick: () => {
      notice('choice', null);
      doing();
    } }, label);
  state.told = digest;
  notice('choice', h('div', { class: 'banner choice' },
    h('span', {}, `${state.file} ${isGone ? 'is gone' : 'was changed by somebody else'}. `),
    isGone ? null : choosing('Load what is there', () => inTurn(load).catch(problem)),
    choosing(isGone ? 'Write it again' : 'Overwrite it (it is kept as a backup)', () => save(digest))));
}

/** Takes the text of the file, unless somebody types meanwhile. */
async function load() {
  const before = text.text();
  const now = await ask('state');
  if (now.digest === '' || before !== text.text()) {
    somebodyElse(now.digest);
    return;
  }
  same(now.saved, now.digest);
  text.set(now.text);
  tellSaved();
}

async function lookAtFile() {
  const { digest } = await ask('disk');
  if (digest === state.digest || digest === state.told) return;
  if (digest !== '' && text.text() === state.saved) await load();
  else somebodyElse(digest);
}

let looking = false;

async function lookAtDisk() {
  if (document.hidden || looking) return;
  looking = true;
  await inTurn(lookAtFile).catch(() => {}); // the next question that a person asks will say so
  looking = false;
}

/** Where the focus goes in each pane, in their order. */
const PANES = {
  document: () => $(state.as === 'tree' ? 'document' : 'source').querySelector('.spot[tabindex="0"]') ?? $('as-tree'),
  contract: () => text,
  result: () => $(`tab-${state.tab}`),
  details: () => $('details-heading'),
};

/** To the pane that many steps on; from none of them to the first or last one. */
function goToPane(step) {
  const names = Object.keys(PANES);
  const at = names.findIndex((name) => document.querySelector(`.pane.${name}`).contains(document.activeElement));
  PANES[names[at < 0 && step < 0 ? names.length - 1 : (at + step + names.length) % names.length]]().focus();
}

function keys() {
  $('tabs').addEventListener('click', (event) => {
    const tab = event.target.closest('[role=tab]');
    if (tab) select(tab.getAttribute('aria-controls'));
  });
  $('tabs').addEventListener('keydown', (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const next = tabs()[(tabs().indexOf(state.tab) + step + tabs().length) % tabs().length];
    select(next, () => $(`tab-${next}`).focus());
  });
  $('sample').addEventListener('change', (event) => choose(Number(event.target.value)));
  $('previous').addEventListener('click', () => choose(state.sample - 1));
  $('next').addEventListener('click', () => choose(state.sample + 1));
  $('next-failing').addEventListener('click', nextFailing);
  $('save').addEventListener('click', () => save());
  $('as-tree').addEventListener('click', () => showAs('tree'));
  $('as-source').addEventListener('click', () => showAs('source'));
  $('hide').addEventListener('click', () => {
    hideValues(!valuesHidden());
    $('hide').setAttribute('aria-pressed', String(valuesHidden()));
    question++;
    details.clear();
    for (const view of [documentView, sourceView, rowsView]) view.redraw(); // whether the server answers or not
    runView.redraw();
    if (state.report) showReport();
  });
  document.addEventListener('keydown', (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key === 's' && !event.defaultPrevented) {
      event.preventDefault();
      save();
    }
    if (event.key === 'F6' && !event.ctrlKey && !event.altKey && !event.metaKey) {
      event.preventDefault();
      goToPane(event.shiftKey ? -1 : 1);
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
  state.samples = now.samples;
  state.hasDatabase = now.hasDatabase;
  document.title = `${state.file} – xmlfleet workbench`;
  $('title').textContent = state.file;
  $('title').title = now.file;
  replace($('sample'), now.samples.map((one, at) => h('option', { value: String(at) }, `${at + 1} of ${now.samples.length}: ${shortName(one.name)}`)));
  tablesView = tablesPane($('tables'), now.dialects, now.hasDatabase, {
    dialect: showTables,
    edit: async (what) => {
      await edit('edit/mend', what);
      compare();
    },
    compare,
  });
  if (now.loadedBy) repairs.begin(now.samples.map((one) => one.letter), now.loadedBy);
  if (now.canRun) {
    $('tab-run').hidden = false;
    ask('run').then((run) => {
      runView.begin(run);
      if (run.running) followRun();
    }).catch(problem);
  }
  text.set(now.text, { undoable: false });
  keys();
  tellSaved();
  choose(0);
  setInterval(lookAtDisk, LOOK_AT_DISK);
}

begin().catch(problem);
