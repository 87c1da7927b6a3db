import { isItself, isLinkAlone } from './is-itself.js';

const PREV = 'OTgg5zU555JTk7jZOFFcIPe7AEGa4qFJNfFd2C9VCu4';
const BODY = '{"at":"2025-03-04T09:00:00Z","id":"01a2","sv":1,"type":"PaymentReceived","v":1,"zone":{"name":"UTC"}}';
const event = (meta: string, data = BODY) => ({
  stream: 'case-1',
  revision: 0,
  position: 1,
  id: '01a2',
  type: 'PaymentReceived',
  data,
  meta,
});

describe('what stands beside a body', () => {
  it('has the id and the type of the body', () => {
    expect(isItself(event(`{"prev":"${PREV}"}`))).toBe(true);
    expect(isItself({ ...event(`{"prev":"${PREV}"}`), type: 'PaymentReversed' })).toBe(false);
  });

  it('is the link to the event before, and nothing else where the body commits to no sealed value', () => {
    expect(isLinkAlone(event(`{"prev":"${PREV}"}`))).toBe(true);
    expect(isLinkAlone(event(`{"prev":"${PREV}"u`))).toBe(false);
    expect(isLinkAlone(event(`{"prev":"${PREV}"} `))).toBe(false);
    expect(isLinkAlone(event(`{"prev":"${PREV}","sd":[{"k":"1","n":"a","c":"b"}]}`))).toBe(false);
  });

  it('holds sealed values as well where the body commits to some', () => {
    const data = `{"_sd":["x"],${BODY.slice(1)}`;
    expect(isLinkAlone(event(`{"prev":"${PREV}","sd":[{"k":"1","n":"a","c":"b"}]}`, data))).toBe(true);
    expect(isLinkAlone(event(`{"prev":"${PREV}","se":[{"k":"1","n":"a","c":"b"}]}`, data))).toBe(false);
    expect(isLinkAlone(event(`{"prev":"${PREV}","sd":[]`, data))).toBe(false);
  });
});
