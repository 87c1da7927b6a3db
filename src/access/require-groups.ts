/** Nothing is served that forgot to say who may call it: the application does not start. */
import type { INestApplication } from '@nestjs/common';
import { PATH_METADATA } from '@nestjs/common/constants.js';
import { ModulesContainer } from '@nestjs/core';
import { groupOf } from './route-group.js';

/** @throws Error that names every route without a group. */
export function requireGroups(app: INestApplication): void {
  const modules = [...app.get(ModulesContainer).values()];
  const controllers = modules.flatMap((module) => [...module.controllers.values()]).map(({ metatype }) => metatype);
  const bare = controllers.flatMap((each) => (typeof each === 'function' ? routesWithoutGroup(each) : []));
  if (bare.length > 0) throw new Error(`These routes have no route group (src/access/rights.ts): ${bare.join(', ')}.`);
}

export function routesWithoutGroup(controller: { readonly name: string; readonly prototype?: unknown }): string[] {
  return Object.entries(Object.getOwnPropertyDescriptors(controller.prototype as object))
    .filter(([name, { value }]) => name !== 'constructor' && typeof value === 'function')
    .filter(([, { value }]) => Reflect.hasMetadata(PATH_METADATA, value as object))
    .filter(([, { value }]) => groupOf(controller, value as object) === undefined)
    .map(([name]) => `${controller.name}.${name}`);
}
