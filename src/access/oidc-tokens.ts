/** Bearer tokens of an OpenID Connect provider: signature, issuer, audience and time are checked, then what they claim. */
import { errors, jwtVerify, type JWTPayload } from 'jose';
import type { Caller } from '../http/caller.js';
import { Problem } from '../http/problem.js';
import type { ClockPort } from '../ledger/ports.js';
import type { LedgerSecrets } from '../privacy/secrets.js';
import type { OidcSettings } from './oidc-settings.js';
import { isRole, seesPersonalData, type Role } from './roles.js';
import type { StreamPortfolios } from './stream-portfolios.js';

/** Who it is stands in facts as `oidc:<sub>`: an id of the provider's, never a name or an address. */
const SUBJECT = /^[A-Za-z0-9][A-Za-z0-9:._|-]{0,119}$/;

/** In the claim of portfolios: all of them. */
const ALL = '*';

export class OidcTokens {
  constructor(
    private readonly settings: OidcSettings | undefined,
    private readonly clock: ClockPort,
    private readonly portfolios: StreamPortfolios,
    private readonly ids: LedgerSecrets,
  ) {}

  /** Whether tokens are let in, and the text is one by its form. */
  takes(text: string): boolean {
    return this.settings !== undefined && /^[\w-]+\.[\w-]+\.[\w-]+$/.test(text);
  }

  /** @throws Problem 401 where the token is not good, 403 where it claims too little, 503 where its keys cannot be had. */
  async check(text: string): Promise<Caller> {
    const settings = this.settings as OidcSettings;
    const claims = await this.verified(text, settings);
    const subject = claims.sub ?? '';
    if (!SUBJECT.test(subject)) throw notGood('its subject is no id (letters, digits and : . _ | -)');
    const role = roleIn(claims[settings.roleClaim], settings.roleClaim);
    const portfolios = this.portfoliosIn(claims[settings.portfoliosClaim], settings.portfoliosClaim);
    const personalData = seesPersonalData(role, claims[settings.personalDataClaim] === true);
    return { id: `oidc:${subject}`, role, via: 'http', portfolios, personalData };
  }

  private async verified(text: string, settings: OidcSettings): Promise<JWTPayload> {
    const { issuer, audience, algorithms, toleranceSeconds: clockTolerance, keys } = settings;
    const currentDate = new Date(this.clock.now());
    const requiredClaims = ['exp', 'sub'];
    const options = { issuer, audience, algorithms: [...algorithms], clockTolerance, currentDate, requiredClaims };
    try {
      return (await jwtVerify(text, keys, options)).payload;
    } catch (error) {
      throw problemOf(error);
    }
  }

  /** A token without the claim is bound to nothing: who means all portfolios says so. */
  private portfoliosIn(claim: unknown, name: string): readonly string[] | null {
    const named = typeof claim === 'string' ? claim.split(/[ ,]+/) : claim;
    const texts = Array.isArray(named) ? named.filter((each) => typeof each === 'string' && each !== '') : [];
    if (texts.includes(ALL)) return null;
    if (texts.length > 0) return (texts as string[]).map((each) => this.portfolios.idOf(each, this.ids));
    throw Problem.of(
      403,
      'token-without-portfolios',
      `The token has no claim '${name}' that names portfolios, or '${ALL}'.`,
    );
  }
}

/** Exactly one of ours; other words in a list of roles belong to other services. */
function roleIn(claim: unknown, name: string): Role {
  const roles = (Array.isArray(claim) ? (claim as unknown[]) : [claim]).filter(isRole);
  const [role] = roles;
  if (role !== undefined && roles.length === 1) return role;
  throw Problem.of(403, 'token-without-role', `The token's claim '${name}' must name exactly one role of Quittance.`);
}

function notGood(why: string): Problem {
  return Problem.of(401, 'token-invalid', `The token is not good: ${why}.`);
}

function problemOf(error: unknown): Problem {
  if (error instanceof errors.JWTExpired) return notGood('it has expired');
  if (error instanceof errors.JWTClaimValidationFailed)
    return notGood(`its claim '${error.claim}' is missing or wrong`);
  if (error instanceof errors.JOSEAlgNotAllowed) return notGood('its algorithm is not allowed');
  if (error instanceof errors.JWKSNoMatchingKey) return notGood('no key of the provider has signed it');
  if (error instanceof errors.JWSSignatureVerificationFailed) return notGood('its signature is wrong');
  const isToken = error instanceof errors.JWTInvalid || error instanceof errors.JWSInvalid;
  if (isToken || error instanceof errors.JOSENotSupported) return notGood('it cannot be read');
  // Closed, not open: without keys nobody is let in.
  return Problem.of(503, 'token-keys-unreachable', "The keys of the token's provider cannot be had. Try again.");
}
