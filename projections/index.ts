/** All projections of this program. */
import { balancesProjection } from './balances/balances.projection.js';
import { casesProjection } from './cases/cases.projection.js';
import { complaintsProjection } from './complaints/complaints.projection.js';
import { contactsProjection } from './contacts/contacts.projection.js';
import { disputesProjection } from './disputes/disputes.projection.js';
import { interestProjection } from './interest/interest.projection.js';
import { portfolioProjection } from './portfolio/portfolio.projection.js';
import { clockProjection } from './projector/clock.projection.js';
import type { Projection } from './projector/projection.js';
import { promisesProjection } from './promises/promises.projection.js';

export function projections(): readonly Projection[] {
  return [
    clockProjection(),
    portfolioProjection(),
    casesProjection(),
    balancesProjection(),
    promisesProjection(),
    contactsProjection(),
    complaintsProjection(),
    disputesProjection(),
    interestProjection(),
  ];
}
