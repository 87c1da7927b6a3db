/** Rule packs and rules, over HTTP: which decide, what they say, and which shall decide from now on. */
import { Body, Controller, Get, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Group } from '../access/route-group.js';
import { AdminOnly } from '../access/access.guard.js';
import { From, type Sender } from '../http/caller.js';
import { CommandSender, type CommandAnswer } from '../http/command-sender.js';
import { Problem } from '../http/problem.js';
import { Records } from '../http/records.decorator.js';
import { RULEBOOK } from '../ledger/ledger.js';
import { packName, type ActivePack } from '../rules/index.js';
import type { Runtime } from '../runtime.js';
import { RUNTIME } from '../tokens.js';
import { packFromYaml, withGoodExamples } from './chosen-pack.js';
import { cardOf, packDetails, type PackCard, type PackDetail } from './pack-card.js';
import { activation, type RuleBook } from './rule-book.js';
import { ruleCard, type RuleCard } from './rule-card.js';
import { ActivateRulePackDto, DeactivateRulePackDto, PackQueryDto } from './rule-packs.dto.js';
import { shippedPacks } from './shipped-packs.js';

@ApiTags('rules')
@Controller('v1')
export class RulePacksController {
  private readonly book: RuleBook;

  constructor(
    @Inject(CommandSender) private readonly sender: CommandSender,
    @Inject(RUNTIME) runtime: Runtime,
  ) {
    this.book = runtime.clearance.ruleBook;
  }

  @Get('rule-packs')
  @Group('catalogue')
  @ApiOperation({ summary: 'The rule packs: those that decide, those that did, and those that come with the program.' })
  async list(): Promise<{ readonly packs: readonly PackCard[] }> {
    return { packs: (await this.known()).map(cardOf) };
  }

  @Get('rule-packs/:pack')
  @Group('catalogue')
  @ApiOperation({ summary: 'A rule pack with all its rules.' })
  async show(@Param('pack') name: string, @Query() { version }: PackQueryDto): Promise<PackDetail> {
    const found = (await this.known()).filter(({ pack }) => pack === name);
    const meant =
      version === undefined
        ? (found.find(({ state }) => state === 'ACTIVE') ?? found.at(-1))
        : found.find((one) => one.version === version);
    if (meant) return meant;
    throw noPack(version === undefined ? name : packName({ pack: name, version }));
  }

  @Get('rules/:rule')
  @Group('catalogue')
  @ApiOperation({
    summary: 'A rule of the packs that decide: every version, its source, and what its examples come to.',
  })
  async rule(@Param('rule') id: string): Promise<RuleCard> {
    const card = ruleCard(id, await this.book.now());
    if (card) return card;
    throw Problem.of(404, 'unknown-rule', `No pack that decides has a rule '${id.slice(0, 80)}'.`);
  }

  @Post('rule-packs/activations')
  @AdminOnly()
  @Records('Has a pack decide from now on, in place of its version before. Its own examples must hold.')
  async activate(@Body() body: ActivateRulePackDto, @From() from: Sender): Promise<CommandAnswer> {
    const pack = withGoodExamples(await this.chosen(body));
    // What a ledger begins with is recorded before anything is changed about it.
    await this.book.forDecision();
    return this.sender.send(RULEBOOK, this.book.stream, activation(pack), from);
  }

  @Post('rule-packs/:pack/deactivations')
  @AdminOnly()
  @Records('Has a pack decide nothing from now on. What it decided stays as it is.')
  async deactivate(
    @Param('pack') pack: string,
    @Body() { reason }: DeactivateRulePackDto,
    @From() from: Sender,
  ): Promise<CommandAnswer> {
    await this.book.forDecision();
    return this.sender.send(RULEBOOK, this.book.stream, { type: 'DeactivateRulePack', pack, reason }, from);
  }

  private async chosen({ pack, version, yaml }: ActivateRulePackDto): Promise<ActivePack> {
    if ((yaml === undefined) === (pack === undefined) || (pack === undefined) !== (version === undefined)) {
      throw Problem.of(400, 'invalid-request', 'Say either pack and version, or yaml.', { field: 'pack' });
    }
    if (yaml !== undefined) return packFromYaml(yaml);
    const found = (await this.known()).find((one) => one.pack === pack && one.version === version);
    if (found) return { pack: found.content, digest: found.digest };
    throw noPack(packName({ pack: pack as string, version: version as number }));
  }

  private async known(): Promise<PackDetail[]> {
    const [history, active, versions] = [await this.book.history(), await this.book.now(), await this.book.versions()];
    return packDetails({ history, active, versions, shipped: shippedPacks() });
  }
}

function noPack(name: string): Problem {
  const detail = `There is no rule pack '${name.slice(0, 80)}', neither activated here nor among those that come with the program.`;
  return Problem.of(404, 'unknown-pack', detail);
}
