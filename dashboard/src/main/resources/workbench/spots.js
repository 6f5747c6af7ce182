// The parts of a document that can be chosen, however it is shown: buttons with the class spot.

import { h } from './dom.js';

const key = (number, attribute, text) => `${number}@${attribute ?? ''}${text ? '#text' : ''}`;

/**
 * What all spots in an element do.
 *
 * @param choose({element, attribute, text})
 */
export function spotsIn(element, choose) {
  let lit = new Set();

  const keyOf = ({ dataset }) => key(dataset.element, dataset.attribute, dataset.part === 'text');

  element.addEventListener('click', (event) => {
    const { dataset } = event.target.closest('.spot') ?? {};
    if (dataset) choose({ element: Number(dataset.element), attribute: dataset.attribute ?? null, text: dataset.part === 'text' });
  });

  return {
    /**
     * One of them.
     *
     * @param where { element, part, attribute }, kind: as values.js says; mark: where the document fails, or null
     */
    spot(where, kind, mark, ...content) {
      const isText = where.part === 'text';
      const attribute = where.attribute ?? null;
      const fails = mark && !isText && mark.element === where.element && (mark.attribute ?? null) === attribute;
      return h('button', {
        type: 'button', tabindex: '-1', title: kind.title,
        class: `spot ${kind.class}${lit.has(key(where.element, attribute, isText)) ? ' lit' : ''}${fails ? ' failing' : ''}`,
        'data-element': where.element, 'data-part': where.part, 'data-attribute': attribute,
      }, ...content, fails ? h('span', { class: 'spoken' }, ' (it fails here)') : null);
    },
    /** Draws them anew; what was scrolled to and what had the focus stay so. */
    draw(drawing) {
      const focused = element.contains(document.activeElement) && document.activeElement.closest('.spot');
      const scrolled = element.scrollTop;
      drawing();
      element.scrollTop = scrolled;
      if (focused) {
        [...element.querySelectorAll('.spot')].find((each) => keyOf(each) === keyOf(focused) && each.dataset.part === focused.dataset.part)
          ?.focus({ preventScroll: true });
      }
    },
    /** Lights places up, shows and gives the first one. */
    light(places, scroll) {
      lit = new Set(places.map((each) => key(each.element, each.attribute, each.text)));
      let first = null;
      for (const each of element.querySelectorAll('.spot')) {
        const isLit = lit.has(keyOf(each));
        each.classList.toggle('lit', isLit);
        if (isLit) first ??= each;
      }
      if (first && scroll) first.scrollIntoView({ block: 'center' });
      return first;
    },
    forget() {
      lit = new Set();
    },
  };
}
