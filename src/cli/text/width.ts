/** Widths on a terminal: those of all plain text that is printed. */
export * from '../../documents/text/width.js';
