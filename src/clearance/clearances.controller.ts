/** "May I call now?", over HTTP: one contact, ten thousand, giving a permit back, and looking at a decision again. */
import { Body, Controller, Get, Inject, Param, Post, Req } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Group } from '../access/route-group.js';
import { Scope, type Bound } from '../access/scope.js';
import { callerOf, From, type CallerRequest, type Sender } from '../http/caller.js';
import { checked, CommandSender, type CommandAnswer } from '../http/command-sender.js';
import { Problem } from '../http/problem.js';
import { Records } from '../http/records.decorator.js';
import type { Runtime } from '../runtime.js';
import { RUNTIME } from '../tokens.js';
import { BulkClearances, clearanceCommand, type BulkAnswer } from './bulk-clearances.js';
import { BulkClearanceDto, ReleaseClearanceDto, RequestClearanceDto } from './clearance.dto.js';
import { briefOf, detailOf, type BriefClearance, type ClearanceDetail } from './clearance-view.js';
import { replay, type Decision, type Replayed } from './replay.js';
import { SharedPointReport } from './shared-point.js';
import type { Clearance } from './open-clearance.js';

@ApiTags('clearances')
@Controller('v1')
export class ClearancesController {
  private readonly clearance: Clearance;
  private readonly shared: SharedPointReport;
  private readonly many: BulkClearances;

  constructor(
    @Inject(CommandSender) private readonly sender: CommandSender,
    @Inject(Scope) private readonly scope: Scope,
    @Inject(RUNTIME) runtime: Runtime,
  ) {
    this.clearance = runtime.clearance;
    this.shared = new SharedPointReport(runtime.sharedPoints, runtime.portfolios);
    this.many = new BulkClearances(sender, (done, by) => this.brief(done, by));
  }

  @Post('contacts/clearances')
  @Records('May this person be contacted? The answer is recorded; a permit reserves its attempt for a while.')
  async request(@Body() body: RequestClearanceDto, @From() from: Sender): Promise<ClearanceDetail & CommandAnswer> {
    const { party, command } = clearanceCommand(body);
    const decision = await this.decided(await this.sender.toParty(party, command, from));
    const detail = await this.detail(decision, from.caller.portfolios);
    // As every command answers, with what was decided beside it.
    return { stream: detail.party, id: detail.clearance, events: [detail.event], ...detail };
  }

  @Post('contacts/clearances/bulk')
  @Records(
    'The same for many contacts at once: a line of a dialling list each. One that cannot be asked harms no other.',
  )
  async bulk(@Body() body: BulkClearanceDto, @From() from: Sender): Promise<{ readonly answers: BulkAnswer[] }> {
    return { answers: await this.many.run(body, from) };
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
    return this.detail(await this.decision(party, id, request), callerOf(request).portfolios);
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

  private async detail(decision: Decision, bound: Bound): Promise<ClearanceDetail> {
    const packs = await this.clearance.ruleBook.versions();
    return detailOf(decision, packs, await this.shared.of(decision, () => Promise.resolve(packs), bound));
  }

  private async brief(done: CommandAnswer, from: Sender): Promise<BriefClearance> {
    const decision = await this.decided(done);
    // Most lines of a list share no contact point: then nobody asks for the rule book.
    const packs = () => this.clearance.ruleBook.versions();
    return briefOf(decision, await this.shared.of(decision, packs, from.caller.portfolios));
  }

  private async decided({ stream, revision, position }: CommandAnswer): Promise<Decision> {
    return { ...((await this.clearance.facts.recorded(stream, revision)) as Decision), position };
  }

  private async decision(party: string, id: string, request: CallerRequest): Promise<Decision> {
    const facts = await this.clearance.facts.now(checked(party, 'party'));
    const found = facts.find(
      (fact): fact is Decision =>
        (fact.type === 'ContactPermitted' || fact.type === 'ContactBlocked') && fact.data.clearance === id,
    );
    const { portfolios } = callerOf(request);
    const [own] = found ? await this.scope.own(portfolios, [found], ({ data }) => data.cases) : [];
    if (own) return (await this.clearance.facts.recorded(own.stream, own.revision)) as Decision;
    throw Problem.of(404, 'unknown-clearance', `The party was given no clearance '${id.slice(0, 80)}'.`);
  }
}
