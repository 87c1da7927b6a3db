/** The trade's worked examples: each that is about money and promises is a test under its own name. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { shared } from './support/shared.js';

const { path: EXAMPLES, isHere } = shared('domain/examples.md', 'every worked example');
/** Served by rules: each stands in the packs, among the examples of its rule. */
const OF_RULES = ['7-in-7', 'Conversation', 'Time', 'CN night', 'Third person (CN)', 'Dispute'];

function specs(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (entry.isDirectory()) return specs(join(folder, entry.name));
    return /spec\.ts$/.test(entry.name) ? [readFileSync(join(folder, entry.name), 'utf8')] : [];
  });
}

(isHere ? describe : describe.skip)('every worked example', () => {
  const names = isHere ? [...readFileSync(EXAMPLES, 'utf8').matchAll(/^- \*\*(.+?)\*\*/gm)] : [];
  const ids = names.map((found) => found[1] as string);

  it('that no rule serves begins the title of a test', () => {
    const own = ids.filter((id) => !OF_RULES.includes(id));
    const titles = ['src', 'projections', 'test'].flatMap(specs).join('\n');
    const named = own.filter((id) => new RegExp(`['"\`](examples\\.md, )?${id}: `).test(titles));
    expect(own).not.toEqual([]);
    expect(named).toEqual(own);
  });
});
