// The document as it is written: lines, coloured by the tables that take their parts.

import { h, replace } from './dom.js';
import { rove, toTop } from './roving.js';
import { spotsIn } from './spots.js';
import { kindOf, masked, shown } from './values.js';

/**
 * The pane.
 *
 * @param on spot({element, attribute, text}), window({offset} or {element}): a promise of lines; null: they are of no use any more
 */
export function sourcePane(element, on) {
  const roving = rove(element, '.src', '.spot');
  const spots = spotsIn(element, (spot) => on.spot(spot));
  let windows = [];
  let names = [];
  let mark = null;

  function piece(one) {
    if (!one.part) return masked(one.text);
    const part = one.part.toLowerCase();
    const value = part === 'text' ? shown(one.text)
      : part === 'attribute' ? one.text.replace(/(['"])([\s\S]*)\1$/, (all, quote, inner) => quote + shown(inner) + quote) : one.text;
    return spots.spot({ element: one.element, part, attribute: one.name }, kindOf(one.uses, names, part === 'element'), mark, value);
  }

  const draw = () => spots.draw(() => {
    const last = windows[windows.length - 1];
    replace(element,
      windows[0]?.from > 0 ? h('button', { type: 'button', class: 'more', onclick: earlier }, 'Earlier lines') : null,
      windows.map((window) => window.lines.map((line, at) => h('div', {
        class: `src${mark && mark.line === window.first + at ? ' failing-line' : ''}`, 'data-line': window.first + at,
      }, h('span', { class: 'number', 'aria-hidden': 'true' }, String(window.first + at)), line.map(piece)))).flat(),
      last?.more ? h('button', { type: 'button', class: 'more', onclick: later }, 'More lines') : null);
    roving.ready();
  });

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

  const partOf = (number) => element.querySelector(`.spot[data-element="${number}"]`);

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
    redraw: draw,
    another() {
      windows = [];
      spots.forget();
      replace(element);
      element.scrollTop = 0;
    },
    /** Shows an element, wherever it is. */
    async go(number) {
      if (!partOf(number)) {
        const around = await on.window({ element: number });
        if (!around) return;
        windows = [around];
        draw();
      }
      toTop(partOf(number)?.closest('.src'), element);
    },
    /** The element at the top; 0: none. */
    position() {
      const top = element.getBoundingClientRect().top;
      const line = [...element.querySelectorAll('.src')].find((each) => each.getBoundingClientRect().bottom > top + 2 && each.querySelector('.spot'));
      return Number(line?.querySelector('.spot').dataset.element ?? 0);
    },
    light: (places, scroll = true) => spots.light(places, scroll),
  };
}
