import { Controller, Get, Post } from '@nestjs/common';
import { Records } from '../http/records.decorator.js';
import { REGISTERS } from '../ledger/registers.js';
import { AdminOnly } from './access.guard.js';
import { groupOfDeed, NAMED_DEEDS } from './deeds.js';
import { routesWithoutGroup } from './require-groups.js';
import { groupOf, Group } from './route-group.js';

class Bare {
  @Get('a')
  a(): string {
    return 'a';
  }

  @Get('b')
  @Group('case')
  b(): string {
    return 'b';
  }

  help(): string {
    return 'no route';
  }
}

@Controller('x')
@AdminOnly()
class Guarded {
  @Post()
  @Records('Does it.')
  write(): void {
    return;
  }
}

class Ordered {
  @AdminOnly()
  @Records('Above.')
  above(): void {
    return;
  }

  @Records('Below.')
  @AdminOnly()
  below(): void {
    return;
  }

  @Records('Records.')
  records(): void {
    return;
  }
}

function methodOf(type: { readonly prototype: object }, name: string): object {
  return Object.getOwnPropertyDescriptor(type.prototype, name)?.value as object;
}

describe('route groups', () => {
  it('a route without one is named, and the application does not start', () => {
    expect(routesWithoutGroup(Bare)).toEqual(['Bare.a']);
  });

  it('a command is never open to more than its controller or its own decorators say', () => {
    expect(groupOf(Guarded, methodOf(Guarded, 'write'))).toBe('operates');
    expect(groupOf(Ordered, methodOf(Ordered, 'above'))).toBe('operates');
    expect(groupOf(Ordered, methodOf(Ordered, 'below'))).toBe('operates');
    expect(groupOf(Ordered, methodOf(Ordered, 'records'))).toBe('records');
  });

  it('deeds that not everybody may do are there under these names', () => {
    const deeds = new Set(REGISTERS.flatMap(({ deeds: all }) => Object.keys(all)));
    expect(NAMED_DEEDS.filter((deed) => !deeds.has(deed))).toEqual([]);
    expect(groupOfDeed('ApproveWaiver')).toBe('approves');
    expect(groupOfDeed('RequestTask')).toBe('records');
  });
});
