/** All projections of this program. */
import { accessProjection } from './access/access.projection.js';
import { balancesProjection } from './balances/balances.projection.js';
import { casesProjection } from './cases/cases.projection.js';
import { clearancesProjection } from './clearances/clearances.projection.js';
import { complaintsProjection } from './complaints/complaints.projection.js';
import { contactsProjection } from './contacts/contacts.projection.js';
import { deadlinesProjection } from './deadlines/deadlines.projection.js';
import { ruleDeadlinesProjection } from './deadlines/rule-deadlines.projection.js';
import { disputesProjection } from './disputes/disputes.projection.js';
import { plansProjection } from './plans/plans.projection.js';
import { holdsProjection } from './holds/holds.projection.js';
import { partyHoldsProjection } from './holds/party-holds.projection.js';
import { delinquencyProjection } from './delinquency/delinquency.projection.js';
import { occurrencesProjection } from './figures/occurrences.projection.js';
import { interestProjection } from './interest/interest.projection.js';
import { portfolioProjection } from './portfolio/portfolio.projection.js';
import { clockProjection } from './projector/clock.projection.js';
import type { Projection } from './projector/projection.js';
import { promisesProjection } from './promises/promises.projection.js';
import { registersProjection } from './registers/registers.projection.js';

export function projections(): readonly Projection[] {
  return [
    clockProjection(),
    portfolioProjection(),
    casesProjection(),
    balancesProjection(),
    promisesProjection(),
    plansProjection(),
    contactsProjection(),
    complaintsProjection(),
    disputesProjection(),
    registersProjection(),
    holdsProjection(),
    partyHoldsProjection(),
    deadlinesProjection(),
    ruleDeadlinesProjection(),
    delinquencyProjection(),
    occurrencesProjection(),
    interestProjection(),
    clearancesProjection(),
    accessProjection(),
  ];
}
