// Which view is shown. Addresses: #/fleet  #/runs?filter  #/runs/RUN  #/letters?filter  #/letters/RUN/NUMBER

import { currentSession } from './api.js';
import { fleetView } from './fleet.js';
import { h, replace, say, tickTimes } from './dom.js';
import { letterView, lettersView } from './letters.js';
import { runView } from './run.js';
import { runsView } from './runs.js';

const main = document.getElementById('main');
const connection = document.getElementById('connection');
let close = () => {};
let shownPath = null;

const OLD = 'What you see may be old: the dashboard cannot follow progress just now. The log says why.';
let unreachable = null;
let old = false;

function tell() {
  const problem = unreachable ?? (old ? OLD : null);
  say(connection, problem ?? '');
  connection.classList.toggle('bad', Boolean(problem));
}

/** Tells whether the server answers; what is empty is well. */
export function connected(problem) {
  unreachable = problem;
  tell();
}

/** The server answers, but nobody tells it how the runs are. */
document.addEventListener('reports', (event) => {
  old = event.detail;
  tell();
});

function view(path, parameters) {
  if (path[0] === 'runs' && path[1]) return runView(path[1]);
  if (path[0] === 'letters' && path.length === 3) return letterView(`${path[1]}/${path[2]}`);
  if (path[0] === 'fleet') return fleetView();
  if (path[0] === 'letters') return lettersView(Object.fromEntries(parameters));
  return runsView(Object.fromEntries(parameters));
}

function show(first) {
  const [path, parameters] = location.hash.replace(/^#\/?/, '').split('?');
  if (location.hash === '#main') return;
  close();
  connected(null);
  const stay = path === shownPath ? document.activeElement?.dataset.stay : null;
  shownPath = path;
  const parts = path.split('/').filter((part) => part !== '').map(decodeURIComponent);
  const shown = view(parts, new URLSearchParams(parameters ?? ''));
  close = shown.close ?? (() => {});
  replace(main, shown.element);
  document.title = `${shown.title} – xmlfleet`;
  for (const link of document.querySelectorAll('nav a')) {
    const here = link.dataset.view === (parts[0] ?? 'runs');
    if (here) link.setAttribute('aria-current', 'page');
    else link.removeAttribute('aria-current');
  }
  if (stay) focusAgain(stay);
  else if (!first) main.querySelector('h1')?.focus();
}

/** A list in another order or place: whoever pressed a button finds it under the same finger. */
function focusAgain(stay, left = 40) {
  const found = main.querySelector(`[data-stay="${CSS.escape(stay)}"]`);
  if (found && !found.disabled) found.focus({ preventScroll: true });
  else if (found || left === 0) main.querySelector('h1')?.focus();
  else setTimeout(() => focusAgain(stay, left - 1), 50);
}

/** What went wrong, where everybody sees it. */
export function problem(error) {
  return h('p', { class: 'banner bad', role: 'alert' }, error.message);
}

const theme = document.getElementById('theme');
const system = matchMedia('(prefers-color-scheme: dark)');

/** Names the colours that the button brings. */
function nameTheme() {
  const dark = (document.documentElement.dataset.theme ?? (system.matches ? 'dark' : 'light')) === 'dark';
  say(theme, dark ? 'Light colours' : 'Dark colours');
  return dark;
}

theme.addEventListener('click', () => {
  const chosen = nameTheme() ? 'light' : 'dark';
  document.documentElement.dataset.theme = chosen;
  try {
    localStorage.setItem('xmlfleet-theme', chosen);
  } catch {
    // No storage: for as long as the page is open.
  }
  nameTheme();
});
system.addEventListener('change', nameTheme);
nameTheme();
setInterval(tickTimes, 5000);

const ROLES = { NOBODY: 'not logged in', READER: 'reader', OPERATOR: 'operator' };

/** Who looks, where that is known. */
function tellWho() {
  currentSession().then(({ name, role }) => say(document.getElementById('who'), name ? `${name} (${ROLES[role]})` : ''))
    .catch(() => {});
}

document.addEventListener('session', tellWho);
tellWho();

window.addEventListener('hashchange', () => show(false));
show(true);
