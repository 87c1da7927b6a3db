/** What kind of route a route is: its metadata. The guard looks the group up in `rights.ts`; without one nobody gets in. */
import { SetMetadata } from '@nestjs/common';
import type { RouteGroup } from './rights.js';

const GROUP = 'quittance:group';
const RECORDS_GROUP = 'quittance:records-group';

/** Says which group a controller's routes, or one route, belong to. The route's own word comes first. */
export const Group = (group: RouteGroup): MethodDecorator & ClassDecorator => SetMetadata(GROUP, group);

/** The group of a route that records a command, where neither it nor its controller says another. */
export const RecordsGroup = (group: RouteGroup): MethodDecorator => SetMetadata(RECORDS_GROUP, group);

/** @param controller its class. */
export function groupOf(controller: object, handler: object): RouteGroup | undefined {
  return (Reflect.getMetadata(GROUP, handler) ??
    Reflect.getMetadata(GROUP, controller) ??
    Reflect.getMetadata(RECORDS_GROUP, handler)) as RouteGroup | undefined;
}
