// The world of a suite is that of its process. What a suite changes there is put back for the next one.
export default class OneWorld {
  global = globalThis;
  #before = {
    env: { ...process.env },
    exit: process.exit,
    exitCode: process.exitCode,
    folder: process.cwd(),
    console: globalThis.console,
  };

  exportConditions() {
    return ['node', 'node-addons'];
  }

  // Jest asks whether there is such a function, and nobody calls it.
  getVmContext() {
    return null;
  }

  async setup() {}

  async teardown() {
    const { env, exit, exitCode, folder, console } = this.#before;
    for (const name of Object.keys(process.env)) if (!(name in env)) delete process.env[name];
    Object.assign(process.env, env);
    Object.assign(process, { exit, exitCode });
    process.chdir(folder);
    globalThis.console = console;
  }
}
