/** What the application is made of: the open ledger's pieces, the routes, and the buses between them. */
import { Module, type DynamicModule } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_PIPE } from '@nestjs/core';
import { CqrsModule } from '@nestjs/cqrs';
import { FeedController } from '../projections/feed/feed.controller.js';
import { FeedReader } from '../projections/feed/feed.reader.js';
import { ProjectorController } from '../projections/projector/projector.controller.js';
import { Projector } from '../projections/projector/projector.js';
import { QUERY_HANDLERS, QUESTION_CONTROLLERS } from '../projections/questions.js';
import { ReadSide } from '../projections/read/read-side.js';
import { AccessLog } from './access/access-log.js';
import { AccessGuard } from './access/access.guard.js';
import { EXPORT_CONTROLLERS } from './audit-pack/controllers.js';
import { ExportDesk } from './audit-pack/export-desk.js';
import { PackRequests } from './audit-pack/pack-request.js';
import { ApiKeys } from './access/api-keys.js';
import { KeyDesk } from './access/key-desk.js';
import { KeysController } from './access/keys.controller.js';
import { oidcSettings } from './access/oidc-settings.js';
import { OidcTokens } from './access/oidc-tokens.js';
import { RateLimits } from './access/rate-limits.js';
import { Scope } from './access/scope.js';
import { StreamPortfolios } from './access/stream-portfolios.js';
import { LOCAL_CONTROLLERS } from './cli/local/index.js';
import { RuleBook } from './clearance/index.js';
import { CLEARANCE_CONTROLLERS } from './clearance/controllers.js';
import { CommandSender } from './http/command-sender.js';
import { HealthController } from './http/health.controller.js';
import { LedgerCommandHandler } from './http/ledger-command.js';
import { Metrics } from './http/metrics.js';
import { ProblemFilter } from './http/problem.filter.js';
import { RequestLog } from './http/request-log.js';
import { validationPipe } from './http/validation.js';
import { LEDGER_CONTROLLERS } from './ledger/controllers.js';
import { DISCLOSE } from './ledger/ports.js';
import { Transactor } from './ledger/transact.js';
import { PRIVACY_CONTROLLERS } from './privacy/controllers.js';
import { KeyWarden } from './privacy/key-warden.js';
import { LedgerSecrets } from './privacy/secrets.js';
import type { Runtime } from './runtime.js';
import { AnchorsController } from './sealer/anchors/anchors.controller.js';
import { KeyRotationsController } from './sealer/rotation/key-rotations.controller.js';
import { SealController } from './sealer/seal.controller.js';
import { Sealer } from './sealer/sealer.js';
import { CLOCK_PORT, RUNTIME } from './tokens.js';

@Module({})
export class AppModule {
  static of(runtime: Runtime): DynamicModule {
    const { store, readDb, projector, clock, portfolios } = runtime;
    const tokens = new OidcTokens(oidcSettings(runtime.config), clock, portfolios, runtime.ids);
    return {
      module: AppModule,
      imports: [CqrsModule.forRoot()],
      controllers: [
        ...LEDGER_CONTROLLERS,
        ...CLEARANCE_CONTROLLERS,
        ...PRIVACY_CONTROLLERS,
        ...QUESTION_CONTROLLERS,
        FeedController,
        ProjectorController,
        KeysController,
        SealController,
        ...EXPORT_CONTROLLERS,
        AnchorsController,
        KeyRotationsController,
        HealthController,
        ...LOCAL_CONTROLLERS,
      ],
      providers: [
        { provide: RUNTIME, useValue: runtime },
        { provide: CLOCK_PORT, useValue: clock },
        { provide: Transactor, useValue: runtime.transactor },
        { provide: LedgerSecrets, useValue: runtime.ids },
        { provide: ApiKeys, useValue: runtime.apiKeys },
        { provide: Projector, useValue: projector },
        { provide: RuleBook, useValue: runtime.clearance.ruleBook },
        { provide: Sealer, useValue: runtime.sealer },
        { provide: DISCLOSE, useValue: runtime.vault },
        { provide: KeyWarden, useValue: runtime.warden },
        { provide: ReadSide, useValue: new ReadSide(store, readDb, projector, clock) },
        { provide: APP_GUARD, useClass: AccessGuard },
        { provide: APP_FILTER, useClass: ProblemFilter },
        { provide: APP_PIPE, useValue: validationPipe() },
        { provide: StreamPortfolios, useValue: portfolios },
        { provide: AccessLog, useValue: runtime.accessLog },
        { provide: OidcTokens, useValue: tokens },
        Scope,
        RateLimits,
        KeyDesk,
        CommandSender,
        ExportDesk,
        PackRequests,
        FeedReader,
        LedgerCommandHandler,
        Metrics,
        RequestLog,
        ...QUERY_HANDLERS,
      ],
    };
  }
}
