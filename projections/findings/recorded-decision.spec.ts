/** Whether a contact kept to the decision that the ledger gave before it. */
import { STORY } from '../../src/rules/vectors/story.js';
import { findingsOf, type Given } from './findings.fixture.js';

const ASKED = '2026-03-10T11:55:00-04:00';
const NOON = '2026-03-10T12:00:00-04:00';

function decision(type: string, more: object = {}): Given {
  const data = {
    clearance: 'k', purpose: 'COLLECTION', channel: 'phone', plannedAt: NOON, cases: [STORY.case], askedAt: ASKED,
    expiresAt: '2026-03-10T12:15:00-04:00', nextAllowedAt: '2026-03-11T08:00:00-04:00', ...more,
  }; // prettier-ignore
  return { fact: type, at: ASKED, data };
}

function call(more: object = {}, at = NOON): Given {
  return { fact: 'ContactAttempted', at, data: { party: STORY.party, clearance: 'k', ...more } };
}

function behind(...given: Given[]): object | undefined {
  return findingsOf(given, [])[0]?.decision;
}

describe('the decision behind a contact', () => {
  const permit = decision('ContactPermitted', { point: 'home' });

  it('is kept to by the contact that it permits', () => {
    expect(behind(permit, call({ point: 'home' }))).toMatchObject({ is: 'PERMITTED', reasons: [] });
  });

  it.each([
    ['another person', { party: STORY.other }, ['party']],
    ['another channel', { channel: 'sms' }, ['channel']],
    ['another contact point', { point: 'work' }, ['point']],
  ])('does not fit %s', (_what, more, differs) => {
    expect(behind(permit, call(more))).toMatchObject({ reasons: ['clearance-mismatch'], differs });
  });

  it.each([
    ['the second before it runs out', '2026-03-10T12:14:59-04:00', []],
    ['the second at which it runs out', '2026-03-10T12:15:00-04:00', ['clearance-expired']],
  ])('at %s', (_what, at, reasons) => {
    expect(behind(permit, call({}, at))).toMatchObject({ is: 'PERMITTED', reasons });
  });

  it('does not fit a contact that was made before it was asked for', () => {
    const early = call({}, '2026-03-10T11:00:00-04:00');
    expect(behind(early, permit)).toMatchObject({ reasons: ['clearance-mismatch'], differs: ['time'] });
  });

  it('is used once', () => {
    const findings = findingsOf([permit, call(), call({}, '2026-03-10T12:05:00-04:00')], []);
    expect(findings.map((finding) => finding.decision.reasons)).toEqual([[], ['clearance-used-before']]);
    expect(findings[1]?.decision.inputs).toContain(findings[0]?.begin.id);
  });

  it('is no more once it was given back', () => {
    const released: Given = { fact: 'ClearanceReleased', at: '2026-03-10T11:58:00-04:00', data: { clearance: 'k' } };
    expect(behind(permit, released, call())).toMatchObject({ reasons: ['clearance-released'] });
  });

  it('was never given where nobody knows it', () => {
    expect(behind(call())).toMatchObject({ is: 'UNKNOWN', reasons: ['clearance-unknown'] });
  });

  it('was no, and the contact was made', () => {
    expect(behind(decision('ContactBlocked'), call())).toMatchObject({
      is: 'BLOCKED',
      reasons: ['contacted-though-blocked'],
    });
  });

  it('was not asked for', () => {
    expect(behind(call({ clearance: undefined }))).toEqual({ is: 'NONE', reasons: ['uncleared'], inputs: [] });
  });

  it('was no shortly before a contact that names none', () => {
    const reasons = ['contacted-though-blocked', 'uncleared'];
    const none = { clearance: undefined };
    expect(behind(decision('ContactBlocked'), call(none))).toMatchObject({ is: 'BLOCKED', reasons });
    // When its time had come, nothing was wrong but that nobody asked.
    const later = call(none, '2026-03-11T08:00:00-04:00');
    expect(behind(decision('ContactBlocked'), later)).toMatchObject({ is: 'NONE', reasons: ['uncleared'] });
    // Nor where it was about another channel.
    const sms = decision('ContactBlocked', { channel: 'sms' });
    expect(behind(sms, call(none))).toMatchObject({ is: 'NONE', reasons: ['uncleared'] });
  });
});
