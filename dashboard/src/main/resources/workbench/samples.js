// All samples at once.

import { h, replace, shortName } from './dom.js';
import { counted, shown } from './values.js';

/**
 * The pane.
 *
 * @param on sample(number), path(path), line(number)
 */
export function samplesPane(element, on) {
  const button = (text, doing) => h('button', { type: 'button', onclick: doing }, text);

  function rejections(report, names) {
    return report.rejections.map((one) => h('div', { class: 'reason' },
      h('p', {}, h('strong', { class: 'failed' }, counted(one.samples.length, 'document')), ` at ${one.stage}: ${one.reason}`),
      one.location ? h('p', { class: 'quiet' }, one.location) : null,
      h('p', {}, one.samples.slice(0, 8).map((sample) => h('button', { type: 'button', title: names[sample], onclick: () => on.sample(sample) }, shortName(names[sample]))),
        one.samples.length > 8 ? ` and ${one.samples.length - 8} more` : null)));
  }

  function change(found, names, otherwise) {
    if (!found) return h('p', { class: 'quiet' }, otherwise);
    if (found.documents === 0) return h('p', {}, 'It changes nothing: all samples give the same rows.');
    const parts = [
      found.nowLoaded > 0 ? `${found.nowLoaded} more load` : null,
      found.nowRejected > 0 ? `${found.nowRejected} more are rejected` : null,
      found.rowsMore > 0 ? `${counted(found.rowsMore, 'row')} more` : null,
      found.rowsLess > 0 ? `${counted(found.rowsLess, 'row')} less` : null,
      found.cells > 0 ? `${counted(found.cells, 'cell')} differ` : null,
    ].filter(Boolean);
    return h('div', {},
      h('p', {}, h('strong', {}, `${counted(found.documents, 'document')} would be otherwise`), parts.length > 0 ? `: ${parts.join(', ')}.` : ': other reasons.'),
      Object.keys(found.columns).length > 0 ? h('p', { class: 'quiet' },
        Object.entries(found.columns).map(([name, cells]) => `${name}: ${cells}`).join(', ')) : null,
      h('p', {}, found.samples.slice(0, 8).map((sample) => h('button', { type: 'button', title: names[sample], onclick: () => on.sample(sample) }, shortName(names[sample])))));
  }

  const statistics = (one) => h('section', { 'aria-label': one.table },
    h('h3', { class: 'name' }, `${one.table} `, h('span', { class: 'quiet' }, counted(one.rows, 'row'))),
    h('div', { class: 'wide', tabindex: '0', role: 'region', 'aria-label': `Columns of ${one.table}` }, h('table', {},
      h('thead', {}, h('tr', {}, ['Column', 'Type', 'Nulls', 'Distinct', 'Length', 'Smallest', 'Largest'].map((head) => h('th', { scope: 'col' }, head)))),
      h('tbody', {}, one.columns.map((column) => h('tr', {},
        h('th', { scope: 'row' }, column.column), h('td', {}, column.type),
        h('td', { class: `n${column.nulls > 0 && column.nulls === column.rows ? ' failed' : ''}` }, String(column.nulls)),
        h('td', { class: 'n' }, column.many ? `over ${column.distinct.toLocaleString('en')}` : String(column.distinct)),
        h('td', { class: 'n' }, column.longest === undefined ? '' : column.shortest === column.longest ? String(column.longest) : `${column.shortest}–${column.longest}`),
        h('td', {}, column.smallest === undefined ? '' : shown(column.smallest)),
        h('td', {}, column.largest === undefined ? '' : shown(column.largest))))))));

  return {
    /** otherwise: what is said if there is nothing to compare with. */
    show(report, names, otherwise) {
      const scrolled = element.scrollTop;
      replace(element,
        h('p', { class: 'big' }, `${report.loaded} of ${report.documents.toLocaleString('en')} ${report.documents === 1 ? 'document loads' : 'documents load'}`),
        rejections(report, names),
        h('h3', {}, 'What the unsaved text changes'), change(report.change, names, otherwise),
        h('h3', {}, 'What no column takes'),
        h('p', {}, `${report.coverage.taken} of ${counted(report.coverage.paths, 'path')} with values are taken.`),
        report.left.length > 0 ? h('ul', { class: 'paths' }, report.left.map((one) => h('li', {},
          button(one.path, () => on.path(one.path)),
          h('span', { class: 'quiet' }, ` ${counted(one.times, 'time')} in ${counted(one.documents, 'sample')}`)))) : null,
        report.findings.length > 0 ? h('h3', {}, 'What samples say against the contract') : null,
        report.findings.length > 0 ? h('ul', { class: 'paths' }, report.findings.map((one) => h('li', {},
          button(`Line ${one.line}`, () => on.line(one.line)), ` ${one.text}`))) : null,
        report.tables.map(statistics));
      element.scrollTop = scrolled;
    },
    problem(text) {
      replace(element, h('p', { class: 'quiet' }, text));
    },
  };
}
