import type { SourceItem } from '../row.js';
import { FIELDS_MAX, VALUE_CHARS_MAX } from './limits.js';
import { itemsOf } from './sources.fixture.js';

const xes = (body: string): Promise<SourceItem[]> =>
  itemsOf(`<?xml version="1.0" encoding="UTF-8" ?>\n<log>\n${body}\n</log>`, { format: 'xes' });
const text = (key: string, value: string): string => `<string key="${key}" value="${value}"/>`;
const event = (...attributes: string[]): string => `<event>${attributes.join('')}</event>`;
const trace = (name: string, ...inside: string[]): string =>
  `<trace>${text('concept:name', name)}${inside.join('')}</trace>`;
const brief = (items: readonly SourceItem[]): unknown[] =>
  items.map((item) => [item.place, item.kind === 'row' ? item.fields : item.reason]);

describe('XES: rows', () => {
  it('gives one row per event in document order, with the attributes of its trace', async () => {
    const body = `${trace('A1', '<float key="due" value="1.50"/>', event(text('concept:name', 'Create Fine'), '<float key="amount" value="35.0"/>'), event(text('concept:name', 'Send Fine')))}
      ${trace('A2', event('<date key="time:timestamp" value="2006-07-24T01:00:00.000+03:00"/>'))}`;
    expect(await xes(body)).toEqual([
      {
        kind: 'row',
        place: 'trace A1, event 1',
        fields: { 'concept:name': 'Create Fine', amount: '35.0', 'trace:concept:name': 'A1', 'trace:due': '1.50' },
      },
      {
        kind: 'row',
        place: 'trace A1, event 2',
        fields: { 'concept:name': 'Send Fine', 'trace:concept:name': 'A1', 'trace:due': '1.50' },
      },
      {
        kind: 'row',
        place: 'trace A2, event 1',
        fields: { 'time:timestamp': '2006-07-24T01:00:00.000+03:00', 'trace:concept:name': 'A2' },
      },
    ]);
  });

  it('names children by their parents, and numbers the members of lists', async () => {
    const nested = `<string key="a" value="1">${text('b', '2')}<container key="c">${text('d', '3')}</container></string>
      <list key="l"><string key="x" value="4"><int key="y" value="5"/></string><string key="x" value="6"/></list>
      <list key="v"><values>${text('x', '7')}${text('x', '8')}</values></list>`;
    expect(await xes(trace('T', `<container key="p">${text('q', '9')}</container>`, event(nested)))).toMatchObject([
      {
        fields: {
          a: '1',
          'a/b': '2',
          'a/c/d': '3',
          'l/0/x': '4',
          'l/0/x/y': '5',
          'l/1/x': '6',
          'v/0/x': '7',
          'v/1/x': '8',
          'trace:concept:name': 'T',
          'trace:p/q': '9',
        },
      },
    ]);
  });

  it('passes over what the log says of itself, nested however deep', async () => {
    const meta = `<extension name="Concept" prefix="concept" uri="u"/><classifier name="n" keys="concept:name"/>
      <float key="meta_x" value="1"><float key="event" value="2"><int key="trace" value="3"/></float></float>`;
    expect(brief(await xes(meta + trace('A', event(text('k', 'v')))))).toEqual([
      ['trace A, event 1', { k: 'v', 'trace:concept:name': 'A' }],
    ]);
  });

  it('fills in the defaults of the log where event or trace have no such attribute', async () => {
    const globals = `<global scope="trace">${text('concept:name', 'UNKNOWN')}${text('court', 'none')}</global>
      <global scope="event">${text('lifecycle', 'complete')}<string key="a" value="1">${text('b', '2')}</string></global>`;
    expect(
      brief(await xes(`${globals}<trace>${event(text('lifecycle', 'start'))}${event()}</trace>${trace('X', event())}`)),
    ).toEqual([
      [
        'trace 1, event 1',
        { lifecycle: 'start', a: '1', 'a/b': '2', 'trace:concept:name': 'UNKNOWN', 'trace:court': 'none' },
      ],
      [
        'trace 1, event 2',
        { lifecycle: 'complete', a: '1', 'a/b': '2', 'trace:concept:name': 'UNKNOWN', 'trace:court': 'none' },
      ],
      [
        'trace X, event 1',
        { lifecycle: 'complete', a: '1', 'a/b': '2', 'trace:concept:name': 'X', 'trace:court': 'none' },
      ],
    ]);
  });

  it('reads prefixed elements, events outside traces and empty values', async () => {
    const body = `<x:log xmlns:x="http://www.xes-standard.org/"><x:event><x:string value="" key="k"/></x:event><x:trace><x:event/></x:trace><x:event/></x:log>`;
    expect(brief(await itemsOf(body, { format: 'xes' }))).toEqual([
      ['event 1', { k: '' }],
      ['trace 1, event 1', {}],
      ['event 2', {}],
    ]);
  });

  it('reads every line break inside a value as XML does', async () => {
    expect(await xes(trace('A', event('<string key="k" value="a\r\nb&#13;&#10;c"/>')))).toMatchObject([
      { fields: { k: 'a b\r\nc' } },
    ]);
  });
});

describe('XES: what gives no row', () => {
  it('leaves a line for a trace without events', async () => {
    expect(await xes(`${trace('A')}<trace/>${trace('B', event())}`)).toEqual([
      { kind: 'unreadable', place: 'trace A', reason: 'trace without events', fatal: false },
      { kind: 'unreadable', place: 'trace 2', reason: 'trace without events', fatal: false },
      { kind: 'row', place: 'trace B, event 1', fields: { 'trace:concept:name': 'B' } },
    ]);
  });

  it.each([
    [
      'two values for one key',
      event(text('k', '1'), text('k', '2')),
      { field: 'k', value: '2', reason: 'the field stands twice in one row' },
    ],
    [
      'an attribute without a key',
      event('<string value="x"/>'),
      { value: 'string', reason: 'an attribute has no key' },
    ],
    ['an event inside an event', event(event(text('k', '1'))), { reason: 'an event holds an <event> element' }],
    [
      'a key that looks like one of the trace',
      event(text('trace:concept:name', 'B')),
      { field: 'trace:concept:name', value: 'A', reason: 'the field stands twice in one row' },
    ],
    [
      'a value that is too long',
      event(text('k', 'x'.repeat(VALUE_CHARS_MAX + 1))),
      { field: 'k', reason: `the value is longer than ${VALUE_CHARS_MAX} characters` },
    ],
    [
      'too many attributes',
      event(...Array.from({ length: FIELDS_MAX + 1 }, (_, n) => text(`k${n}`, ''))),
      { reason: `the row has more than ${FIELDS_MAX} fields` },
    ],
  ])('reports %s, and reads on', async (_, broken, expected) => {
    const [first, second] = await xes(trace('A', broken, event(text('ok', '1'))));
    expect(first).toMatchObject({ kind: 'unreadable', place: 'trace A, event 1', fatal: false, ...expected });
    expect(second).toMatchObject({ kind: 'row', place: 'trace A, event 2', fields: { ok: '1' } });
  });

  it('reports every event of a trace whose own attributes are broken', async () => {
    expect(brief(await xes(trace('A', text('concept:name', 'B'), event(), event()) + trace('C', event())))).toEqual([
      ['trace A, event 1', 'the field stands twice in one row'],
      ['trace A, event 2', 'the field stands twice in one row'],
      ['trace C, event 1', { 'trace:concept:name': 'C' }],
    ]);
  });

  it('reports an attribute of a trace that comes too late', async () => {
    expect(await xes(`<trace>${event()}${text('late', 'x')}</trace>`)).toMatchObject([
      { kind: 'row', fields: {} },
      { kind: 'unreadable', place: 'trace 1', field: 'trace:late', value: 'x', fatal: false },
    ]);
  });
});

describe('XES: files that break', () => {
  it('gives the complete events before broken XML, then one fatal item with line and column', async () => {
    const body = `${trace('A', event(text('k', '1')))}\n<trace>${event(text('k', '2'))}<event>${text('k', '3')}</evnt></trace>`;
    const items = await xes(body);
    expect(brief(items)).toEqual([
      ['trace A, event 1', { k: '1', 'trace:concept:name': 'A' }],
      ['trace 2, event 1', { k: '2' }],
      ['line 4, column 84', 'the end tag "</evnt>" closes nothing: <event> is open'],
    ]);
    expect(items.map((item) => item.kind === 'unreadable' && item.fatal)).toEqual([false, false, true]);
  });

  it.each([
    ['', 'line 1', 'the file is empty'],
    ['<html/>', 'line 1, column 1', 'this is XML, but no XES log: its root element is <html>'],
    ['<!DOCTYPE log>\n<log/>', 'line 1, column 1', 'a DOCTYPE is refused: a log needs none, and it can hide attacks'],
    ['case,amount\n', 'line 1, column 1', 'text outside the root element'],
    ['<log>\n<trace>', 'line 2, column 8', 'the file ends inside <trace>'],
    [
      '<?xml version="1.0" encoding="klingon"?><log/>',
      'line 1',
      'the XML declaration names an encoding that is not known',
    ],
  ])('refuses %j', async (content, place, reason) => {
    expect(await itemsOf(content, { format: 'xes' })).toMatchObject([
      { kind: 'unreadable', place, reason, fatal: true },
    ]);
  });

  it('takes an empty log for what it is', async () => {
    expect(await xes('')).toEqual([]);
  });

  it('honours the encoding of the declaration', async () => {
    const content = (encoding: string): string =>
      `<?xml version="1.0" encoding="${encoding}"?><log><event>${text('name', 'Müller €')}</event></log>`;
    const latin = Buffer.from(content('windows-1252').replace('€', '\x80'), 'latin1');
    const wide = Buffer.from(`\uFEFF${content('UTF-16')}`, 'utf16le');
    for (const bytes of [latin, wide]) {
      expect(await itemsOf(bytes, { format: 'xes' }, [3])).toMatchObject([{ fields: { name: 'Müller €' } }]);
    }
  });

  it('gives up only the event with bytes that the encoding does not know, or all that inherit them', async () => {
    const content = `<log><!-- ÿ --> ÿ ${trace('A', event(text('k', 'ÿ')), event(text('k', '\uFFFD')))}${trace('ÿ', event())}</log>`;
    const bytes = Buffer.from(content.replaceAll('\uFFFD', '\xEF\xBF\xBD'), 'latin1');
    const reason = 'the bytes are not valid utf-8; is the encoding right?';
    expect(await itemsOf(bytes, { format: 'xes' })).toEqual([
      { kind: 'unreadable', place: 'trace A, event 1', field: 'k', value: '\uFFFD', reason, fatal: false },
      { kind: 'row', place: 'trace A, event 2', fields: { k: '\uFFFD', 'trace:concept:name': 'A' } },
      {
        kind: 'unreadable',
        place: 'trace \uFFFD, event 1',
        field: 'trace:concept:name',
        value: '\uFFFD',
        reason,
        fatal: false,
      },
    ]);
    const inName = Buffer.from('<log><event><stÿring key="a" value="b"/></event></log>', 'latin1');
    expect(await itemsOf(inName, { format: 'xes' })).toMatchObject([{ fatal: true, place: 'line 1, column 13' }]);
  });
});
