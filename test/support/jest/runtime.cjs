// What Jest asks to load a suite, answered by Node's own loader. Jest's runtime gives each suite a world of its own, in
// which all modules are evaluated again; here the suites of one process share them (jest.config.js says why).
// CommonJS, because Jest requires it.
const { register } = require('node:module');
const { fileURLToPath, pathToFileURL } = require('node:url');
const { compiled } = require('../typescript.js');

register('./hooks.js', pathToFileURL(__filename));

const EVENT_HANDLERS = Symbol.for('EVENT_HANDLERS');

/** Where the source map of a loaded file is: a failure names the line of the TypeScript. */
const sourceMaps = {
  get: (url) => (/^file:.*\.ts$/.test(url) ? compiled(fileURLToPath(url)).map : undefined),
  *[Symbol.iterator]() {},
};

module.exports = class SharedModules {
  constructor(_config, _environment, _resolver, _transformer, _sources, { collectCoverage }) {
    if (collectCoverage)
      throw new Error('--coverage is not there: NODE_V8_COVERAGE=folder npm test writes what Node saw.');
  }

  unstable_shouldLoadAsEsm() {
    return true;
  }

  unstable_importModule(path) {
    return import(pathToFileURL(path));
  }

  requireModule(path) {
    return require(path);
  }

  /** Jest's framework: anew for each suite, because it holds the suite's tests and hooks. */
  requireInternalModule(path) {
    delete globalThis[EVENT_HANDLERS];
    delete require.cache[path];
    return require(path);
  }

  getSourceMaps() {
    return sourceMaps;
  }

  setGlobalsForRuntime() {}
  getAllCoverageInfoCopy() {}
  enterTestCode() {}
  leaveTestCode() {}
  teardown() {}
};
