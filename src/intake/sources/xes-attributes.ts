import type { FieldBag } from './fields.js';
import { DEPTH_MAX } from './limits.js';
import type { TagReader } from './xml-tag.js';

/**
 * Names nested attributes: a child is `parent/child`. The members of a `<list>` are numbered from 0, as their keys need
 * not differ: `list/0/key`, `list/1/key`. The `<values>` wrapper of a list adds no part to the name.
 */
export class AttributePath {
  /** How many attribute elements are open. */
  depth = 0;
  private readonly names: string[] = new Array<string>(DEPTH_MAX).fill('');
  /** How many members the list at this depth has had; -1 where it is no list. */
  private readonly members: number[] = new Array<number>(DEPTH_MAX).fill(-1);

  /** An attribute element opens: its field goes into `bag`. */
  open(element: string, tag: TagReader, bag: FieldBag): void {
    const { depth } = this;
    const parent = depth === 0 ? '' : (this.names[depth - 1] ?? '');
    const key = tag.get('key');
    const isList = element === 'list';
    this.depth = depth + 1;
    this.members[depth] = isList ? 0 : -1;
    this.names[depth] = parent;
    if (key === undefined) {
      if (element === 'values' && depth > 0) this.members[depth] = this.members[depth - 1] ?? -1;
      else bag.complain({ value: element, reason: 'an attribute has no key' });
      return;
    }
    const name = depth === 0 ? key : `${parent}/${this.memberPart()}${key}`;
    this.names[depth] = name;
    const value = tag.get('value');
    if (value !== undefined) bag.put(name, value);
  }

  /** The innermost attribute element closes. */
  close(): void {
    this.depth -= 1;
  }

  private memberPart(): string {
    const list = this.depth - 2;
    const member = this.members[list] ?? -1;
    if (member === -1) return '';
    this.members[list] = member + 1;
    return `${member}/`;
  }
}
