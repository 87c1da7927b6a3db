/** "May I call now?", over HTTP: one contact, ten thousand, giving a permit back, and looking at a decision again. */
import { Body, Controller, Get, Inject, Param, Post, Req } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Group } from '../access/route-group.js';
import { Scope } from '../access/scope.js';
import { callerOf, From, type CallerRequest, type Sender } from '../http/caller.js';
import { checked, CommandSender, type CommandAnswer } from '../http/command-sender.js';
import { Problem } from '../http/problem.js';
import { Records } from '../http/records.decorator.js';
import { validationPipe } from '../http/validation.js';
import type { RequestClearance } from '../ledger/clearance/index.js';
import type { Runtime } from '../runtime.js';
import { RUNTIME } from '../tokens.js';
import { BulkClearanceDto, ReleaseClearanceDto, RequestClearanceDto, type ContactPlanDto } from './clearance.dto.js';
import { briefOf, detailOf, type BriefClearance, type ClearanceDetail } from './clearance-view.js';
import { replay, type Decision, type Replayed } from './replay.js';
import { SharedPointReport } from './shared-point.js';
import type { Clearance } from './open-clearance.js';

/** Contacts of a bulk request that are decided at the same time: enough to share appends, few enough to stay small. */
const BULK_AT_ONCE = 256;

/** A line of a bulk request that could not be decided, and the problem that its own request would have got. */
export interface BadLine {
  /** Which it is of `requests`, from 0. */
  readonly index: number;
  /** As it was sent; null where the line has none. */
  readonly party: string | null;
  readonly problem: Problem['details'];
}

/** What became of one contact of a bulk request. */
export type BulkAnswer = BriefClearance | BadLine;

const LINES = validationPipe();

/** @throws Problem where the line has another shape. */
async function lineOf(line: unknown): Promise<RequestClearanceDto> {
  if (typeof line !== 'object' || line === null || Array.isArray(line)) {
    throw Problem.of(400, 'invalid-request', 'The line must be an object.');
  }
  return (await LINES.transform(line, { type: 'body', metatype: RequestClearanceDto })) as RequestClearanceDto;
}

function partyIn(line: unknown): string | null {
  const party = (line as { party?: unknown } | null)?.party;
  return typeof party === 'string' ? party.slice(0, 80) : null;
}

@ApiTags('clearances')
@Controller('v1')
export class ClearancesController {
  private readonly clearance: Clearance;
  private readonly shared: SharedPointReport;

  constructor(
    @Inject(CommandSender) private readonly sender: CommandSender,
    @Inject(Scope) private readonly scope: Scope,
    @Inject(RUNTIME) runtime: Runtime,
  ) {
    this.clearance = runtime.clearance;
    this.shared = new SharedPointReport(runtime.sharedPoints, runtime.portfolios);
  }

  @Post('contacts/clearances')
  @Records('May this person be contacted? The answer is recorded; a permit reserves its attempt for a while.')
  async request(@Body() body: RequestClearanceDto, @From() from: Sender): Promise<ClearanceDetail & CommandAnswer> {
    const decision = await this.ask(body, from);
    const detail = await this.detail(decision);
    // As every command answers, with what was decided beside it.
    return { stream: detail.party, id: detail.clearance, events: [detail.event], ...detail };
  }

  @Post('contacts/clearances/bulk')
  @Records(
    'The same for many contacts at once: a line of a dialling list each. One that cannot be asked harms no other.',
  )
  async bulk(@Body() body: BulkClearanceDto, @From() from: Sender): Promise<{ readonly answers: BulkAnswer[] }> {
    const { requests, defaults = {} } = body;
    const answers: BulkAnswer[] = [];
    for (let i = 0; i < requests.length; i += BULK_AT_ONCE) {
      const some = requests.slice(i, i + BULK_AT_ONCE);
      answers.push(...(await Promise.all(some.map((request, j) => this.oneOf(request, defaults, i + j, from)))));
    }
    return { answers };
  }

  @Post('parties/:party/clearances/:clearance/releases')
  @Records('Gives an unused permit back: its attempt is free again.')
  release(
    @Param('party') party: string,
    @Param('clearance') clearance: string,
    @Body() body: ReleaseClearanceDto,
    @From() from: Sender,
  ): Promise<CommandAnswer> {
    return this.sender.toParty(party, { type: 'ReleaseClearance', clearance, ...body }, from);
  }

  @Get('parties/:party/clearances/:clearance')
  @Group('case')
  @ApiOperation({ summary: 'A decision: what was asked, and what every rule said.' })
  async show(
    @Param('party') party: string,
    @Param('clearance') id: string,
    @Req() request: CallerRequest,
  ): Promise<ClearanceDetail> {
    return this.detail(await this.decision(party, id, request));
  }

  @Get('parties/:party/clearances/:clearance/replay')
  @Group('case')
  @ApiOperation({ summary: 'Makes a decision again from what it names, and compares the two byte for byte.' })
  async replay(
    @Param('party') party: string,
    @Param('clearance') id: string,
    @Req() request: CallerRequest,
  ): Promise<Replayed> {
    return replay(await this.decision(party, id, request), this.clearance.facts, this.clearance.ruleBook);
  }

  private async detail(decision: Decision): Promise<ClearanceDetail> {
    const packs = await this.clearance.ruleBook.versions();
    return detailOf(decision, packs, await this.shared.of(decision, packs));
  }

  private async oneOf(line: unknown, defaults: ContactPlanDto, i: number, from: Sender): Promise<BulkAnswer> {
    try {
      const request = await lineOf(line);
      // Each has a command id of its own, made of the whole request's: sent again, each is recorded once.
      const decision = await this.ask(
        { ...defaults, ...request },
        { ...from, cmd: `${from.cmd}#${i}`, waitFor: false },
      );
      return briefOf(decision, await this.shared.of(decision, await this.clearance.ruleBook.versions()));
    } catch (error) {
      if (error instanceof Problem) return { index: i, party: partyIn(line), problem: error.details };
      throw error;
    }
  }

  private async ask({ party, ...asked }: RequestClearanceDto, from: Sender): Promise<Decision> {
    const { channel } = asked;
    if (channel === undefined) throw Problem.of(400, 'invalid-request', 'channel is missing.', { field: 'channel' });
    const command: RequestClearance = { type: 'RequestClearance', ...asked, channel };
    const { stream, revision, position } = await this.sender.toParty(party, command, from);
    const fact = (await this.clearance.facts.upTo(stream, revision))[revision] as Decision;
    return { ...fact, position };
  }

  private async decision(party: string, id: string, request: CallerRequest): Promise<Decision> {
    const facts = await this.clearance.facts.now(checked(party, 'party'));
    const found = facts.find(
      (fact): fact is Decision =>
        (fact.type === 'ContactPermitted' || fact.type === 'ContactBlocked') && fact.data.clearance === id,
    );
    const { portfolios } = callerOf(request);
    const [own] = found ? await this.scope.own(portfolios, [found], ({ data }) => data.cases) : [];
    if (own) return own;
    throw Problem.of(404, 'unknown-clearance', `The party was given no clearance '${id.slice(0, 80)}'.`);
  }
}
