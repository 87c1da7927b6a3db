/** DI tokens of what has no class of its own. */
export const CLOCK_PORT = Symbol('ClockPort');
export const RUNTIME = Symbol('Runtime');
