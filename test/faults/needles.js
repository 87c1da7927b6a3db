// Looks for many byte strings in many files at once.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

const HEAD = 6;

/** Every way in which a value may stand in one of our files. */
export function formsOf(value) {
  const utf8 = Buffer.isBuffer(value) ? value : Buffer.from(value);
  const forms = [utf8, Buffer.from(utf8.toString('hex')), Buffer.from(utf8.toString('hex').toUpperCase())];
  // Base64 at each of the three places where a value may begin; what hangs over into a neighbour is cut off.
  for (let lead = 0; lead < 3; lead++) {
    for (const encoding of ['base64', 'base64url']) {
      const text = Buffer.concat([Buffer.alloc(lead), utf8])
        .toString(encoding)
        .replace(/=+$/, '');
      const end = Math.floor(((utf8.length + lead) * 8) / 6);
      forms.push(Buffer.from(text.slice(lead === 0 ? 0 : lead + 1, end)));
    }
  }
  if (!Buffer.isBuffer(value)) {
    forms.push(
      Buffer.from(value, 'utf16le'),
      Buffer.from(encodeURIComponent(value)),
      Buffer.from(JSON.stringify(value).slice(1, -1)),
    );
    forms.push(...[...formsOf(utf8)].slice(1));
  }
  return forms.filter((form) => form.length >= HEAD + 2);
}

export class Needles {
  #byHead = new Map();
  count = 0;

  /** @param {string} name says in findings what it is */
  add(name, value) {
    this.count += 1;
    for (const form of formsOf(value)) {
      const head = form.readUIntBE(0, HEAD);
      const known = this.#byHead.get(head);
      if (known) known.push({ name, form });
      else this.#byHead.set(head, [{ name, form }]);
    }
  }

  /** @returns {Set<string>} what was found, `<name> in <file>` */
  search(folder) {
    const found = new Set();
    for (const file of filesIn(folder)) {
      const bytes = bytesOf(file);
      for (let at = 0; at + HEAD <= bytes.length; at++) {
        const candidates = this.#byHead.get(bytes.readUIntBE(at, HEAD));
        for (const { name, form } of candidates ?? []) {
          if (bytes.subarray(at, at + form.length).equals(form))
            found.add(`${name} in ${file.slice(folder.length + 1)}`);
        }
      }
    }
    return found;
  }
}

export function filesIn(folder) {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    const stat = statSync(path, { throwIfNoEntry: false });
    if (stat?.isDirectory()) return filesIn(path);
    return stat?.isFile() ? [path] : [];
  });
}

/** A server that runs removes files of its own while they are listed. */
function bytesOf(file) {
  try {
    return readFileSync(file);
  } catch (error) {
    if (error.code === 'ENOENT') return Buffer.alloc(0);
    throw error;
  }
}
