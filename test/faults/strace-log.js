// Reads what `strace -f -xx` wrote: one finished call after the other.
const ESCAPE = /\\x([0-9a-f]{2})/g;

/** The bytes of a string that strace printed with `-xx`. */
function bytesOf(text) {
  return Buffer.from(text.replace(ESCAPE, '$1'), 'hex');
}

/** @returns an iterator over `{ name, args, result }`; strings in `args` are Buffers. Failed calls are left out. */
export function* callsIn(text) {
  const open = new Map();
  for (const line of text.split('\n')) {
    const [, pid, rest] = /^(\d+)\s+(.*)$/s.exec(line) ?? [];
    if (rest === undefined) continue;
    if (rest.endsWith(' <unfinished ...>')) {
      open.set(pid, rest.slice(0, -' <unfinished ...>'.length));
      continue;
    }
    const resumed = /^<\.\.\. \w+ resumed>(.*)$/s.exec(rest);
    const whole = resumed ? (open.get(pid) ?? '') + resumed[1] : rest;
    const call = parse(whole);
    if (call) yield call;
  }
}

function parse(text) {
  const end = text.lastIndexOf(') ');
  const [, name] = /^(\w+)\(/.exec(text) ?? [];
  const [, result] = /^\)\s+= (-?\d+)/.exec(text.slice(end)) ?? [];
  if (name === undefined || result === undefined || Number(result) < 0) return undefined;
  const args = text
    .slice(name.length + 1, end)
    .split(', ')
    .map((arg) => (arg.startsWith('"') ? bytesOf(arg.slice(1, arg.lastIndexOf('"'))) : arg));
  if (args.some((arg, i) => Buffer.isBuffer(arg) && cutShort(text, arg, i)))
    throw new Error('strace cut a string short');
  return { name, args, result: Number(result) };
}

function cutShort(text, _arg, _i) {
  return text.includes('"...');
}
