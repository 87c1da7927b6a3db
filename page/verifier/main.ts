/** The verifier as a page: the same steps as `quittance verify`, from a local file, without a network. */
import type { ByteSource } from '../../src/seal/bytes.js';
import { FormatError } from '../../src/seal/format-error.js';
import { parsePolicy } from '../../src/seal/policy.js';
import { fill } from '../../src/seal/verify/report.js';
import type { Verdict } from '../../src/seal/verify/verdict.js';
import { tokenCheckOf } from '../../src/seal/verify/time-stamps.js';
import { verifyPack, type Terms } from '../../src/seal/verify/verify-pack.js';
import type { Language } from '../../src/seal/verify/words.js';
import { show } from './show.js';
import { TEXTS, type TextId } from './texts.js';

function byId<T extends HTMLElement>(id: string): T {
  return document.getElementById(id) as T;
}

const policyField = byId<HTMLTextAreaElement>('policy');
const keptField = byId<HTMLTextAreaElement>('kept');
const proofField = byId<HTMLTextAreaElement>('consistency');
const tsaField = byId<HTMLTextAreaElement>('tsa');
const drop = byId('drop');

let lang: Language = navigator.language.startsWith('zh') ? 'zh' : 'en';
let pack: File | undefined;
let verdict: Verdict | undefined;
/** Which run is the newest: an older one that ends later is not shown. */
let run = 0;

function say(text: TextId, what = ''): void {
  byId('state').textContent = fill(TEXTS[text], lang, { what });
}

function sourceOf(file: File): ByteSource {
  return {
    size: file.size,
    read: async (at, length) => new Uint8Array(await file.slice(at, at + length).arrayBuffer()),
  };
}

/** What the fields say; undefined where one of them is not what it should be, which is said. */
function readTerms(): Terms | undefined {
  const policy = readField('badPolicy', policyField, parsePolicy);
  if (!policy) return undefined;
  const checkToken = tsaField.value === '' ? undefined : readField('badTsa', tsaField, tokenCheckOf);
  if (tsaField.value !== '' && !checkToken) return undefined;
  const consistency = proofField.value === '' ? {} : { consistency: proofField.value };
  const kept = keptField.value === '' ? {} : { kept: { checkpoint: keptField.value, ...consistency } };
  return { policy, ...kept, ...(checkToken ? { checkToken } : {}) };
}

function readField<T>(bad: TextId, field: HTMLTextAreaElement, parse: (text: string) => T): T | undefined {
  try {
    return parse(field.value);
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    say(bad, error.message);
    return undefined;
  }
}

async function verify(): Promise<void> {
  const mine = ++run;
  verdict = undefined;
  byId('result').hidden = true;
  byId('pack-name').textContent = pack?.name ?? '';
  if (!pack) return say('wantsPack');
  if (policyField.value.trim() === '') return say('wantsPolicy');
  const terms = readTerms();
  if (!terms) return;
  say('working');
  try {
    const found = await verifyPack(sourceOf(pack), terms);
    if (mine !== run) return;
    verdict = found;
    say('done');
    show(byId('result'), found, lang);
  } catch (error) {
    if (mine === run) say('broken', String(error));
  }
}

/** Puts a file where it belongs, by what is in it. */
async function take(file: File): Promise<void> {
  if (file.name.toLowerCase().endsWith('.zip')) {
    pack = file;
    return;
  }
  const text = await file.text();
  if (text.startsWith('quittance.consistency/')) proofField.value = text;
  else if (text.includes('-----BEGIN CERTIFICATE')) tsaField.value = text;
  else if (text.includes('\n\n\u2014 ')) keptField.value = text;
  else policyField.value = text;
}

async function takeAll(files: Iterable<File>): Promise<void> {
  for (const file of files) await take(file);
  await verify();
}

function speak(language: Language): void {
  lang = language;
  document.documentElement.lang = lang === 'zh' ? 'zh-CN' : 'en';
  for (const each of document.querySelectorAll<HTMLElement>('[data-text]')) {
    each.textContent = TEXTS[each.dataset['text'] as TextId][lang];
  }
  if (verdict) {
    show(byId('result'), verdict, lang);
    say('done');
  } else void verify();
}

for (const button of document.querySelectorAll<HTMLElement>('[data-lang]')) {
  button.addEventListener('click', () => speak(button.dataset['lang'] as Language));
}
for (const id of ['pack', 'policy-file']) {
  const input = byId<HTMLInputElement>(id);
  input.addEventListener('change', () => void takeAll(input.files ?? []));
}
for (const field of [policyField, keptField, proofField, tsaField])
  field.addEventListener('change', () => void verify());
for (const event of ['dragenter', 'dragover', 'dragleave', 'drop']) {
  document.addEventListener(event, (dragged) => {
    dragged.preventDefault();
    drop.classList.toggle('over', event === 'dragenter' || event === 'dragover');
  });
}
document.addEventListener('drop', (dropped) => void takeAll(dropped.dataTransfer?.files ?? []));
speak(lang);
