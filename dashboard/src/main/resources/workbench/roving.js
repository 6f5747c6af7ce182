// One stop of the Tab key for many parts: arrow keys move between them.

/**
 * Lets arrow keys move between the parts of an element, line by line.
 *
 * @param line selector of a line, part: selector of what can be reached in it
 */
export function rove(element, line, part) {
  const lines = () => [...element.querySelectorAll(line)].filter((each) => !each.hidden && each.querySelector(part));
  function focus(target) {
    if (!target) return;
    element.querySelectorAll(`${part}[tabindex="0"]`).forEach((old) => { old.tabIndex = -1; });
    target.tabIndex = 0;
    target.focus({ preventScroll: true });
    target.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }
  element.addEventListener('keydown', (event) => {
    const here = event.target.closest?.(part);
    if (!here || event.altKey || event.ctrlKey || event.metaKey) return;
    const own = here.closest(line);
    const parts = [...own.querySelectorAll(part)];
    const at = parts.indexOf(here);
    const all = lines();
    const row = all.indexOf(own);
    const beside = (other) => other && (other.querySelectorAll(part)[at] ?? other.querySelector(part));
    const target = {
      ArrowRight: parts[at + 1], ArrowLeft: parts[at - 1],
      ArrowDown: beside(all[row + 1]), ArrowUp: beside(all[row - 1]),
      Home: parts[0], End: parts[parts.length - 1],
    }[event.key];
    if (!target) return;
    event.preventDefault();
    focus(target);
  });
  element.addEventListener('focusin', (event) => {
    const part_ = event.target.closest?.(part);
    if (part_ && part_.tabIndex !== 0) focus(part_);
  });
  return {
    /** After the parts came anew: the first one can be reached. */
    ready() {
      if (!element.querySelector(`${part}[tabindex="0"]`)) {
        const first = element.querySelector(part);
        if (first) first.tabIndex = 0;
      }
    },
  };
}

/** Scrolls a part to the top of its pane, and nothing else. */
export function toTop(part, pane) {
  if (part) pane.scrollTop += part.getBoundingClientRect().top - pane.getBoundingClientRect().top;
}
