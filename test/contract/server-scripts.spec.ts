/** The scripts that are shipped for a server: what they may use, read and write. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import ts from 'typescript';
import { CATEGORIES } from '../../src/open-store.js';
import { queryFor, shippedScripts } from '../../src/store/setup/scripts.js';
import { ScriptEngine } from '../support/kurrent/script-engine.js';
import type { LogRecord } from '../support/kurrent/log.js';

const scripts = shippedScripts();

/** Functions of the server's language that a script of ours may call, and members of an event that it may read. */
const CALLS = ['fromAll', 'foreachStream', 'when', 'linkTo'];
const OF_TEXTS = ['indexOf', 'slice', 'test'];
const OF_EVENTS = ['streamId', 'data', 'length'];
/** Fields in the clear that name a party, a portfolio or a member of staff; `data` is the fact's payload in its body. */
const FIELDS = ['data', 'party', 'portfolio', 'staff', 'assignee', 'from', 'to'];

/**
 * SHA-256 of each text. A script that has changed since it was released needs a new version, in its first line and in
 * LINKS, and a new line here: a server that has the old one must not go on under its name with another text.
 */
const RELEASED: Readonly<Record<string, string>> = {
  'by-agent 1': '7d402235f5d1dfdbc818e4df977510043c9ab6772a4f57c64a43e2506f6f06db',
  'by-party 1': '4eaf4c06fc922da1488aca8efc9de3affd69e1ced8f47566127792806e6fb930',
  'by-portfolio 1': '2e4a491a70c9b2124a00a60fc5cbeac9f47a6d26c44329f8d909751bb0105986',
};

function nodesOf(text: string): ts.Node[] {
  const file = ts.createSourceFile('script.js', text, ts.ScriptTarget.ES2015, true, ts.ScriptKind.JS);
  const nodes: ts.Node[] = [];
  const visit = (node: ts.Node): void => {
    nodes.push(node);
    ts.forEachChild(node, visit);
  };
  visit(file);
  return nodes;
}

/** Event types that a script handles: members of the object that `when` is given. */
function typesIn(text: string): string[] {
  const handlers = nodesOf(text).find(
    (node) =>
      ts.isCallExpression(node) &&
      ts.isPropertyAccessExpression(node.expression) &&
      node.expression.name.text === 'when',
  ) as ts.CallExpression;
  return (handlers.arguments[0] as ts.ObjectLiteralExpression).properties.map((each) => each.name?.getText() ?? '');
}

describe.each(scripts.map((script) => [script.base, script] as const))('%s', (base, script) => {
  const nodes = nodesOf(script.text);

  it('has the text of its version', () => {
    const digest = createHash('sha256').update(script.text).digest('hex');
    expect({ [`${base} ${script.version}`]: digest }).toEqual({
      [`${base} ${script.version}`]: RELEASED[`${base} ${script.version}`],
    });
    expect(script.links).toBe(`quittance_${base.replace(/-/g, '_')}_${script.version}-`);
    expect(script.text).toContain(`{ quittance: '${base}@${script.version}' }`);
  });

  it('calls what the server documents, and itself', () => {
    const own = nodes.filter(ts.isFunctionDeclaration).map(({ name }) => name?.text);
    const called = nodes
      .filter(ts.isCallExpression)
      .map(({ expression }) =>
        ts.isPropertyAccessExpression(expression) ? expression.name.text : expression.getText(),
      );
    expect(called.filter((name) => !own.includes(name) && !CALLS.includes(name) && !OF_TEXTS.includes(name))).toEqual(
      [],
    );
    expect(called).toContain('linkTo');
    expect(nodes.filter(ts.isNewExpression)).toEqual([]);
  });

  it('names nothing that is not its own, the server language or a text', () => {
    const known = new Set<string>(['undefined', ...CALLS]);
    for (const node of nodes) {
      if (ts.isFunctionDeclaration(node) || ts.isVariableDeclaration(node) || ts.isParameter(node)) {
        known.add(node.name?.getText() ?? '');
      }
    }
    const used = nodes.filter((node): node is ts.Identifier => {
      if (!ts.isIdentifier(node)) return false;
      const { parent } = node;
      const isMember = ts.isPropertyAccessExpression(parent) && parent.name === node;
      return !isMember && !(ts.isPropertyAssignment(parent) && parent.name === node);
    });
    expect(used.map(({ text }) => text).filter((name) => !known.has(name))).toEqual([]);
    const members = nodes.filter(ts.isPropertyAccessExpression).map(({ name }) => name.text);
    const may = [...CALLS, ...OF_TEXTS, ...OF_EVENTS, ...FIELDS];
    expect(members.filter((name) => !may.includes(name))).toEqual([]);
  });

  it('handles facts that there are, each named in its head', () => {
    const facts = [...readFileSync('docs/facts.md', 'utf8').matchAll(/^\| `([A-Za-z]+)` \|/gm)].map(([, name]) => name);
    const types = typesIn(script.text).filter((name) => name !== '$init');
    expect(types.filter((name) => !facts.includes(name))).toEqual([]);
    const head = script.text.slice(0, script.text.indexOf('var PREFIX'));
    expect(types.filter((name) => !head.includes(name))).toEqual([]);
  });

  it.each(['', 'quittance', 'link', 'by'])(
    'makes no stream that a ledger with the letters "%s" would read',
    (letters) => {
      for (const own of ['', 'alpha']) {
        const name = `${own}${script.links}case-1`;
        expect(CATEGORIES.filter((category) => name.startsWith(`${letters}${category}-`))).toEqual([]);
      }
    },
  );
});

describe('what becomes the name of a stream', () => {
  const uuid = '2f1c3a70-5b1e-8c55-9d0e-6a3f5b7c9d11';
  const agents = new ScriptEngine(
    queryFor(
      scripts.find(({ base }) => base === 'by-agent')!,
      '',
    ),
  );
  const parties = new ScriptEngine(
    queryFor(
      scripts.find(({ base }) => base === 'by-party')!,
      'alpha',
    ),
  );
  const record = (stream: string, type: string, body: unknown, isJson = true): LogRecord => ({
    ...{ id: uuid, stream, type, isJson, revision: 3, position: 9, created: 0, meta: Buffer.alloc(0) },
    data: Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)),
  });
  const agentIn = (staff: unknown): string[] =>
    agents.handle(record(`case-${uuid}`, 'ContactAttempted', { data: { staff } })).map(({ stream }) => stream);

  it.each(['staff-042', 'AGENT-S01', 'CN-A03', 'A17', '10442', `staff-${uuid}`])('a code: %s', (code) => {
    expect(agentIn(code)).toEqual([`quittance_by_agent_1-${code}`]);
  });

  it.each([
    'Anna',
    'Anna Rossi',
    'anna.rossi@bank.example',
    'anna-rossi',
    'rossi-anna-1',
    '+39 06 1234567',
    '3201234567890',
    '',
    7,
    null,
  ])('never what may be a name, an address or a number of a person: %s', (value) => {
    expect(agentIn(value)).toEqual([]);
  });

  it('a party of this ledger alone, and no event of somebody else stops the script', () => {
    const linked = { data: { party: `party-${uuid}` } };
    const [link] = parties.handle(record(`alphacase-${uuid}`, 'PartyLinked', linked));
    expect(link).toMatchObject({
      stream: `alphaquittance_by_party_1-${uuid}`,
      type: '$>',
      data: `3@alphacase-${uuid}`,
    });
    expect(link?.metadata).toEqual({ quittance: 'by-party@1' });
    for (const other of [
      record(`case-${uuid}`, 'PartyLinked', linked),
      record(`betacase-${uuid}`, 'PartyLinked', linked),
      record(`alphacase-${uuid}`, 'PartyLinked', { data: { party: 'Anna Rossi' } }),
      record(`alphacase-${uuid}`, 'PartyLinked', { data: null }),
      record(`alphacase-${uuid}`, 'PartyLinked', 'null'),
      record(`alphacase-${uuid}`, 'PartyLinked', '[]'),
      record(`alphacase-${uuid}`, 'PartyLinked', 'no JSON', false),
    ]) {
      expect(parties.handle(other)).toEqual([]);
    }
  });
});
