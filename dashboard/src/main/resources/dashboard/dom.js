// Elements and texts. Data reaches the page as text only, never as HTML.

const SVG = 'http://www.w3.org/2000/svg';
const SVG_TAGS = new Set(['svg', 'path', 'line', 'polyline', 'circle', 'rect', 'text', 'g', 'title']);

/** Characters that steer, hide or turn what stands beside them; line ends and tabs are none. */
// eslint-disable-next-line no-control-regex
const INVISIBLE = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/g;

/** The text with such characters by their names, so that a name cannot pass for another one. */
export const visible = (text) => String(text).replace(INVISIBLE,
  (character) => `⟨U+${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}⟩`);

const SPOKEN = new Set(['title', 'aria-label']);

/** An element: properties that begin with "on" are listeners, null ones are left out. */
export function h(tag, attributes = {}, ...children) {
  const element = SVG_TAGS.has(tag)
    ? document.createElementNS(SVG, tag)
    : document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? '' : SPOKEN.has(name) ? visible(value) : String(value));
  }
  element.append(...shownOf(children));
  return element;
}

const shownOf = (children) => children.flat(2).filter((child) => child !== null && child !== undefined)
  .map((child) => (child instanceof Node ? child : visible(child)));

export function replace(element, ...children) {
  element.replaceChildren(...shownOf(children));
}

/** As replace, for what comes anew every second: keyboard focus and scrolling stay where they are. */
export function refresh(element, ...children) {
  const stops = () => [...element.querySelectorAll('a[href], button, input, [tabindex]')];
  const focused = stops().indexOf(document.activeElement);
  const scrolled = element.querySelector('.scroll')?.scrollLeft;
  replace(element, ...children);
  if (focused >= 0) stops()[focused]?.focus({ preventScroll: true });
  if (scrolled) element.querySelector('.scroll').scrollLeft = scrolled;
}

/** Sets a text only if it is another one, so that a screen reader is not told the same twice. */
export function say(element, text) {
  if (element.textContent !== visible(text)) element.textContent = visible(text);
}

/** One head of a table; with a name to sort by, a button. */
function head(column, sorting) {
  const by = column.sort;
  if (!by || !sorting) return h('th', { scope: 'col', role: 'columnheader', class: column.class ?? null }, column.text);
  const turned = sorting.current === `-${by}`;
  const sorted = turned || sorting.current === by;
  return h('th', { scope: 'col', role: 'columnheader', class: column.class ?? null,
    'aria-sort': sorted ? (turned ? 'descending' : 'ascending') : null },
  h('button', { type: 'button', class: 'sort', 'data-stay': `sort-${by}`, onclick: () => sorting.by(sorted && !turned ? `-${by}` : by) },
    column.text, h('span', { 'aria-hidden': 'true' }, sorted ? (turned ? ' ↓' : ' ↑') : ' ↕')));
}

/**
 * A table; where its place is narrow, each row of one with more than three columns is a card.
 * A column is its name, or {text, class, sort}; sorting is {current, by(name)}.
 */
export function table(caption, columns, rows, sorting = null) {
  const heads = columns.map((column) => (typeof column === 'string' ? { text: column } : column));
  for (const row of rows) {
    row.setAttribute('role', 'row');
    [...row.children].forEach((cell, i) => {
      cell.setAttribute('role', cell.tagName === 'TH' ? 'rowheader' : 'cell');
      const name = heads[i]?.label ?? heads[i]?.text;
      if (typeof name === 'string' && name !== '') cell.dataset.label = name;
    });
  }
  const element = h('table', { role: 'table' },
    h('caption', { class: 'quiet' }, caption),
    h('thead', { role: 'rowgroup', class: sorting ? 'sorts' : null },
      h('tr', { role: 'row' }, heads.map((column) => head(column, sorting)))),
    h('tbody', { role: 'rowgroup' }, rows));
  return h('div', { class: heads.length > 3 ? 'scroll wide' : 'scroll', tabindex: '0', role: 'region', 'aria-label': caption }, element);
}

/** A bar as wide as the share, beside a number that says the same. */
export function bar(share, kind = '') {
  const width = Math.max(0, Math.min(1, share)) * 100;
  return h('svg', { class: 'bar', viewBox: '0 0 100 8', preserveAspectRatio: 'none', 'aria-hidden': 'true' },
    h('rect', { class: 'track', width: 100, height: 8 }),
    h('rect', { class: kind || 'fill', width, height: 8 }));
}

export const number = (value, digits = 0) =>
  value.toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits });

export const percent = (share) => `${number(share * 100, 1)} %`;

export function duration(seconds) {
  if (seconds < 90) return `${number(seconds, seconds < 10 ? 1 : 0)} s`;
  if (seconds < 5400) return `${number(seconds / 60, 1)} min`;
  return `${number(seconds / 3600, 1)} h`;
}

export const secondsSince = (iso, now = Date.now()) => (now - new Date(iso).getTime()) / 1000;

export const clock = (iso) => new Date(iso).toLocaleTimeString('en-GB');

/** The zone of this browser at that moment, such as CET or GMT+1. */
export const zone = (date = new Date()) => new Intl.DateTimeFormat('en-GB', { timeZoneName: 'short' })
  .formatToParts(date).find((part) => part.type === 'timeZoneName').value;

/** Day, time and zone. */
export function when(iso) {
  const date = new Date(iso);
  return `${date.toLocaleDateString('en-CA')} ${date.toLocaleTimeString('en-GB')} ${zone(date)}`;
}

function ago(iso) {
  const seconds = secondsSince(iso);
  const size = Math.abs(seconds);
  if (size < 5) return 'just now';
  const [value, unit] = size < 90 ? [size, 's'] : size < 5400 ? [size / 60, 'min'] : size < 48 * 3600 ? [size / 3600, 'h'] : [size / 86400, 'days'];
  return seconds < 0 ? `in ${Math.round(-seconds < 90 ? -seconds : value)} ${unit}` : `${Math.round(value)} ${unit} ago`;
}

/** A moment: how long ago, kept up to date by tickTimes, and when. */
export const moment = (iso) => h('time', { datetime: iso },
  h('span', { class: 'ago' }, ago(iso)), ' ',
  h('span', { class: 'at' }, when(iso).split(' ').flatMap((part) => [h('span', { class: 'whole-word' }, part), ' '])));

export function tickTimes() {
  for (const time of document.querySelectorAll('time[datetime]')) say(time.firstChild, ago(time.dateTime));
}

/** The last part of a path. */
export const shortName = (path) => path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1) || path;

/** A name that is clipped in the middle where it is long; whoever focuses or points at it sees all of it. */
export function clipped(text, { most = 36, tag = 'span', ...attributes } = {}) {
  const name = visible(text);
  if (name.length <= most) return h(tag, attributes, name);
  const half = Math.floor((most - 1) / 2);
  return h(tag, { ...attributes, class: 'clip', tabindex: tag === 'a' ? null : '0', title: name },
    h('span', { class: 'short', 'aria-hidden': 'true' }, `${name.slice(0, half)}…${name.slice(-half)}`),
    h('span', { class: 'whole' }, name));
}

/** Whether the text is on the clipboard; a page without encryption has no clipboard of the new kind. */
async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const place = document.createElement('textarea');
    place.value = text;
    document.body.append(place);
    place.select();
    const done = document.execCommand('copy');
    place.remove();
    return done;
  }
}

/** Two sheets; a tick or a cross for a moment after it was pressed. */
const SIGNS = { copy: 'M6 6V2h8v8h-4M2 6h8v8H2z', done: 'M2 8l4 4 8-9', not: 'M3 3l10 10M13 3L3 13' };
const sign = (name) => h('svg', { class: 'sign', viewBox: '0 0 16 16', 'aria-hidden': 'true' }, h('path', { d: SIGNS[name] }));

/** A button that copies a text, as it is; what names it for those who do not see it. */
export function copier(text, what) {
  const tell = document.getElementById('told');
  const button = h('button', { type: 'button', class: 'copy', 'aria-label': `Copy ${what}`, title: `Copy ${what}`,
    onclick: async () => {
      const done = await copy(text);
      say(tell, done ? `Copied ${what}.` : 'This browser does not let the page copy.');
      replace(button, sign(done ? 'done' : 'not'));
      button.focus();
      setTimeout(() => {
        replace(button, sign('copy'));
        say(tell, '');
      }, 1500);
    } }, sign('copy'));
  return button;
}

/** A command with a button that copies it. */
export const command = (line) => h('p', { class: 'command' }, h('code', {}, line), copier(line, 'the command'));

const STATES = {
  RUNNING: 'Running', COMPLETE: 'Complete', STALLED: 'Stalled',
  WAITING_FOR_DATABASE: 'Waiting for the database', CANCELLED: 'Cancelled',
};

export const stateNames = Object.entries(STATES);

export const state = (name) => h('span', { class: `state ${name}` }, STATES[name] ?? name);

export const STAGES = ['VALIDATION', 'PARSING', 'MAPPING', 'INSERTION', 'TIMEOUT', 'UNKNOWN'];

/** MAPPING: Mapping. */
export const stageName = (stage) => stage.charAt(0) + stage.slice(1).toLowerCase();
