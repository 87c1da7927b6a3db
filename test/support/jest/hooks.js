// How Node loads what a suite imports: TypeScript through the compiler, and Jest's own object.
import * as typescript from '../../faults/ts-hook.js';

const JEST = new URL('./globals.js', import.meta.url).href;

export async function resolve(specifier, context, next) {
  if (specifier === '@jest/globals') return { url: JEST, format: 'module', shortCircuit: true };
  return typescript.resolve(specifier, context, next).catch(asItIsRead);
}

export async function load(url, context, next) {
  return typescript.load(url, context, next).catch(asItIsRead);
}

/** What is wrong and where, without frames of the loader and of the compiler. */
function asItIsRead(error) {
  const [message] = error.message.split(/\s*Caused by:/);
  throw Object.assign(error, { message, stack: `${error.name}: ${message}` });
}
