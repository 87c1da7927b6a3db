/** A full disk: 507, reads go on, nothing acknowledged is lost, writing resumes when there is room. */
import type { SqliteStore } from '../../src/store/sqlite/sqlite.store.js';
import { HttpLedger } from '../support/http-ledger.js';

it('answers 507 on a full disk, goes on reading, loses nothing, and writes again when there is room', async () => {
  const ledger = await new HttpLedger().start();
  try {
    await ledger.record('/v1/portfolios', { name: 'main', zone: 'Europe/Rome', currency: 'EUR' });
    const id = (await ledger.record('/v1/cases', { portfolio: 'main', ref: 'A1' })).stream as string;
    const store = ledger.runtime.wholeStore as SqliteStore;
    store.limitPages((store.inspect('page_count') as number) + 4);
    const answers: number[] = [];
    for (let i = 0; i < 60; i++) {
      answers.push(
        (await ledger.post(`/v1/cases/${id}/assignments`, { assignee: `staff-${i}`, team: 'x'.repeat(400) })).status,
      );
    }
    const acknowledged = answers.filter((status) => status === 201).length;
    expect(new Set(answers)).toEqual(new Set([201, 507]));
    const full = await ledger.post(`/v1/cases/${id}/assignments`, { assignee: 'x', team: 'x'.repeat(400) });
    expect(full.body).toMatchObject({ status: 507, type: 'urn:quittance:problem:no-room' });
    expect(full.body.detail).toContain('The disk is full');
    expect((await ledger.get(`/v1/cases/${id}`)).body.facts).toBe(1 + acknowledged);
    store.limitPages(1_000_000);
    expect((await ledger.post(`/v1/cases/${id}/assignments`, { assignee: 'again' })).status).toBe(201);
    expect((await ledger.get(`/v1/cases/${id}`)).body).toMatchObject({ facts: 2 + acknowledged, assignee: 'again' });
  } finally {
    await ledger.close();
  }
});
