// What a suite gets as `import { jest } from '@jest/globals'`: functions that watch others. Modules are not mocked and time
// is not faked here: both come as arguments (design.md 2).
import { ModuleMocker } from 'jest-mock';

const mocker = new ModuleMocker(globalThis);

export const jest = { fn: mocker.fn.bind(mocker), spyOn: mocker.spyOn.bind(mocker) };
