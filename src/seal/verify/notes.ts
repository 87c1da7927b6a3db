/** Collects what each step found, while several steps go through the same events. */
import { FormatError } from '../format-error.js';
import { EXIT_BASE, STEPS, type Code, type Details, type Finding, type StepId, type StepResult } from './verdict.js';

/** Findings that are told of each step; the rest are counted. */
const TOLD_MAX = 20;

export class Notes {
  private readonly findings = new Map<StepId, { told: Finding[]; count: number }>();
  private readonly holds = new Map<StepId, Details>();

  fail(step: StepId, code: Code, details: Details = {}): void {
    const found = this.findings.get(step) ?? { told: [], count: 0 };
    found.count += 1;
    if (found.told.length < TOLD_MAX) found.told.push({ code, details });
    this.findings.set(step, found);
  }

  /** The step was gone through; it holds unless something was found. */
  reached(step: StepId, details: Details = {}): void {
    this.holds.set(step, details);
  }

  /** What cannot be read fails its step, and gives undefined. */
  async guard<T>(step: StepId, read: () => Promise<T> | T): Promise<T | undefined> {
    try {
      return await read();
    } catch (error) {
      if (!(error instanceof FormatError)) throw error;
      this.fail(step, 'format', { what: error.message });
      return undefined;
    }
  }

  hasFailed(step: StepId): boolean {
    return this.findings.has(step);
  }

  /** @param notAsked steps for which there was nothing to check. */
  results(notAsked: readonly StepId[]): { steps: StepResult[]; exit: number } {
    const steps = STEPS.map((id, i): StepResult => {
      const { told: findings, count } = this.findings.get(id) ?? { told: [], count: 0 };
      const details = this.holds.get(id) ?? {};
      const status =
        count > 0 ? 'fails' : this.holds.has(id) ? 'holds' : notAsked.includes(id) ? 'not-asked' : 'not-reached';
      return { n: i + 1, id, status, details, findings, count };
    });
    const first = steps.find(({ status }) => status === 'fails');
    // What was not reached is no success: something before it fails, or this program is wrong.
    const unreached = steps.find(({ status }) => status === 'not-reached');
    return { steps, exit: first ? EXIT_BASE + first.n : unreached ? EXIT_BASE + unreached.n : 0 };
  }
}
