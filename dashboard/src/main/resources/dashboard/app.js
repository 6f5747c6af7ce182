// Which view is shown. Addresses: #/  #/runs/RUN  #/letters?filter  #/letters/RUN/NUMBER

import { h, replace, say } from './dom.js';
import { letterView, lettersView } from './letters.js';
import { runView } from './run.js';
import { runsView } from './runs.js';

const main = document.getElementById('main');
const connection = document.getElementById('connection');
let close = () => {};

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
  if (path[0] === 'letters') return lettersView(Object.fromEntries(parameters));
  return runsView();
}

function show(first) {
  const [path, parameters] = location.hash.replace(/^#\/?/, '').split('?');
  if (location.hash === '#main') return;
  close();
  connected(null);
  const parts = path.split('/').filter((part) => part !== '').map(decodeURIComponent);
  const shown = view(parts, new URLSearchParams(parameters ?? ''));
  close = shown.close ?? (() => {});
  replace(main, shown.element);
  document.title = `${shown.title} – xmlfleet`;
  for (const link of document.querySelectorAll('nav a')) {
    const here = link.dataset.view === (parts[0] === 'letters' ? 'letters' : 'runs');
    if (here) link.setAttribute('aria-current', 'page');
    else link.removeAttribute('aria-current');
  }
  if (!first) main.querySelector('h1')?.focus();
}

/** What went wrong, where everybody sees it. */
export function problem(error) {
  return h('p', { class: 'banner bad', role: 'alert' }, error.message);
}

window.addEventListener('hashchange', () => show(false));
show(true);
