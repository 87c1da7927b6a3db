/** The part of a document that is being read, with line ends as XML sees them, and the place in it. */
export class XmlText {
  protected text = '';
  /** Position in `text` that reading has come to. */
  protected at = 0;
  protected line = 1;
  /** Where the current line began, counted from the start of `text`; below zero once that start was dropped. */
  protected lineStart = 0;
  private heldCr = '';

  /** Line and column that reading has come to, from 1. Columns count UTF-16 units. */
  here(): { line: number; column: number } {
    return { line: this.line, column: this.at - this.lineStart + 1 };
  }

  /** Adds a piece of the document behind what is not read yet. */
  protected add(piece: string, isLast: boolean): void {
    // XML reads every line end as LF; a CR at the end of a piece waits for its LF.
    let text = this.heldCr === '' ? piece : this.heldCr + piece;
    this.heldCr = text.endsWith('\r') && !isLast ? '\r' : '';
    if (this.heldCr !== '') text = text.slice(0, -1);
    if (text.includes('\r')) text = text.replace(/\r\n?/g, '\n');
    // By join, as `+` makes a text of two parts, which is slow to read.
    this.text = this.at === this.text.length ? text : [this.text.slice(this.at), text].join('');
    this.lineStart -= this.at;
    this.at = 0;
  }

  /** Goes on to `end`, counting lines. */
  protected advance(end: number): void {
    // Cut first: a search in a file without line breaks must not run on to the end of the piece.
    const passed = this.text.slice(this.at, end);
    for (let lf = passed.indexOf('\n'); lf !== -1; lf = passed.indexOf('\n', lf + 1)) {
      this.line += 1;
      this.lineStart = this.at + lf + 1;
    }
    this.at = end;
  }

  /** True before the first character of the document. */
  protected isAtStart(): boolean {
    return this.line === 1 && this.at === this.lineStart;
  }
}
