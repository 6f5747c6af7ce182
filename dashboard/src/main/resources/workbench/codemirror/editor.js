export {EditorState, StateEffect, StateField, RangeSetBuilder, Compartment, Transaction} from "@codemirror/state";
export {EditorView, keymap, lineNumbers, highlightActiveLine, highlightActiveLineGutter, drawSelection, Decoration, ViewPlugin, highlightSpecialChars} from "@codemirror/view";
export {defaultKeymap, history, historyKeymap, indentWithTab} from "@codemirror/commands";
export {yaml} from "@codemirror/lang-yaml";
export {setDiagnostics, lintGutter, lintKeymap} from "@codemirror/lint";
export {autocompletion, completionKeymap, startCompletion} from "@codemirror/autocomplete";
export {search, searchKeymap, highlightSelectionMatches} from "@codemirror/search";
export {HighlightStyle, syntaxHighlighting, indentOnInput, bracketMatching, foldGutter, foldKeymap} from "@codemirror/language";
export {tags} from "@lezer/highlight";
