// `npm run test:faults`: the short form of each suite of docs/faults.md, run as all other tests are.
import tests from '../../jest.config.js';

export default {
  ...tests,
  rootDir: '../..',
  roots: ['<rootDir>/test/faults'],
  testPathIgnorePatterns: ['/node_modules/'],
};
