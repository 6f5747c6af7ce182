// The document as it is written: lines, coloured by the tables that take their parts.

import { h, replace } from './dom.js';
import { rove, toTop } from './roving.js';
import { kindOf, masked, shown } from './values.js';

/**
 * The pane.
 *
 * @param on spot({element, attribute, text}), window({offset} or {element}): a promise of lines; null: they are of no use any more
 */
export function sourcePane(element, on) {
  const roving = rove(element, '.src', '.spot');
  let windows = [];
  let names = [];
  let lit = new Set();
  let mark = null;
  const key = (number, attribute, text) => `${number}@${attribute ?? ''}${text ? '#text' : ''}`;

  element.addEventListener('click', (event) => {
    const button = event.target.closest('.spot');
    if (button) on.spot({ element: Number(button.dataset.element), attribute: button.dataset.attribute ?? null, text: button.dataset.part === 'text' });
  });

  function piece(one) {
    if (!one.part) return masked(one.text);
    const part = one.part.toLowerCase();
    const { class: kind, title } = kindOf(one.uses, names, part === 'element');
    const where = key(one.element, one.name ?? null, part === 'text');
    const isMarked = mark && mark.element === one.element && (mark.attribute ?? null) === (one.name ?? null) && part !== 'text';
    const value = part === 'text' ? shown(one.text)
      : part === 'attribute' ? one.text.replace(/(['"])([\s\S]*)\1$/, (all, quote, inner) => quote + shown(inner) + quote) : one.text;
    return h('button', {
      type: 'button', tabindex: '-1', class: `spot ${kind}${lit.has(where) ? ' lit' : ''}${isMarked ? ' failing' : ''}`, title,
      'data-element': one.element, 'data-part': part, 'data-attribute': one.name ?? null,
    }, value, isMarked ? h('span', { class: 'spoken' }, ' (it fails here)') : null);
  }

  function draw() {
    const focused = document.activeElement?.closest?.('#source .spot');
    const back = focused && { ...focused.dataset };
    const scrolled = element.scrollTop;
    const last = windows[windows.length - 1];
    replace(element,
      windows[0]?.from > 0 ? h('button', { type: 'button', class: 'more', onclick: earlier }, 'Earlier lines') : null,
      windows.map((window) => window.lines.map((line, at) => h('div', {
        class: `src${mark && mark.line === window.first + at ? ' failing-line' : ''}`, 'data-line': window.first + at,
      }, h('span', { class: 'number', 'aria-hidden': 'true' }, String(window.first + at)), line.map(piece)))).flat(),
      last?.more ? h('button', { type: 'button', class: 'more', onclick: later }, 'More lines') : null);
    element.scrollTop = scrolled;
    roving.ready();
    if (back) {
      [...element.querySelectorAll(`.spot[data-element="${back.element}"]`)]
        .find((each) => each.dataset.part === back.part && each.dataset.attribute === back.attribute)?.focus({ preventScroll: true });
    }
  }

  async function later() {
    const { to } = windows[windows.length - 1];
    const next = await on.window({ offset: to });
    if (!next || next.from !== windows[windows.length - 1].to) return;
    windows.push(next);
    draw();
  }

  async function earlier() {
    const { from, first } = windows[0];
    const before = await on.window({ offset: Math.max(0, from - 40_000) });
    if (!before || windows[0].from !== from) return;
    windows = [before];
    draw();
    toTop(element.querySelector(`.src[data-line="${Math.min(first, before.first + before.lines.length - 1)}"]`), element);
  }

  const spots = (number) => [...element.querySelectorAll(`.spot[data-element="${number}"]`)];

  return {
    /** Asks anew for what is shown, or for the beginning. */
    async refresh(tables, failing) {
      names = tables;
      mark = failing;
      const fresh = [];
      for (const { from } of windows.length > 0 ? windows : [{ from: 0 }]) {
        const one = await on.window({ offset: from });
        if (!one) return;
        fresh.push(one);
      }
      windows = fresh;
      draw();
    },
    another() {
      windows = [];
      lit = new Set();
      replace(element);
      element.scrollTop = 0;
    },
    /** Shows an element, wherever it is. */
    async go(number) {
      if (spots(number).length === 0) {
        const around = await on.window({ element: number });
        if (!around) return;
        windows = [around];
        draw();
      }
      toTop(spots(number)[0]?.closest('.src'), element);
    },
    /** The element at the top; 0: none. */
    position() {
      const top = element.getBoundingClientRect().top;
      const line = [...element.querySelectorAll('.src')].find((each) => each.getBoundingClientRect().bottom > top + 2 && each.querySelector('.spot'));
      return Number(line?.querySelector('.spot').dataset.element ?? 0);
    },
    light(places, scroll = true) {
      lit = new Set(places.map((each) => key(each.element, each.attribute, each.text)));
      let first = null;
      for (const each of element.querySelectorAll('.spot')) {
        const isLit = lit.has(key(each.dataset.element, each.dataset.attribute, each.dataset.part === 'text'));
        each.classList.toggle('lit', isLit);
        if (isLit && !first) first = each;
      }
      if (first && scroll) first.scrollIntoView({ block: 'center' });
      return first;
    },
  };
}
