/**
 * The driver of SQLite, `#sqlite` to our modules. better-sqlite3 13 speaks Node-API 10, which Node has from 22.14 on, and
 * brings its binaries; on Node 20 it crashes. better-sqlite3 12 is compiled for one Node; from Node 24.19 on a process that
 * uses it aborts when the garbage collector frees a statement (ADR 0032). Both have the same interface.
 */
'use strict';

const NAPI = 10;

function load() {
  const name = Number(process.versions.napi) >= NAPI ? 'better-sqlite3-napi' : 'better-sqlite3';
  try {
    return require(name);
  } catch (error) {
    if (error.code !== 'MODULE_NOT_FOUND' || !error.message.includes(`'${name}'`)) throw error;
    const why = name === 'better-sqlite3' ? ' It is compiled, with Python, make and a C++ compiler.' : '';
    throw new Error(`${name} is not installed. Run 'npm ci' with the Node that runs this (${process.version}).${why}`);
  }
}

module.exports = load();
