// The contract's text. CodeMirror stands in a shadow root: there it brings its styles without
// inline ones, which the page does not allow.

import * as cm from './codemirror/codemirror.js';
import { ask } from './api.js';

const theme = cm.EditorView.theme({
  '&': { height: '100%', color: 'var(--text)', backgroundColor: 'var(--card)', fontSize: '13px' },
  '.cm-scroller': { fontFamily: 'ui-monospace, "DejaVu Sans Mono", monospace', lineHeight: '1.5' },
  '.cm-gutters': { backgroundColor: 'var(--card)', color: 'var(--quiet)', border: '0' },
  '.cm-activeLine, .cm-activeLineGutter': { backgroundColor: 'var(--active)' },
  '.cm-cursor': { borderLeftColor: 'var(--text)' },
  '&.cm-focused .cm-selectionBackground, .cm-selectionBackground': { backgroundColor: 'var(--selected) !important' },
  '.cm-shown': { backgroundColor: 'var(--mark)', outline: '1px solid var(--mark-line)' },
  '.cm-tooltip': { backgroundColor: 'var(--card)', color: 'var(--text)', border: '1px solid var(--line)' },
  '.cm-tooltip-autocomplete ul li[aria-selected]': { backgroundColor: 'var(--accent)', color: 'var(--on-accent)' },
  '.cm-panels': { backgroundColor: 'var(--card)', color: 'var(--text)' },
  '.cm-foldPlaceholder': { backgroundColor: 'var(--open)', color: 'var(--text)', border: '0' },
  // The marks of CodeMirror are pictures in its styles, which the page does not allow.
  '.cm-lintRange-error, .cm-lintRange-warning': { backgroundImage: 'none', textDecoration: 'underline wavy var(--bad)', textDecorationSkipInk: 'none' },
  '.cm-lintRange-warning': { textDecorationColor: 'var(--warn)' },
  '.cm-lint-marker-error, .cm-lint-marker-warning': { content: 'none', color: 'var(--bad)' },
  '.cm-lint-marker-warning': { color: 'var(--warn)' },
  '.cm-lint-marker::before': { content: '"●"', fontSize: '11px', lineHeight: '1' },
  '.cm-diagnostic-error': { borderLeftColor: 'var(--bad)' },
  '&.cm-focused': { outline: '2px solid var(--accent)', outlineOffset: '-2px' },
});

const colours = cm.HighlightStyle.define([
  { tag: [cm.tags.propertyName, cm.tags.definition(cm.tags.propertyName)], color: 'var(--key)' },
  { tag: [cm.tags.string, cm.tags.content], color: 'var(--text)' },
  { tag: cm.tags.comment, color: 'var(--quiet)', fontStyle: 'italic' },
  { tag: [cm.tags.punctuation, cm.tags.separator, cm.tags.bracket], color: 'var(--quiet)' },
]);

const showLine = cm.StateEffect.define();
const shownLine = cm.StateField.define({
  create: () => cm.Decoration.none,
  update(shown, transaction) {
    let now = shown.map(transaction.changes);
    for (const effect of transaction.effects) {
      if (!effect.is(showLine)) continue;
      const { doc } = transaction.state;
      now = effect.value >= 1 && effect.value <= doc.lines
        ? cm.Decoration.set([cm.Decoration.line({ class: 'cm-shown' }).range(doc.line(effect.value).from)])
        : cm.Decoration.none;
    }
    return now;
  },
  provide: (field) => cm.EditorView.decorations.from(field),
});

async function complete(context) {
  const typed = context.matchBefore(/[^\s,{}[\]"']*/);
  if (!context.explicit && typed.from === typed.to && !/[:[,{]\s$/.test(context.state.sliceDoc(Math.max(0, context.pos - 2), context.pos))) return null;
  const offer = await ask('complete', { text: context.state.doc.toString(), offset: context.pos });
  const written = context.state.sliceDoc(offer.from, context.pos);
  const isKey = !/:\s[^,{]*$/.test(context.state.doc.lineAt(context.pos).text.slice(0, context.pos - context.state.doc.lineAt(context.pos).from));
  return {
    from: offer.from,
    options: offer.options.map((option) => ({ ...option, type: isKey ? 'property' : 'text' })),
    // How a path may end is offered below the last slash.
    validFor: (now) => /^[\w@/.:()-]*$/.test(now) && now.lastIndexOf('/') === written.lastIndexOf('/'),
  };
}

/**
 * An editor.
 *
 * @param on change() for each other text, line(number) when the cursor comes to a line, save()
 */
export function editor(parent, on) {
  const root = parent.attachShadow({ mode: 'open' });
  let line = 0;
  const view = new cm.EditorView({
    root,
    parent: root,
    extensions: [
      cm.lineNumbers(), cm.highlightActiveLine(), cm.highlightActiveLineGutter(), cm.drawSelection(),
      cm.highlightSpecialChars(), cm.history(), cm.foldGutter(), cm.indentOnInput(), cm.bracketMatching(),
      cm.search({ top: true }), cm.highlightSelectionMatches(), cm.lintGutter(), shownLine, theme,
      cm.yaml(), cm.syntaxHighlighting(colours),
      cm.autocompletion({ override: [complete], activateOnTyping: true }),
      // Tab leaves the editor, as people expect who have only a keyboard.
      cm.keymap.of([
        { key: 'Mod-s', run: () => { on.save(); return true; }, preventDefault: true },
        ...cm.completionKeymap, ...cm.defaultKeymap, ...cm.searchKeymap, ...cm.historyKeymap, ...cm.foldKeymap, ...cm.lintKeymap,
      ]),
      cm.EditorView.contentAttributes.of({ 'aria-label': 'Text of the contract' }),
      cm.EditorView.updateListener.of((update) => {
        if (update.docChanged) on.change();
        if (update.selectionSet && !update.docChanged && update.view.hasFocus) {
          const now = update.state.doc.lineAt(update.state.selection.main.head).number;
          if (now !== line) on.line(now);
          line = now;
        }
      }),
    ],
  });
  parent.text = () => view.state.doc.toString(); // for whoever looks from outside of the page
  return {
    text: parent.text,
    /** Puts another text in, by the part that differs, so that it can be undone. */
    set(text, { from = null, undoable = true } = {}) {
      const old = view.state.doc.toString();
      let start = 0;
      while (start < old.length && start < text.length && old[start] === text[start]) start++;
      let end = 0;
      while (end < old.length - start && end < text.length - start && old[old.length - 1 - end] === text[text.length - 1 - end]) end++;
      view.dispatch({
        changes: { from: start, to: old.length - end, insert: text.slice(start, text.length - end) },
        annotations: cm.Transaction.addToHistory.of(undoable),
      });
      if (from !== null) this.show(view.state.doc.lineAt(Math.min(from, view.state.doc.length)).number);
    },
    /** Marks the problems; line and column from 1. */
    mark(problems) {
      const { doc } = view.state;
      view.dispatch(cm.setDiagnostics(view.state, problems.map((problem) => {
        const at = doc.line(Math.max(1, Math.min(problem.line, doc.lines)));
        const from = Math.min(at.to, at.from + Math.max(0, (problem.column ?? 1) - 1));
        return { from, to: problem.column ? Math.max(from, at.to) : at.to, severity: problem.severity, message: problem.message };
      })));
    },
    /** Shows a line; 0: none. */
    show(number) {
      const { doc } = view.state;
      const effects = [showLine.of(number)];
      if (number >= 1 && number <= doc.lines) effects.push(cm.EditorView.scrollIntoView(doc.line(number).from, { y: 'center' }));
      view.dispatch({ effects });
    },
    /** The cursor stays in sight when something takes room from the editor. */
    keepInSight() {
      if (view.hasFocus) view.dispatch({ effects: cm.EditorView.scrollIntoView(view.state.selection.main.head) });
    },
    focus: () => view.focus(),
    /** Goes to a line. */
    go(number) {
      this.show(number);
      line = number;
      view.dispatch({ selection: { anchor: view.state.doc.line(Math.max(1, Math.min(number, view.state.doc.lines))).from } });
      view.focus();
    },
  };
}
