// Elements and texts. Data reaches the page as text only, never as HTML.

const SVG = 'http://www.w3.org/2000/svg';
const SVG_TAGS = new Set(['svg', 'path', 'line', 'polyline', 'circle', 'rect', 'text', 'g']);

/** An element: properties that begin with "on" are listeners, null ones are left out. */
export function h(tag, attributes = {}, ...children) {
  const element = SVG_TAGS.has(tag)
    ? document.createElementNS(SVG, tag)
    : document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? '' : String(value));
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return element;
}

export function replace(element, ...children) {
  element.replaceChildren(...children.flat().filter((child) => child !== null));
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
  if (element.textContent !== text) element.textContent = text;
}

/** A table that may be wider than the page; it scrolls on its own then. */
export function table(caption, heads, rows) {
  const body = h('tbody', {}, rows);
  const element = h('table', {},
    h('caption', { class: 'quiet' }, caption),
    h('thead', {}, h('tr', {}, heads.map((head) =>
      typeof head === 'string'
        ? h('th', { scope: 'col' }, head)
        : h('th', { scope: 'col', class: head.class ?? null }, head.text)))),
    body);
  return h('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': caption }, element);
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

export function when(iso) {
  const date = new Date(iso);
  const time = date.toLocaleTimeString('en-GB');
  return date.toDateString() === new Date().toDateString() ? time : `${date.toLocaleDateString('en-CA')} ${time}`;
}

export const secondsSince = (iso, now = Date.now()) => (now - new Date(iso).getTime()) / 1000;

/** The last part of a path, for narrow places; the whole of it stays reachable as a title. */
export const shortName = (path) => path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1) || path;

const STATES = {
  RUNNING: 'Running', COMPLETE: 'Complete', STALLED: 'Stalled',
  WAITING_FOR_DATABASE: 'Waiting for the database', CANCELLED: 'Cancelled',
};

export const state = (name) => h('span', { class: `state ${name}` }, STATES[name] ?? name);
