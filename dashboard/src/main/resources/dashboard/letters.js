// Dead letters: browse, filter, open, replay, park.

import { currentSession, download, get, getGuarded, itemPath, post } from './api.js';
import { connected, problem } from './app.js';
import { clipped, command, copier, h, moment, number, refresh, replace, say, shortName, stageName, STAGES, table } from './dom.js';
import { Address, choice, filterForm, text, time } from './list.js';
import { dialog } from './token.js';

const PAGE = 50;
const MOST_ITEMS = 1000;
const EVERY_MILLIS = 3000;
const TYPED_ABOVE = 1000;

const COLUMNS = [
  { text: '', label: 'Select' }, { text: 'Item', sort: 'item' }, { text: 'Stage', sort: 'stage' }, { text: 'Reason', sort: 'reason' },
  { text: 'Place', sort: 'location' }, { text: 'Document', sort: 'record' },
  { text: 'Attempt', class: 'n', sort: 'attempt' }, { text: 'Failed', sort: 'failedAt' },
];

const documents = (count) => `${number(count)} ${count === 1 ? 'document' : 'documents'}`;
const letterHref = (item) => `#/letters/${itemPath(item)}`;

/** What a dry run found, in sentences. */
function plan(found) {
  const lines = [`${documents(found.replayable)} would be sent to work again.`];
  if (found.underWay) lines.push(`${number(found.underWay)} are under way already.`);
  if (found.parked) lines.push(`${number(found.parked)} are parked and stay.`);
  if (found.withoutDocument) lines.push(`${number(found.withoutDocument)} have no document here: produce them again.`);
  if (found.beyondLimit) lines.push(`${number(found.beyondLimit)} more come after as many as may be sent at once.`);
  return lines.map((line) => h('p', {}, line));
}

/**
 * Asks before many documents are sent: nothing that confirms it has the focus, and above a thousand their
 * number must be typed. Whether it is meant.
 */
function confirmed(found) {
  const count = found.replayable;
  const advice = h('p', { class: 'quiet' }, 'Workers use the contract that they have at hand: where it was the cause, '
    + 'restart them with the corrected one first.');
  const many = count > TYPED_ABOVE;
  const typed = h('input', { id: 'count', autocomplete: 'off', inputmode: 'numeric' });
  const buttons = [['go', `Replay ${documents(count)}`, 'primary'], ['', 'Cancel']];
  return dialog('Replay', h('div', {}, plan(found), advice,
    many ? [h('label', { for: 'count' }, `Type ${number(count)} to confirm`), typed] : null), buttons, (form) => {
    const [go, cancel] = form.querySelectorAll('.buttons button');
    if (count > 1) (many ? typed : cancel).focus();
    if (many) {
      go.disabled = true;
      typed.addEventListener('input', () => {
        go.disabled = typed.value.replace(/[\s,.]/g, '') !== String(count);
      });
    }
  });
}

/** Dry run, question, replay; what became of it in a sentence, or null if nothing was done. */
async function replay(which) {
  const found = await post('replay', { ...which, dryRun: true });
  if (found === null) return null;
  const answer = found.replayable === 0
    ? await dialog('Nothing to replay', h('div', {}, plan(found)), [['', 'Close']])
    : await confirmed(found);
  if (answer !== 'go') return null;
  const done = await post('replay', { ...which, dryRun: false, limit: found.replayable });
  if (done === null) return null;
  return `${documents(done.sent)} sent to work again${done.notSent ? `, ${number(done.notSent)} could not be` : ''}. `
    + 'One that is loaded leaves this list.';
}

async function park(which) {
  const note = h('input', { id: 'note', maxlength: 500, autofocus: true });
  const answer = await dialog('Park', h('div', {},
    h('p', {}, 'Parked letters are left out of replays until they are unparked. They still count as failed.'),
    h('label', { for: 'note' }, 'Why, for those who come after you'), note),
  [['go', 'Park', 'primary'], ['', 'Cancel']]);
  if (answer !== 'go') return null;
  const done = await post('park', { ...which, note: note.value.trim() || null });
  return done && `${number(done.letters)} parked.`;
}

async function unpark(which) {
  const done = await post('unpark', which);
  return done && `${number(done.letters)} unparked.`;
}

const form = (address) => filterForm([
  text('run', 'Run', 16),
  choice('stage', 'Stage', [['', 'any'], ...STAGES.map((stage) => [stage, stageName(stage)])]),
  text('reason', 'Reason or place contains', 20),
  text('record', 'Document contains', 16),
  choice('parked', 'Parked', [['', 'all'], ['false', 'not parked'], ['true', 'parked']])],
[text('table', 'Table', 12), text('column', 'Column', 12), text('contract', 'Contract', 12), text('attempt', 'Attempt', 5),
  time('since', 'Failed from'), time('until', 'Failed before')], address);

function marks(letter) {
  return [
    letter.parked ? h('span', { class: 'state STALLED', title: letter.parked.note ?? null }, 'Parked') : null,
    letter.underWay ? h('span', { class: 'state RUNNING' }, 'Under way') : null,
  ].filter((mark) => mark !== null);
}

export function lettersView(values) {
  const address = new Address('#/letters', values, PAGE);
  const list = h('div', {}, h('p', { class: 'quiet' }, 'Looking …'));
  const told = h('p', { class: 'told', role: 'status' });
  const failed = h('div', {});
  const count = h('p', { class: 'quiet', role: 'status' });
  const selected = new Set();
  const same = h('div', {});
  let shown = '';
  let closed = false;
  const { parked, sort, offset, ...conditions } = values;

  const selection = () => ({ items: [...selected].slice(0, MOST_ITEMS) });
  const matching = () => ({ filter: conditions });
  const buttons = {
    replay: h('button', { class: 'primary', onclick: () => act(replay, selection) }, 'Replay selected'),
    park: h('button', { onclick: () => act(park, selection) }, 'Park selected'),
    unpark: h('button', { onclick: () => act(unpark, selection) }, 'Unpark selected'),
    all: h('button', { onclick: () => act(replay, () => ({ ...matching(), parked: parked === 'true' })) }, 'Replay all that match'),
    save: h('button', { onclick: () => save() }, 'Save list as CSV'),
  };

  function selecting() {
    for (const name of ['replay', 'park', 'unpark']) buttons[name].disabled = selected.size === 0;
    say(buttons.replay, selected.size === 0 ? 'Replay selected' : `Replay ${number(selected.size)} selected`);
  }

  async function save() {
    try {
      await download('dead-letters/export', { ...conditions, parked, sort }, 'dead-letters.csv');
    } catch (error) {
      replace(failed, problem(error));
    }
  }

  async function act(doing, which) {
    replace(failed);
    try {
      const result = await doing(parked === 'true' && doing === replay ? { ...which(), parked: true } : which());
      if (result === null) return;
      say(told, result);
      selected.clear();
      await load();
    } catch (error) {
      replace(failed, problem(error));
    }
  }

  function row(letter) {
    const box = h('input', { type: 'checkbox', 'aria-label': `Select ${letter.item}`,
      onchange: () => {
        if (box.checked) selected.add(letter.item);
        else selected.delete(letter.item);
        selecting();
      } });
    box.checked = selected.has(letter.item);
    return h('tr', {},
      h('td', {}, box),
      h('th', { scope: 'row' }, clipped(letter.item, { tag: 'a', href: letterHref(letter.item), most: 28 }), copier(letter.item, `item ${letter.item}`)),
      h('td', {}, stageName(letter.stage)),
      h('td', { class: 'text' }, letter.reason, marks(letter).length ? ' ' : null, marks(letter)),
      h('td', { class: 'text place' }, letter.location ?? ''),
      h('td', {}, clipped(shortName(letter.record), { most: 28 }), copier(letter.record, `document ${letter.record}`)),
      h('td', { class: 'n' }, number(letter.attempt)),
      h('td', {}, moment(letter.failedAt)));
  }

  async function load() {
    try {
      const page = await get('dead-letters', address.asked);
      if (closed) return;
      connected(null);
      const now = JSON.stringify(page);
      if (now === shown) return;
      shown = now;
      say(count, page.total === 0 ? 'No dead letter matches.' : `${number(page.total)} dead ${page.total === 1 ? 'letter' : 'letters'}`);
      buttons.all.disabled = page.total === 0;
      buttons.save.disabled = page.total === 0;
      commands(page.options);
      const all = h('input', { type: 'checkbox', 'aria-label': 'Select all on this page',
        onchange: () => {
          for (const letter of page.letters) {
            if (all.checked) selected.add(letter.item);
            else selected.delete(letter.item);
          }
          for (const box of list.querySelectorAll('tbody input')) box.checked = all.checked;
          selecting();
        } });
      refresh(list, page.total === 0 ? null : [
        table('Documents that failed', COLUMNS, page.letters.map(row), address.sorting), address.pager(page.total)]);
      const head = list.querySelector('thead th');
      if (head) replace(head, all);
      selecting();
    } catch (error) {
      shown = '';
      if (error.status === 0) connected(error.message);
      else replace(list, problem(error));
    }
  }

  /** The same on a terminal. */
  async function commands(options) {
    const session = await currentSession().catch(() => null);
    if (session === null || closed) return;
    const line = (name, which) => command(session.command.replace('{command}', () => `${name} ${which}`.trim()));
    // A replay leaves parked ones alone by itself.
    replace(same, h('h2', {}, 'The same on a terminal'), line('dead-letters list', options), line('replay', options.replace(/ ?--open$/, '')));
  }

  load();
  const timer = setInterval(() => document.hidden || load(), EVERY_MILLIS);
  return {
    title: 'Dead letters',
    element: h('section', {},
      h('h1', { tabindex: '-1' }, 'Dead letters'),
      form(address),
      h('div', { class: 'buttons' }, buttons.replay, buttons.park, buttons.unpark, buttons.all, buttons.save),
      failed, told, count, list, same),
    close: () => {
      closed = true;
      clearInterval(timer);
    },
  };
}

/** The document's lines with their numbers; the failing place is marked. */
function documentText(shown) {
  const { text, mark, firstLine } = shown;
  const lines = h('pre', { class: 'lines', 'aria-hidden': 'true' },
    text.split('\n').map((_, i) => firstLine + i).join('\n'));
  const content = mark == null
    ? [text]
    : [text.slice(0, mark.start), h('mark', {}, text.slice(mark.start, mark.end)), text.slice(mark.end)];
  return h('div', { class: 'document', tabindex: '0', role: 'region', 'aria-label': 'The document' },
    lines, h('pre', { class: 'content' }, content));
}

function description(letter, toDo) {
  const entry = (name, value, kind) => (value == null ? [] : [h('dt', {}, name), h('dd', { class: kind ?? null }, value)]);
  const done = ({ by, at, note }) => [`by ${by}, `, moment(at), note ? `: ${note}` : ''];
  return h('dl', { class: 'facts' },
    entry('Stage', stageName(letter.stage)), entry('Reason', letter.reason, 'strong'), entry('Place', letter.location),
    entry('What to do', [`${toDo.text} `, h('span', { class: 'quiet' }, `More in docs/reasons.md#${toDo.section}`)]),
    entry('Item', [letter.item, copier(letter.item, 'the item')]),
    entry('Document', [clipped(letter.record, { most: 80 }), copier(letter.record, 'the document\'s name')]),
    entry('Contract', letter.contract && `${letter.contract}${letter.version ? `, version ${letter.version}` : ''}`),
    entry('Attempt', number(letter.attempt)), entry('Worker', letter.worker), entry('Failed', moment(letter.failedAt)),
    entry('Read from', letter.source && `${letter.source.topic}-${letter.source.partition} at ${letter.source.offset}`),
    entry('Parked', letter.parked && done(letter.parked)),
    entry('Replayed', letter.underWay && [done(letter.underWay), `; attempt ${letter.underWay.attempt} is under way`]));
}

const SUMS = { LETTER: '', WORK_TOPIC: ' It was too large for its letter and is fetched from the work topic, if that still has it.', NOWHERE: '' };

export function letterView(item) {
  const facts = h('div', {}, h('p', { class: 'quiet' }, 'Looking …'));
  const told = h('p', { class: 'told', role: 'status' });
  const failed = h('div', {});
  const place = h('div', {});
  const same = h('div', {});
  const actions = h('div', { class: 'buttons' });

  async function act(doing) {
    replace(failed);
    try {
      const result = await doing();
      if (result === null) return;
      say(told, result);
      await load();
    } catch (error) {
      replace(failed, problem(error));
    }
  }

  async function open() {
    replace(failed);
    try {
      const found = await getGuarded(`dead-letters/${itemPath(item)}`, { document: true });
      if (found === null) return;
      if (!found.document) {
        replace(place, h('p', {}, 'The document is not here any more; produce it again.'));
        return;
      }
      const shown = found.document;
      const cut = shown.cutBefore || shown.cutAfter ? ' A part of it is shown.' : '';
      const marked = shown.mark ? ` The failing place is marked: line ${number(shown.mark.line)}, column ${number(shown.mark.column)}.` : '';
      const text = documentText(shown);
      replace(place, h('h2', {}, 'Document'), h('p', { class: 'quiet', role: 'status' }, `${number(shown.bytes)} bytes.${cut}${marked}`), text,
        h('div', { class: 'buttons' }, h('button', { onclick: hidden }, 'Hide the document')));
      text.querySelector('mark')?.scrollIntoView({ block: 'center' });
    } catch (error) {
      replace(failed, problem(error));
    }
  }

  function hidden() {
    replace(place, shower());
  }

  /** Beside its contract, with the other letters that failed as it did. */
  async function repair() {
    replace(failed);
    try {
      // Each attempt has a desk of its own: what it failed for, and which others did so, is another matter.
      const desk = `desk=${encodeURIComponent(item)}&attempt=${letter.attempt}`;
      const there = await post(`../workbench/api/state?${desk}`, {});
      if (there !== null) location.href = `workbench/#${desk}`;
    } catch (error) {
      replace(failed, problem(error));
    }
  }

  let letter = null;
  let known = '';
  let correctable = [];
  const shower = () => h('div', { class: 'buttons' },
    letter.document === 'NOWHERE'
      ? h('p', {}, 'The producer rejected the document; it is not here.')
      : h('button', { onclick: open }, 'Show the document'),
    h('p', { class: 'quiet' }, `It may hold what not everybody is to see, and needs the token.${SUMS[letter.document]}`));

  async function load() {
    try {
      const { letter: found, toDo } = await get(`dead-letters/${itemPath(item)}`);
      connected(null);
      const now = JSON.stringify(found);
      if (now === known) return;
      const another = letter === null || letter.attempt !== found.attempt;
      known = now;
      letter = found;
      replace(facts, description(letter, toDo));
      const which = { items: [item] };
      replace(actions,
        h('button', { class: 'primary', onclick: () => act(() => replay(letter.parked ? { ...which, parked: true } : which)) }, 'Replay'),
        letter.parked
          ? h('button', { onclick: () => act(() => unpark(which)) }, 'Unpark')
          : h('button', { onclick: () => act(() => park(which)) }, 'Park'),
        correctable.includes((letter.contract ?? '').replace(/@.*$/, ''))
          ? h('button', { onclick: repair }, 'Open in the workbench') : null);
      if (another) hidden();
    } catch (error) {
      if (error.status === 0) {
        connected(error.message);
        return;
      }
      known = '';
      letter = null;
      replace(actions);
      replace(place);
      replace(facts, error.status === 404
        ? h('p', { role: 'status' }, 'There is no open dead letter of this item: it is loaded, or there never was one.')
        : problem(error));
    }
  }

  load();
  currentSession().then((session) => {
    correctable = session.contracts ?? [];
    known = '';
    load();
    const line = (name) => command(session.command.replace('{command}', () => name));
    const program = session.command.slice(0, session.command.indexOf('{command}')).trim();
    replace(same, h('h2', {}, 'The same on a terminal'), line(`dead-letters show ${item}`), line(`replay --item ${item}`),
      h('h2', {}, 'Beside its contract, in the workbench'), line(`dead-letters export --item ${item} --out failed`),
      command(`${program} contract edit contract.yaml failed`));
  }).catch(() => {});
  const timer = setInterval(() => document.hidden || load(), EVERY_MILLIS);
  return {
    title: `Dead letter ${item}`,
    close: () => clearInterval(timer),
    element: h('section', {},
      h('h1', { tabindex: '-1' }, `Dead letter ${item}`),
      h('p', {}, h('a', { href: `#/letters?run=${encodeURIComponent(item.slice(0, item.lastIndexOf('/')))}` }, 'All of this run')),
      actions, failed, told, facts, place, same),
  };
}
