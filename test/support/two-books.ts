/** The sample book, told once, and served twice: with its read tables in SQLite and in PostgreSQL. */
import { cpSync } from 'node:fs';
import { SampleBook } from '../e2e/sample-answers.js';
import { HttpLedger } from './http-ledger.js';
import { testPostgres, type TestPostgres } from './postgres.js';
import { newDatabase } from './read-place.js';

export class TwoBooks {
  embedded!: HttpLedger;
  grown!: HttpLedger;
  /** Asks the embedded ledger. */
  book!: SampleBook;
  /** Database of the read tables, as its owner. */
  url = '';
  private server!: TestPostgres;

  async open(): Promise<this> {
    this.server = await testPostgres();
    this.url = await newDatabase(this.server.url);
    // Whatever the tests of this run use.
    this.embedded = new HttpLedger({ QUITTANCE_READ_DB: '' });
    this.book = new SampleBook(this.embedded);
    await this.book.load();
    await this.embedded.stop();
    this.grown = new HttpLedger({ QUITTANCE_READ_DB: this.url });
    cpSync(this.embedded.folder, this.grown.folder, { recursive: true });
    await this.embedded.start();
    await this.grown.start();
    for (const { runtime } of [this.embedded, this.grown]) await runtime.projector.catchUp();
    return this;
  }

  async close(): Promise<void> {
    await this.embedded.close();
    await this.grown.close();
    await this.server.stop();
  }
}
