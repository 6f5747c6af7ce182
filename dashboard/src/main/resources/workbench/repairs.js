// Dead letters: what the text would make of them, their replay, and what has become of them.

import { h, replace } from './dom.js';
import { counted } from './values.js';

/**
 * The bar above the panes.
 *
 * @param on replay(items)
 */
export function repairsBar(element, on) {
  let letters = [];
  let loadedBy = '';
  let loads = null;
  let isSaved = true;
  let fates = null;
  let told = '';
  let busy = false;

  const open = (numbers) => numbers.map((at) => letters[at]).filter((letter) => (fates?.[letter.item]?.state ?? 'OPEN') === 'OPEN').map((letter) => letter.item);

  function button(label, items, kind) {
    return h('button', { type: 'button', class: kind, disabled: busy || items.length === 0, onclick: () => on.replay(items) },
      `${isSaved ? 'Replay' : 'Save and replay'} ${label}`);
  }

  function outcome() {
    if (!fates) return null;
    const all = letters.map((letter) => fates[letter.item]).filter(Boolean);
    const of = (state) => all.filter((one) => one.state === state).length;
    const sentences = [
      of('RESOLVED') > 0 ? `${counted(of('RESOLVED'), 'document')} loaded` : null,
      of('UNDER_WAY') > 0 ? `${counted(of('UNDER_WAY'), 'document')} under way` : null,
      of('OPEN') > 0 ? `${counted(of('OPEN'), 'document')} failed: ${[...new Set(all.filter((one) => one.state === 'OPEN').map((one) => one.reason))].join('; ')}` : null,
    ].filter(Boolean);
    return `${sentences.join(', ')}.`;
  }

  function draw() {
    const [first] = letters;
    const everything = letters.map((letter, at) => at);
    const open_ = open(everything);
    replace(element,
      h('p', {}, h('strong', {}, counted(letters.length, 'dead letter')), ` failed at ${first.stage}: ${first.reason}. `,
        h('a', { href: `../#/letters/${first.item.split('/').map(encodeURIComponent).join('/')}` }, 'Back to the letter')),
      h('p', {}, loads === null ? 'The contract has a problem: what it makes of the documents is known when that is mended.'
        : `By this text ${loads.length} of them would load. What only the database knows, such as a key that is taken, is not tried here.`),
      h('p', { class: 'quiet' }, loadedBy),
      h('div', { class: 'actions' },
        open_.length === 0 ? null : button(counted(open(loads ?? []).length, 'document that loads', 'documents that load'), open(loads ?? []), 'primary'),
        open_.length > open(loads ?? []).length ? button(`all ${open_.length}`, loads === null ? [] : open_, null) : null,
        h('span', { role: 'status', class: 'told' }, told || outcome())));
  }

  return {
    begin(all, by) {
      letters = all;
      loadedBy = by;
      element.hidden = false;
      draw();
    },
    /** Numbers of the samples that would load; null: nobody knows. */
    tried(numbers) {
      loads = numbers;
      if (letters.length > 0) draw();
    },
    saved(is) {
      if (is === isSaved) return;
      isSaved = is;
      if (letters.length > 0) draw();
    },
    tell(text, working) {
      told = text;
      busy = working;
      draw();
    },
    show(now) {
      fates = now;
      told = '';
      busy = Object.values(now).some((one) => one.state === 'UNDER_WAY');
      draw();
      return busy;
    },
    items: () => letters.map((letter) => letter.item),
  };
}
