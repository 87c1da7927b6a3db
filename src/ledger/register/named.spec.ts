/** What a deed of a register names must be there: a part of the same stream, and a person other than itself. */
import { aCase } from '../../../test/support/case-scenario.js';
import { aParty } from '../../../test/support/other-scenarios.js';
import type { CaseCommand } from '../ledger.js';
import { CASE_REGISTERS, PARTY_REGISTERS } from '../registers.js';
import { namesEntry, type Register } from './register.js';
import { leastBodyOf } from './sample.js';

/** Each field of a stream's registers that names a part of the stream. */
function naming(registers: readonly Register[]): [string, string, string, object][] {
  return registers.flatMap((register) =>
    Object.entries(register.deeds)
      .filter(([, deed]) => !namesEntry(register, deed))
      .flatMap(([command, deed]) =>
        Object.entries(deed.fields)
          .filter(([, { kind }]) => kind === 'part')
          .map(([name, { part = '' }]): [string, string, string, object] => [command, name, part, leastBodyOf(deed)]),
      ),
  );
}

function least(command: string): object {
  const deed = CASE_REGISTERS.flatMap(({ deeds }) => Object.entries(deeds)).find(([type]) => type === command)?.[1];
  return deed === undefined ? {} : leastBodyOf(deed);
}

const paid: CaseCommand = { type: 'RecordPayment', amount: 1_000, currency: 'EUR' };
const debt: CaseCommand = { type: 'RegisterDebt', currency: 'EUR', balances: { principal: 5_000 } };

describe('a part that a deed names', () => {
  it.each(naming(CASE_REGISTERS))('%s.%s: a %s of the case, or it is refused', (type, field, part, body) => {
    const code = `unknown-${part.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
    aCase()
      .when({ ...body, type, [field]: `${part}-9` } as never)
      .thenRefused(code, field);
  });

  it.each(naming(PARTY_REGISTERS))('%s.%s: a %s of the party, or it is refused', (type, field, part, body) => {
    aParty()
      .when({ ...body, type, [field]: `${part}-9` } as never)
      .thenRefused(`unknown-${part}`, field);
  });

  it('is taken where it is there: of a room of its own, or of a register', () => {
    aCase(debt, paid)
      .when({ type: 'ReconcilePayment', payment: 'payment-1', statement: 'BANK-1' })
      .then({ type: 'PaymentReconciled', data: { payment: 'payment-1' } })
      .when({ type: 'ReconcilePayment', payment: 'payment-2', statement: 'BANK-1' })
      .thenRefused('unknown-payment', 'payment')
      .when({ type: 'RequestWaiver', debt: 'debt-1', component: 'fee', amount: 5, reason: 'goodwill' })
      .then({ type: 'WaiverRequested', data: { debt: 'debt-1' } });
    aCase({ type: 'RequestTask', department: 'legal', subject: 'x', due: '2026-04-15' })
      .when({ type: 'ReferToLegal', ...least('ReferToLegal'), evidenceBundle: 'task-1' } as never)
      .thenRefused('unknown-evidence-bundle', 'evidenceBundle');
  });

  it('is asked for by steps and ends, too: what enforcement brought is a payment of the case', () => {
    aCase(debt, paid, { type: 'ApplyForEnforcement', ...least('ApplyForEnforcement') } as never)
      .when({ type: 'RecordEnforcementProceeds', enforcement: 'enforcement-1', payment: 'payment-9' })
      .thenRefused('unknown-payment', 'payment')
      .when({ type: 'RecordEnforcementProceeds', enforcement: 'enforcement-1', payment: 'payment-1' })
      .then({ type: 'EnforcementProceedsReceived', data: { payment: 'payment-1' } });
  });
});

describe('a person', () => {
  it('does not represent itself', () => {
    aParty()
      .when({ type: 'AppointRepresentative', kind: 'ATTORNEY', representative: 'party-1' })
      .thenRefused('own-party', 'representative')
      .when({ type: 'AppointRepresentative', kind: 'ATTORNEY', representative: 'party-2' })
      .then({ type: 'RepresentativeAppointed', data: { representative: 'party-2' } });
  });

  it('who does not want to be contacted is named with a point of their own', () => {
    aParty()
      .when({ type: 'RecordThirdPersonRefusal', person: 'party-2', point: 'point-of-party-2' })
      .then({ type: 'ThirdPersonRefusedContact', data: { person: 'party-2', point: 'point-of-party-2' } });
  });
});
