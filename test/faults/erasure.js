// F18: erase many subjects, then look for every value, salt and key of theirs in every byte of every file.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { load, random } from './base.js';
import { Server } from './erasure-client.js';
import { KeysInFile, KeysInPostgres } from './erasure-keys.js';
import { filesIn, Needles } from './needles.js';

/** Long ago, so that no duty to keep runs any more. */
const DAY = '2013-03-04';
/** One of so many subjects is under a legal hold: nothing of it may go. */
const HELD_EVERY = 10;

/** @returns the exit code: 0 when nothing was found and every proof held, 1 otherwise */
export async function main(args) {
  const { values } = parseArgs({
    args,
    options: {
      subjects: { type: 'string', default: '100' },
      from: { type: 'string', default: 'dist' },
      seed: { type: 'string', default: String(Date.now() % 1_000_000) },
      keys: { type: 'string', default: 'file' },
      sabotage: { type: 'string' },
    },
  });
  const folder = mkdtempSync(join(tmpdir(), 'quittance-erasure-'));
  const data = join(folder, 'data');
  mkdirSync(join(data, 'logs'), { recursive: true });
  let keys;
  try {
    keys = await (values.keys === 'postgres'
      ? KeysInPostgres.start(data, folder, values.sabotage)
      : new KeysInFile(data, folder));
    return await run({ folder, data, keys }, values);
  } finally {
    await keys?.close();
    rmSync(folder, { recursive: true });
  }
}

async function run({ folder, data, keys }, { subjects, from, seed, sabotage }) {
  let server = await Server.start(data, from, sabotage, keys.env);
  const people = await plantAll(server, { from, count: Number(subjects), folder, seed: Number(seed) });
  const secrets = new Map((await server.ask('secrets')).map((each) => [each.subject, each]));
  const before = await server.ask('proofs');
  const handedOut = await server.ask('handOut');
  keys.backUp();
  const needles = new Needles();
  const kept = new Needles();
  for (const person of people) plantNeedles(person.held ? kept : needles, person, secrets);
  const search = () => new Set(keys.folders.flatMap((each) => [...needles.search(each)]));
  const there = search().size;
  const answers = [];
  for (const person of people) answers.push(await erase(server, person));
  const running = search();
  const after = await server.ask('proofs');
  const held = await proofsAfter(server, handedOut);
  const opened = await readAll(server, people);
  await server.stop();
  const stopped = search();
  // Older keys come back from a backup: the next start puts them right before anything is opened.
  keys.restore();
  const restored = search().size;
  server = await Server.start(data, from, sabotage, keys.env);
  const reopened = await readAll(server, people);
  const heldThen = await server.ask('stillHold', handedOut);
  await server.stop();
  const healed = search();

  const found = new Set([...running, ...stopped, ...healed]);
  for (const each of [...found].slice(0, 10)) process.stdout.write(`found: ${each}\n`);
  const wrong = answers.filter(({ held, refused }) => held !== refused).length;
  const same = before.leaves.filter((leaf, i) => after.leaves[i] === leaf).length;
  const faults = [
    found.size,
    wrong,
    before.leaves.length - same,
    after.broken,
    opened.wrong + reopened.wrong,
    ...[held.old, held.fresh, heldThen].map(({ ok, of, wrong: found }) => of - ok + found.length),
    held.old.of === before.leaves.length ? 0 : 1,
    // The search itself must be able to find: keys lie in the file before, and in the copy that came back.
    there === 0 || restored === 0 ? 1 : 0,
  ];
  process.stdout.write(
    `erasure: subjects ${people.length}, erased ${answers.filter(({ refused }) => !refused).length}, ` +
      `held and refused ${answers.filter(({ refused }) => refused).length}, searched for ${needles.count} values, salts and keys ` +
      `in ${keys.folders.flatMap(filesIn).length} files, bytes found ${found.size} (before ${there}, in the restored backup ${restored}), ` +
      `proofs ok ${same}/${before.leaves.length} facts of ${before.streams} streams, broken ${after.broken}, ` +
      `proof files of before ${held.old.ok}/${held.old.of}, after a restart ${heldThen.ok}/${heldThen.of}, new ones ${held.fresh.ok}/${held.fresh.of}, ` +
      `maps of heads ${heldThen.heads}/${heldThen.headsFound}, checkpoints ${heldThen.checkpoints}, differences ${held.old.wrong.length + heldThen.wrong.length}, ` +
      `wrongly opened or closed ${opened.wrong + reopened.wrong}, seed ${seed}\n`,
  );
  return faults.every((n) => n === 0) ? 0 : 1;
}

/** What was proven before the erasure, held against the ledger after it; and proofs that are made only then. */
async function proofsAfter(server, handedOut) {
  const fresh = await server.ask('handOut');
  const [old, anew] = [await server.ask('stillHold', handedOut), await server.ask('stillHold', fresh)];
  for (const line of old.wrong.slice(0, 5)) process.stdout.write(`proofs: ${line}\n`);
  return { old, fresh: anew };
}

/** A value that stands nowhere else: of at least 12 characters, drawn from the seed. */
function unique(person, what) {
  const value = `Pl4nt-${person.n}-${what}-${Math.floor(person.next() * 2 ** 32).toString(16)}${Math.floor(person.next() * 2 ** 32).toString(16)}`;
  person.values.push([what, value]);
  return value;
}

async function plantAll(server, { from, count, folder, seed }) {
  const next = random(seed);
  const { REGISTERS } = await load(from, 'ledger/registers.js');
  const { bodyOf } = await load(from, 'ledger/register/sample.js');
  const { namesEntry, makesEntry, sealedFields, routeOf } = await load(from, 'ledger/register/index.js');
  await server.record('portfolios', { name: 'main', zone: 'Europe/Rome', currency: 'EUR' });
  const registers = REGISTERS.filter(
    ({ stream, entry }) => ['case', 'party'].includes(stream) && entry !== 'erasure',
  ).filter(({ deeds }) => Object.values(deeds).some((deed) => sealedFields(deed).length > 0));
  const words = { registers, bodyOf, namesEntry, makesEntry, sealedFields, routeOf };
  const people = Array.from({ length: count }, (_, n) => ({
    n,
    next,
    values: [],
    held: n % HELD_EVERY === HELD_EVERY - 1,
  }));
  await importBook(server, people, folder);
  for (const person of people) await plant(server, person, words);
  return people;
}

/** A complaint of each from a file; beside each a row that is rejected, with words of its own. */
async function importBook(server, people, folder) {
  const lines = ['Date received,Product,Issue,Consumer complaint narrative,Date sent to company,Complaint ID,ZIP code'];
  for (const person of people) {
    const told = unique(person, 'imported');
    lines.push(`03/04/2013,Debt,late,${told},03/05/2013,C-${person.n},${unique(person, 'zip')}`);
    lines.push(
      `31/31/2013,Debt,late,${unique(person, 'rejected')},03/05/2013,R-${person.n},${unique(person, 'badzip')}`,
    );
  }
  const file = join(folder, 'complaints.csv');
  writeFileSync(file, lines.join('\n'));
  const { rejected } = await server.ask('import', file);
  if (rejected !== people.length) throw new Error(`${rejected} rows were rejected, not ${people.length}`);
}

async function plant(server, person, words) {
  const when = { occurredAt: DAY };
  const say = (what) => unique(person, what);
  const names = { name: say('name'), idNumber: say('idNumber'), address: say('address'), birthDate: '1971-03-09' };
  const party = {
    portfolio: 'main',
    kind: 'PERSON',
    ref: `P-${person.n}`,
    ...names,
    sealed: { nick: say('sealed') },
    ...when,
  };
  person.party = (await server.record('parties', party)).stream;
  for (const medium of ['phone', 'email', 'letter']) {
    await server.record(`parties/${person.party}/contact-points`, { medium, value: say(medium), ...when });
  }
  const id = (await server.record('cases', { portfolio: 'main', ref: `A-${person.n}`, ...when })).stream;
  person.cases = [id, await server.ask('caseOf', `C-${person.n}`)];
  // Before anybody is known as the debtor: sealed under a key of the case.
  await server.record(`cases/${id}/notes`, { text: say('early-note'), sealed: { remark: say('remark') }, ...when });
  for (const each of person.cases)
    await server.record(`cases/${each}/parties`, { party: person.party, role: 'DEBTOR', ...when });
  const about = { cases: id, party: person.party };
  await server.record(`cases/${id}/notes`, { text: say('note'), ...when });
  const contact = { channel: 'phone', connected: true, outcome: 'TALKED', feedback: say('feedback'), ...when };
  const { id: spoken } = await server.record(`cases/${id}/contacts`, contact);
  await server.record(`cases/${id}/messages`, { channel: 'sms', text: say('message'), ...when });
  await server.record(`cases/${id}/visits`, { outcome: 'MET', feedback: say('visit'), ...when });
  const complaint = (await server.record(`cases/${id}/complaints`, { text: say('complaint'), ...when })).id;
  await server.record(`cases/${id}/complaints/${complaint}/decisions`, {
    outcome: 'UPHELD',
    text: say('decision'),
    ...when,
  });
  await server.record(`cases/${id}/disputes`, { ground: 'AMOUNT', text: say('dispute'), ...when });
  await plantInRegisters(server, person, { ...about, contact: spoken, complaint }, words);
  for (const each of person.cases) await server.record(`cases/${each}/closures`, { reason: 'WITHDRAWN', ...when });
  if (person.held) await server.record(`cases/${id}/case-legal-holds`, { ground: 'LITIGATION' });
}

/** Every sealed field of every register of cases and parties. */
async function plantInRegisters(server, person, { cases, party, ...parts }, words) {
  for (const register of words.registers) {
    let entry;
    for (const deed of Object.values(register.deeds)) {
      const sealed = words.sealedFields(deed);
      if (sealed.length === 0 && !words.makesEntry(deed)) continue;
      const needs = Object.values(deed.fields).filter(({ kind, optional }) => kind === 'part' && !optional);
      if (needs.some(({ part }) => parts[part] === undefined)) continue;
      const body = { ...words.bodyOf(deed), occurredAt: DAY };
      for (const [name, { kind, part }] of Object.entries(deed.fields)) {
        // Nobody represents himself: that one stays unnamed, as do parts that were not made.
        if (kind === 'party') body[name] = name === 'representative' ? undefined : party;
        if (kind === 'part') body[name] = parts[part];
        if (kind === 'case') body[name] = cases;
        if (kind === 'date') body[name] = DAY;
        if (kind === 'instant') body[name] = `${DAY}T09:30:00Z`;
      }
      for (const field of sealed) body[field] = unique(person, `${deed.fact}-${field}`);
      const route = words
        .routeOf(register, deed)
        .replace(/:(\w+)/g, (_all, name) => ({ case: cases, party })[name] ?? entry);
      const { id } = await server.record(route, body, deed.at === 'reviews' ? 1 : 0);
      if (!words.namesEntry(register, deed)) entry = id;
    }
  }
}

async function erase(server, { party, held }) {
  const request = { requester: 'SUBJECT', basis: 'PURPOSE_ENDED' };
  const { id } = await server.record(`parties/${party}/erasures`, request, 0);
  await server.record(`parties/${party}/erasures/${id}/approvals?waitFor=read`, {}, 1);
  const { text } = await server.get(`registers/erasures?limit=1000`);
  const row = JSON.parse(text).rows.find(({ entry }) => entry === id);
  return { held, refused: row?.last === 'ErasureRefused' };
}

/** Values, salts and keys of a person, and of the cases in which nobody else owes. */
function plantNeedles(needles, { values, party, cases, n }, secrets) {
  for (const [what, value] of values) needles.add(`${what} of ${n}`, value);
  for (const subject of [party, ...cases]) {
    const known = secrets.get(subject);
    if (!known) continue;
    needles.add(`key of ${n}`, Buffer.from(known.raw, 'hex'));
    needles.add(`wrapped key of ${n}`, Buffer.from(known.wrapped, 'hex'));
    for (const salt of known.salts) {
      needles.add(`salt of ${n}`, Buffer.from(salt, 'base64url'));
      needles.add(`salt text of ${n}`, salt);
    }
    for (const token of known.tokens) needles.add(`token of ${n}`, Buffer.from(token, 'hex'));
    for (const text of known.texts) needles.add(`disclosure of ${n}`, text);
  }
}

/** Reads each history: nothing of an erased person may be in it, and of a held one everything that was told. */
async function readAll(server, people) {
  let wrong = 0;
  for (const { party, cases, values, held } of people) {
    const texts = await Promise.all(
      [`parties/${party}`, ...cases.map((id) => `cases/${id}/history`)].map((path) => server.get(path)),
    );
    if (texts.some(({ status }) => status !== 200)) wrong += 1;
    const shown = values.filter(([, value]) => texts.some(({ text }) => text.includes(value))).length;
    if (held ? shown < values.length / 2 : shown > 0) wrong += 1;
  }
  return { wrong };
}
