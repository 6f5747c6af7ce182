// What lists have in common: conditions, order and place, all of them in the page's address.

import { query } from './api.js';
import { h, number, zone } from './dom.js';

export const option = (value, text) => h('option', { value }, text);

/** A time of the address as a field wants it, and back. */
function local(iso) {
  const date = new Date(iso);
  if (Number.isNaN(date.getTime())) return '';
  return new Date(date.getTime() - date.getTimezoneOffset() * 60000).toISOString().slice(0, 19);
}

const iso = (value) => (value === '' ? '' : new Date(value).toISOString().replace('.000Z', 'Z'));

/** A field of a filter: {name, label, input} with an input of its own kind, or a text. */
export const text = (name, label, size = 14) => ({ name, label, input: h('input', { size, autocomplete: 'off', spellcheck: 'false' }) });
export const choice = (name, label, options) => ({ name, label, input: h('select', {}, options.map(([value, words]) => option(value, words))) });
export const time = (name, label) => ({ name, label: `${label} (${zone()})`, input: h('input', { type: 'datetime-local', step: 1 }) });

/** The form: its fields, and those that are needed rarely behind a word. */
export function filterForm(fields, rare, address) {
  const all = [...fields, ...rare];
  const place = ({ name, label, input }) => {
    input.id = `f-${name}`;
    input.name = name;
    const value = address.values[name] ?? '';
    input.value = input.type === 'datetime-local' && value ? local(value) : value;
    return h('div', { class: 'field' }, h('label', { for: input.id }, label), input);
  };
  const form = h('form', { class: 'filter', role: 'search', 'aria-label': 'Filter',
    onsubmit: (event) => {
      event.preventDefault();
      address.go(Object.fromEntries(all.map(({ name, input }) => [name, input.type === 'datetime-local' ? iso(input.value) : input.value.trim()])), true);
    } },
  fields.map(place),
  rare.length ? h('details', { open: rare.some(({ name }) => address.values[name]) || null },
    h('summary', {}, 'More conditions'), h('div', { class: 'filter' }, rare.map(place))) : null,
  h('div', { class: 'buttons' },
    h('button', {}, 'Search'),
    all.some(({ name }) => address.values[name])
      ? h('button', { type: 'button', onclick: () => address.go(Object.fromEntries(all.map(({ name }) => [name, ''])), true) }, 'Clear')
      : null));
  return form;
}

/** The conditions, order and place of a list, as the page's address has them. */
export class Address {
  constructor(path, values, size) {
    this.path = path;
    this.values = values;
    this.size = size;
  }

  get offset() {
    return Math.max(0, Number.parseInt(this.values.offset ?? '0', 10) || 0);
  }

  /** What the server is asked for. */
  get asked() {
    return { ...this.values, offset: this.offset, limit: this.size };
  }

  go(changes, first = false) {
    location.hash = `${this.path}${query({ ...this.values, ...(first ? { offset: '' } : {}), ...changes })}`;
  }

  get sorting() {
    return { current: this.values.sort ?? '', by: (sort) => this.go({ sort }, true) };
  }

  /** Where in the list this page is, and the ways from here. */
  pager(total) {
    const { offset, size } = this;
    const to = (place) => () => this.go({ offset: place || '' });
    if (total <= size && offset === 0) return null;
    return h('nav', { class: 'buttons', 'aria-label': 'Pages' },
      h('button', { type: 'button', 'data-stay': 'first', disabled: offset === 0, onclick: to(0) }, 'First page'),
      h('button', { type: 'button', 'data-stay': 'previous', disabled: offset === 0, onclick: to(Math.max(0, offset - size)) }, 'Previous page'),
      h('span', {}, `${number(Math.min(offset + 1, total))}–${number(Math.min(offset + size, total))} of ${number(total)}`),
      h('button', { type: 'button', 'data-stay': 'next', disabled: offset + size >= total, onclick: to(offset + size) }, 'Next page'),
      h('button', { type: 'button', 'data-stay': 'last', disabled: offset + size >= total, onclick: to(Math.floor((total - 1) / size) * size) }, 'Last page'));
  }
}
