// Its own process for the findings: the import of the book before them leaves caches and a heap behind.
import { reportOn } from './findings.js';

console.log(JSON.stringify(await reportOn(process.argv[2])));
