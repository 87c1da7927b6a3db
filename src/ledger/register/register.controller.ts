/** Routes of the registers, one for each deed: `POST /v1/cases/{case}/tasks`, `…/tasks/{task}/completions`. */
import { Body, Controller, Inject, Param, Post, type Type } from '@nestjs/common';
import { ApiParam, ApiTags } from '@nestjs/swagger';
import { groupOfDeed } from '../../access/deeds.js';
import { From, type Sender } from '../../http/caller.js';
import { CommandSender, type CommandAnswer } from '../../http/command-sender.js';
import { Records } from '../../http/records.decorator.js';
import type { Command, StreamKind } from '../command.js';
import type { AnyFact } from '../fact.js';
import { AGENCY, CASE, INCIDENT, PARTY, PORTFOLIO, STAFF } from '../ledger.js';
import { REGISTERS } from '../registers.js';
import { bodyClass } from './register.dto.js';
import { namesEntry, type Deed, type Register } from './register.js';
import { routeOf } from './routes.js';

type AnyKind = StreamKind<Command, unknown, AnyFact>;
type Values = Readonly<Record<string, unknown>> & { readonly portfolio?: string; readonly ref?: string };

const KINDS = { case: CASE, party: PARTY, portfolio: PORTFOLIO, staff: STAFF, incident: INCIDENT, agency: AGENCY };

/** A class with one handler that records a deed. */
function controllerOf(register: Register, type: string, deed: Deed): Type<object> {
  const { stream, entry } = register;
  const kind = KINDS[stream] as unknown as AnyKind;

  class RegisterController {
    constructor(@Inject(CommandSender) readonly sender: CommandSender) {}

    record(params: Readonly<Record<string, string>>, body: Values, from: Sender): Promise<CommandAnswer> {
      if (deed.does === 'founds') return this.found(body, from);
      const named = namesEntry(register, deed) ? { [entry]: params[entry] } : {};
      return this.sender.to(kind, params[stream] ?? '', { type, ...named, ...body }, from);
    }

    private found(body: Values, from: Sender): Promise<CommandAnswer> {
      const portfolio = this.sender.portfolioId(body.portfolio ?? '');
      const id = this.sender.newStream(stream as 'staff', portfolio, body.ref, from);
      return this.sender.to(kind, id, { type, ...body, portfolio }, from);
    }
  }

  const { prototype } = RegisterController;
  const method = Object.getOwnPropertyDescriptor(prototype, 'record') as PropertyDescriptor;
  Object.defineProperty(RegisterController, 'name', { value: `${type}Controller` });
  Reflect.defineMetadata('design:paramtypes', [Object, bodyClass(type, deed), Object], prototype, 'record');
  Param()(prototype, 'record', 0);
  Body()(prototype, 'record', 1);
  From()(prototype, 'record', 2);
  Post()(prototype, 'record', method);
  for (const [, name = ''] of routeOf(register, deed).matchAll(/:(\w+)/g)) {
    ApiParam({ name, type: 'string' })(prototype, 'record', method);
  }
  Records(deed.says, groupOfDeed(type))(prototype, 'record', method);
  ApiTags(register.path)(RegisterController);
  Controller(`v1/${routeOf(register, deed)}`)(RegisterController);
  return RegisterController;
}

export const REGISTER_CONTROLLERS: readonly Type<object>[] = REGISTERS.flatMap((register) =>
  Object.entries(register.deeds).map(([type, deed]) => controllerOf(register, type, deed)),
);
