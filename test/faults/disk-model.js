// What a disk holds after its power was cut: what was flushed, and of what was written later any part, torn at sectors.
// Fed with the system calls of one process, in order, as strace wrote them down.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const SECTOR = 512;

/** One file: its flushed bytes, and the changes since, each of which may or may not have reached the disk. */
class Inode {
  durable = Buffer.alloc(0);
  pending = [];

  flush() {
    this.durable = this.pending.reduce(applied, this.durable);
    this.pending = [];
  }

  /**
   * @param {number} calm share of the files of which everything was written back by itself
   * @returns the bytes that are left of it, given which changes survived
   */
  image(next, calm) {
    if (next() < calm) return this.pending.reduce(applied, this.durable);
    const fate = next();
    let changes = this.pending;
    if (fate < 0.2) changes = [];
    else if (fate < 0.5) changes = changes.slice(0, Math.floor(next() * (changes.length + 1)));
    else if (fate < 0.9) changes = changes.filter(() => next() < 0.5);
    return changes.map((change) => torn(change, next)).reduce(applied, this.durable);
  }
}

/** A change survives whole, or (one in four) only in some of its sectors. */
function torn(change, next) {
  if (change.bytes === undefined || change.bytes.length <= SECTOR || next() > 0.25) return change;
  const sectors = [];
  for (let at = 0; at < change.bytes.length; at += SECTOR) {
    if (next() < 0.5) sectors.push({ at: change.at + at, bytes: change.bytes.subarray(at, at + SECTOR) });
  }
  return { sectors };
}

function applied(bytes, change) {
  if (change.sectors) return change.sectors.reduce(applied, bytes);
  const size = change.size ?? Math.max(bytes.length, change.at + change.bytes.length);
  const result = Buffer.alloc(size);
  bytes.copy(result, 0, 0, Math.min(size, bytes.length));
  if (change.bytes) change.bytes.copy(result, change.at);
  return result;
}

/** The files below one folder. Paths are relative to it. */
export class DiskModel {
  /** Names as the process sees them. */
  #names = new Map();
  /** Names that were flushed with their folder. */
  #durable = new Map();
  /** Changes of names since, by folder, in order: file systems keep that order. */
  #renamed = new Map();

  file(path) {
    return this.#names.get(path);
  }

  create(path) {
    const inode = new Inode();
    this.#name(path, inode);
    return inode;
  }

  write(inode, at, bytes) {
    if (bytes.length > 0) inode.pending.push({ at, bytes });
  }

  truncate(inode, size) {
    inode.pending.push({ size });
  }

  rename(from, to) {
    const inode = this.#names.get(from);
    this.#name(from, undefined);
    this.#name(to, inode);
  }

  remove(path) {
    this.#name(path, undefined);
  }

  flushFolder(path) {
    for (const [name, inode] of this.#renamed.get(path) ?? []) set(this.#durable, name, inode);
    this.#renamed.delete(path);
  }

  #name(path, inode) {
    set(this.#names, path, inode);
    const folder = dirname(path);
    const list = this.#renamed.get(folder) ?? [];
    list.push([path, inode]);
    this.#renamed.set(folder, list);
  }

  /** Writes what is left after a power cut at this moment. Folders are there whenever something is in them. */
  cut(next, into) {
    const names = new Map(this.#durable);
    // Systems write back by themselves, sooner or later: after some cuts hardly anything is lost, but that is of any age.
    const calm = next() < 0.4 ? 0.9 : 0;
    for (const changes of this.#renamed.values()) {
      const kept = next() < calm ? changes.length : Math.floor(next() * (changes.length + 1));
      for (const [name, inode] of changes.slice(0, kept)) set(names, name, inode);
    }
    mkdirSync(into, { recursive: true, mode: 0o700 });
    for (const [name, inode] of names) {
      const file = join(into, name);
      mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
      writeFileSync(file, inode.image(next, calm), { mode: 0o600 });
    }
  }
}

function set(map, name, inode) {
  if (inode) map.set(name, inode);
  else map.delete(name);
}
