// Why a cell is as it is, what becomes of a part of the document, and what can be made of either.

import { h, replace } from './dom.js';
import { counted, shown } from './values.js';

/**
 * The pane.
 *
 * @param on line(number), spot(spot), cell(table, column, row), edit(name, body)
 */
export function detailsPane(element, heading, on) {
  const button = (text, doing, kind = null) => h('button', { type: 'button', class: kind, onclick: doing }, text);
  const lineButton = (line) => button(`Line ${line} of the contract`, () => on.line(line));

  function put(title, ...content) {
    heading.textContent = title;
    replace(element, ...content);
    element.scrollTop = 0;
  }

  const value = (step) => step.unusable
    ? h('span', { class: 'failed' }, `unusable: it ${step.unusable}`)
    : h('span', { class: 'value' }, shown(step.value));

  /** What can be done with a column. */
  function columnActions(column) {
    const inKey = column.key.includes(column.column);
    const actions = [];
    const { proposed } = column;
    if (proposed && !column.hasEnum) {
      actions.push(h('p', {}, button(`Accept type ${proposed.type}${proposed.formats.length > 0 ? ` (${proposed.formats.join(', ')})` : ''}`,
        () => on.edit('edit/type', { table: column.table, column: column.column, type: proposed.type, formats: proposed.formats })),
      h('span', { class: 'quiet' }, ` ${proposed.evidence}`)));
    }
    if (column.words.length > 0 && !column.hasEnum) {
      actions.push(h('p', {}, button(`Make an enum of ${counted(column.words.length, 'value')}`,
        () => on.edit('edit/enum', { table: column.table, column: column.column, words: column.words })),
      h('span', { class: 'quiet value' }, ` ${column.words.slice(0, 8).map(shown).join(', ')}${column.words.length > 8 ? ' …' : ''}`)));
    }
    actions.push(h('p', {}, button(inKey ? 'Take it out of the key' : 'Add it to the key',
      () => on.edit('edit/key', { table: column.table, column: column.column, inKey: !inKey }))));
    return h('div', { class: 'offer' }, h('h3', {}, `Column ${column.table}.${column.column}, ${column.type}`), actions);
  }

  /** The database answers later than the page stands; without it everything else can be done. */
  function whenThere(asked, showing, place) {
    asked.then(showing).catch((error) => {
      place.hidden = false;
      replace(place, h('span', { class: 'quiet' }, `The database does not say what it has: ${error.message}`));
    });
  }

  /** What can be made of a path. */
  function pathActions(path, proposal) {
    const parts = [];
    if (proposal.column && proposal.targets.length > 0) {
      const name = h('input', { id: 'new-column', value: proposal.column, size: 18 });
      const type = h('input', { id: 'new-type', value: proposal.type.type, size: 14 });
      const target = h('select', { id: 'new-table', onchange: () => offerColumns() }, proposal.targets.map((each, at) =>
        h('option', { value: String(at) }, `${each.table} (from ${each.from})`)));
      const live = h('select', { id: 'live-column' });
      const offered = h('div', { hidden: true }, h('label', { for: 'live-column' }, 'Column of the database'), live);
      const offerColumns = () => {
        const { table } = proposal.targets[Number(target.value)];
        whenThere(on.liveColumns(table), (columns) => {
          if (proposal.targets[Number(target.value)].table !== table) return;
          offered.hidden = columns.length === 0;
          replace(live, h('option', { value: '' }, 'choose …'), columns.map((column, at) =>
            h('option', { value: String(at) }, `${column.name}, ${column.type ?? 'another type'}`)));
          live.onchange = () => {
            const column = columns[Number(live.value)];
            if (live.value === '') return;
            name.value = column.name;
            if (column.type) type.value = column.type;
          };
        }, offered);
      };
      offerColumns();
      parts.push(h('form', {
        class: 'fields',
        onsubmit: (event) => {
          event.preventDefault();
          const chosen = proposal.targets[Number(target.value)];
          on.edit('edit/add-column', {
            table: chosen.table, column: name.value.trim(), type: type.value.trim(), from: chosen.from, path,
          });
        },
      },
      h('div', {}, h('label', { for: 'new-column' }, 'Column'), name),
      h('div', {}, h('label', { for: 'new-type' }, 'Type'), type),
      h('div', {}, h('label', { for: 'new-table' }, 'Table'), target),
      offered,
      h('button', { class: 'primary' }, 'Add column')),
      h('p', { class: 'quiet' }, proposal.type.evidence));
    }
    if (proposal.table) {
      parts.push(h('p', {}, button(`Make it a table ${proposal.table}`, () => on.edit('edit/add-table', { path })),
        h('span', { class: 'quiet' }, ' one row an element')));
      const live = h('select', { id: 'live-table' });
      const offered = h('p', { hidden: true }, h('label', { for: 'live-table' }, 'Or a table of the database '), live, ' ',
        button('Make it this table', () => on.edit('edit/add-table', { path, existing: live.value })));
      whenThere(on.liveTables(), (tables) => {
        offered.hidden = tables.length === 0;
        const likely = tables.findIndex((table) => table.toLowerCase().split('.').pop() === proposal.table);
        replace(live, tables.map((table, at) => h('option', { selected: at === likely }, table)));
      }, offered);
      parts.push(offered);
    }
    return parts;
  }

  return {
    cell(cell, why, column) {
      put('Why',
        h('h3', {}, `${cell.table}.${cell.column}, row ${cell.row + 1}`),
        h('p', {}, `The row is of ${why.origin}. `, lineButton(why.line)),
        h('ol', { class: 'steps' }, why.steps.map((step) => h('li', {}, h('code', {}, step.what), ' → ', value(step)))),
        why.spots.length > 0 ? h('p', {}, 'In the document it can come from ',
          why.spots.slice(0, 12).map((spot, at) => button(String(at + 1), () => on.spot(spot))),
          why.spots.length > 12 ? ` and ${why.spots.length - 12} more` : null) : null,
        columnActions(column));
    },
    column(column) {
      put('Column', columnActions(column));
    },
    fate(fate, proposal) {
      const feeds = fate.purposes.length > 0;
      put('What becomes of it',
        h('h3', {}, fate.path),
        fate.value === undefined || fate.value === null ? null : h('p', { class: 'value' }, shown(fate.value)),
        feeds
          ? h('p', {}, 'Taken for ', h('strong', {}, fate.purposes.join(', ')), '. ', fate.line > 0 ? lineButton(fate.line) : null)
          : h('p', {}, h('strong', {}, 'Nothing takes it.'), proposal.column ? ' Add a column:' : proposal.table ? ' Its elements can be rows:' : ''),
        fate.cells.length > 0 && !fate.exact ? h('p', { class: 'quiet' }, 'A selection or a predicate chooses; it may be any of these:') : null,
        fate.cells.length > 0 ? h('ul', { class: 'cells' }, fate.cells.slice(0, 20).map((cell) => h('li', {},
          button(cell.column === '' ? `${cell.table}, row ${cell.row + 1}` : `${cell.table}.${cell.column}, row ${cell.row + 1}`,
            () => on.cell(cell.table, cell.column, cell.row))))) : null,
        feeds && fate.cells.length === 0 ? h('p', { class: 'quiet' }, 'No row of this document has it: a filter, another element or a selection was chosen.') : null,
        pathActions(fate.path, proposal));
    },
    path(path, proposal) {
      put('What may become of it', h('h3', {}, path),
        proposal.column || proposal.table ? null : h('p', { class: 'quiet' }, 'There is nothing to propose.'),
        pathActions(path, proposal));
    },
    done(text, unfilled) {
      put('Why', h('p', { role: 'status' }, text),
        unfilled.length > 0 ? h('p', {}, 'The database wants a value, and nothing fills it yet: ', h('strong', {}, unfilled.join(', ')), '.') : null);
      heading.focus();
    },
    problem(text) {
      put('Why', h('p', { class: 'failed' }, text));
    },
    clear() {
      put('Why');
    },
  };
}
