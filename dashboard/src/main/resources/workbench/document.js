// The document: a line an element, coloured by the tables that take its parts.

import { h, replace } from './dom.js';
import { rove, toTop } from './roving.js';
import { spotsIn } from './spots.js';
import { counted, kindOf, shown } from './values.js';

const STEP = 400;

/**
 * The pane.
 *
 * @param on spot({element, attribute, text}), more(from, elements), mark(): the failing place is wanted
 */
export function documentPane(element, note, on) {
  const roving = rove(element, '.line', '.spot');
  const spots = spotsIn(element, (spot) => on.spot(spot));
  const collapsed = new Set();
  let elements = [];
  let more = false;
  let names = [];
  let samples = 0;
  let mark = null;
  const spot = (number, part, attribute, uses, isPlain, text) =>
    spots.spot({ element: number, part, attribute }, kindOf(uses, names, isPlain), mark, text,
      uses.length > 0 ? h('span', { class: 'spoken' }, ` (${uses.join(', ')})`) : null);

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
      ? spot(part.number, 'text', null, part.uses, false, shown(part.text.replace(/\s+/g, ' ')))
      : null;
    const isLeft = !part.taken && part.attributes.length === 0 && !hasText;
    const fold = part.hasChildren
      ? h('button', {
        type: 'button', tabindex: '-1', class: 'fold', 'aria-expanded': String(!collapsed.has(part.number)),
        'aria-label': `Elements in ${part.name}`, onclick: (event) => { event.stopPropagation(); toggle(part.number); },
      }, collapsed.has(part.number) ? '▸' : '▾')
      : h('span', { class: 'fold', 'aria-hidden': 'true' });
    const row = h('div', { class: `line d${Math.min(part.depth, 12)}${part.taken ? '' : ' unused'}`, 'data-number': part.number, 'data-depth': part.depth },
      fold, '<', spot(part.number, 'element', null, own, !isLeft, part.name),
      part.attributes.map((each) => [' ', spot(part.number, 'attribute', each.name, each.uses, false, `${each.name}="${shown(each.value)}"`)]).flat(),
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

  function earlier() {
    const from = Math.max(1, elements[0].number - STEP);
    on.more(from, elements[0].number - from);
  }

  function tell(problem) {
    const last = elements[elements.length - 1]?.number ?? 0;
    const range = elements[0]?.number > 1 ? `Elements ${elements[0].number.toLocaleString('en')} to ${last.toLocaleString('en')}`
      : more ? `The first ${counted(elements.length, 'element')}` : counted(elements.length, 'element');
    replace(note, problem ? `It cannot be read further: ${problem} ` : `${range} `,
      mark ? h('button', { type: 'button', class: 'failed', onclick: () => on.mark(mark) }, `It ${mark.before ? 'failed' : 'fails'} at line ${mark.line.toLocaleString('en')}`) : null);
  }

  const draw = () => spots.draw(() => {
    replace(element,
      elements[0]?.number > 1 ? h('button', { type: 'button', class: 'more', onclick: earlier }, 'Earlier elements') : null,
      lines(), more
        ? h('button', { type: 'button', class: 'more', onclick: () => on.more(elements[elements.length - 1].number + 1) }, 'More elements')
        : null);
    fold();
    roving.ready();
  });

  return {
    /** Shows a window, and where the document fails; null: nobody knows, or it does not. */
    show(window, tables, sampleCount, failing) {
      names = tables;
      samples = sampleCount;
      mark = failing;
      ({ elements, more } = window);
      tell(window.problem);
      draw();
    },
    /** Puts a window before or behind what is shown; one that fits neither is late. */
    add(window) {
      const behind = elements[elements.length - 1]?.number + 1 === window.from;
      const before = window.from + window.elements.length === elements[0]?.number;
      if (behind) ({ more } = window);
      if (behind || before) elements = behind ? [...elements, ...window.elements] : [...window.elements, ...elements];
      tell(window.problem);
      draw();
    },
    redraw: draw,
    from: () => elements[0]?.number ?? 1,
    has: (number) => elements.length > 0 && number >= elements[0].number && number <= elements[elements.length - 1].number,
    /** Shows an element that is there. */
    go(number) {
      toTop(element.querySelector(`.line[data-number="${number}"]`), element);
    },
    /** The element at the top; 0: none. */
    position() {
      const { top } = element.getBoundingClientRect();
      const line = [...element.querySelectorAll('.line')].find((each) => !each.hidden && each.getBoundingClientRect().bottom > top + 2);
      return Number(line?.dataset.number ?? 0);
    },
    another() {
      collapsed.clear();
      elements = [];
      more = false;
      mark = null;
      spots.forget();
      element.scrollTop = 0;
    },
    count: () => elements.length,
    light: (places, scroll = true) => spots.light(places, scroll),
  };
}
