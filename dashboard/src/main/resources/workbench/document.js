// The document: a line an element, coloured by the tables that take its parts.

import { h, replace } from './dom.js';
import { rove } from './roving.js';
import { colours, counted, shown, tableOf } from './values.js';

/**
 * The pane.
 *
 * @param on spot({element, attribute, text}), more(from)
 */
export function documentPane(element, note, on) {
  const roving = rove(element, '.line', '.spot');
  const collapsed = new Set();
  let elements = [];
  let names = [];
  let samples = 0;
  let lit = new Set();
  const key = (number, attribute, text) => `${number}@${attribute ?? ''}${text ? '#text' : ''}`;

  const chosen = (event) => {
    const button = event.target.closest('.spot');
    if (button) on.spot({ element: Number(button.dataset.element), attribute: button.dataset.attribute ?? null, text: button.dataset.part === 'text' });
  };
  element.addEventListener('click', chosen);

  const state = (uses, isEmpty) => {
    if (uses.length > 0) {
      const table = uses.map((use) => tableOf(use, names)).find(Boolean);
      return { class: `taken ${table ? colours(names)(table) : 'other'}`, title: uses.join(', ') };
    }
    return isEmpty ? { class: '', title: null } : { class: 'left', title: 'nothing takes it' };
  };

  const spot = (part, uses, isEmpty, attributes, ...text) => {
    const { class: kind, title } = state(uses, isEmpty);
    const where = key(part.number, attributes['data-attribute'] ?? null, attributes['data-part'] === 'text');
    return h('button', {
      type: 'button', tabindex: '-1', class: `spot ${kind}${lit.has(where) ? ' lit' : ''}`, title,
      'data-element': part.number, ...attributes,
    }, ...text, uses.length > 0 ? h('span', { class: 'spoken' }, ` (${uses.join(', ')})`) : null);
  };

  /** An element that nothing takes says how often it comes, but not each element in it again. */
  function lines() {
    let above = null;
    return elements.map((part) => {
      if (above !== null && part.depth <= above) above = null;
      const row = line(part, !part.taken && above === null);
      if (!part.taken && above === null) above = part.depth;
      return row;
    });
  }

  function line(part, counts) {
    const own = [...part.rows, ...part.other];
    const hasText = part.text !== '';
    const textSpot = hasText
      ? spot(part, part.uses, false, { 'data-part': 'text' }, shown(part.text.replace(/\s+/g, ' ')))
      : null;
    const isLeft = !part.taken && part.attributes.length === 0 && !hasText;
    const fold = part.hasChildren
      ? h('button', {
        type: 'button', tabindex: '-1', class: 'fold', 'aria-expanded': String(!collapsed.has(part.number)),
        'aria-label': `Elements in ${part.name}`, onclick: (event) => { event.stopPropagation(); toggle(part.number); },
      }, collapsed.has(part.number) ? '▸' : '▾')
      : h('span', { class: 'fold', 'aria-hidden': 'true' });
    const row = h('div', { class: `line d${Math.min(part.depth, 12)}${part.taken ? '' : ' unused'}`, 'data-number': part.number, 'data-depth': part.depth },
      fold, '<', spot(part, own, !isLeft, { 'data-part': 'element' }, part.name),
      part.attributes.map((each) => [' ', spot(part, each.uses, false, { 'data-attribute': each.name },
        `${each.name}="${shown(each.value)}"`)]).flat(),
      hasText || part.hasChildren ? '>' : '/>',
      textSpot,
      !counts ? null : h('span', { class: 'count' }, ` ${counted(part.times, 'time')} in ${part.documents} of ${counted(samples, 'sample')}`));
    return row;
  }

  function fold() {
    let under = null;
    for (const row of element.querySelectorAll('.line')) {
      const depth = Number(row.dataset.depth);
      if (under !== null && depth <= under) under = null;
      row.hidden = under !== null;
      if (under === null && collapsed.has(Number(row.dataset.number))) under = depth;
    }
  }

  function toggle(number) {
    if (!collapsed.delete(number)) collapsed.add(number);
    const button = element.querySelector(`.line[data-number="${number}"] .fold`);
    button.textContent = collapsed.has(number) ? '▸' : '▾';
    button.setAttribute('aria-expanded', String(!collapsed.has(number)));
    fold();
  }

  element.addEventListener('keydown', (event) => {
    const at = event.target.closest?.('.line');
    if (event.key === ' ' && at && event.target.matches('.spot[data-part="element"]') && at.querySelector('button.fold')) {
      event.preventDefault();
      toggle(Number(at.dataset.number));
    }
  });

  function draw(window) {
    const focused = document.activeElement?.closest?.('#document .spot');
    const back = focused && { element: focused.dataset.element, part: focused.dataset.part, attribute: focused.dataset.attribute };
    const scrolled = element.scrollTop;
    replace(element, lines(), window.more
      ? h('button', { type: 'button', class: 'more', onclick: () => on.more(elements[elements.length - 1].number + 1) }, 'More elements')
      : null);
    fold();
    element.scrollTop = scrolled;
    roving.ready();
    if (back) {
      [...element.querySelectorAll(`.spot[data-element="${back.element}"]`)]
        .find((each) => each.dataset.part === back.part && each.dataset.attribute === back.attribute)?.focus({ preventScroll: true });
    }
  }

  return {
    /** Shows a window; one that begins further down is put behind. */
    show(window, tables, sampleCount) {
      if (window.from !== 1 && window.from !== (elements[elements.length - 1]?.number ?? 0) + 1) return; // drawn anew meanwhile
      names = tables;
      samples = sampleCount;
      elements = window.from === 1 ? window.elements : [...elements, ...window.elements];
      note.textContent = window.problem ? `It cannot be read further: ${window.problem}`
        : window.more ? `The first ${counted(elements.length, 'element')}` : counted(elements.length, 'element');
      draw(window);
    },
    another() {
      collapsed.clear();
      elements = [];
      lit = new Set();
      element.scrollTop = 0;
    },
    count: () => elements.length,
    /** Lights places up and shows the first one. */
    light(spots, scroll = true) {
      lit = new Set(spots.map((each) => key(each.element, each.attribute, each.text)));
      let first = null;
      for (const each of element.querySelectorAll('.spot')) {
        const on_ = lit.has(key(each.dataset.element, each.dataset.attribute, each.dataset.part === 'text'));
        each.classList.toggle('lit', on_);
        if (on_ && !first) first = each;
      }
      if (first && scroll) first.scrollIntoView({ block: 'center' });
      return first;
    },
  };
}
