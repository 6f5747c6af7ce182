// The token: asked for once, kept by this tab until it is closed.

import { h } from './dom.js';

const KEY = 'xmlfleet-token';

export const knownToken = () => sessionStorage.getItem(KEY);

/**
 * Shows a dialog and waits for its end; what the button that was pressed is worth, or null.
 * opened(form) is called when it is on the screen.
 */
export function dialog(title, content, buttons, opened = () => {}) {
  return new Promise((resolve) => {
    const form = h('form', { method: 'dialog' },
      h('h2', { id: 'dialog-title' }, title),
      content,
      h('div', { class: 'buttons' },
        buttons.map(([value, text, kind]) => h('button', { value, class: kind ?? null, formnovalidate: value === '' }, text))));
    const box = h('dialog', { 'aria-labelledby': 'dialog-title' }, form);
    box.addEventListener('close', () => {
      box.remove();
      resolve(box.returnValue || null);
    });
    document.body.append(box);
    box.showModal();
    opened(form);
  });
}

let asking = null;

/** Asks for the token, once for all who wait for it; null if nobody gave it. */
export const askToken = (again) => (asking ??= ask(again).finally(() => { asking = null; }));

async function ask(again) {
  const input = h('input', {
    type: 'password', id: 'token', autocomplete: 'off', spellcheck: 'false', required: true, autofocus: true,
  });
  const content = h('div', {},
    again ? h('p', { class: 'banner bad', role: 'alert' }, 'That is not the token.') : null,
    h('p', {}, 'Documents and replays need the token of an operator, and on some dashboards reading needs one. The file with '
      + 'it was named when the server started: usually dashboard-token in the data folder.'),
    h('label', { for: 'token' }, 'Token'), input);
  // The first button is the one that Enter presses.
  const answer = await dialog('Token', content, [['go', 'Go on', 'primary'], ['', 'Cancel']]);
  const token = input.value.trim();
  if (answer !== 'go' || token === '') return null;
  sessionStorage.setItem(KEY, token);
  return token;
}
