// Properties run on the same inputs every time, so that a red test is red for everybody. `npm run fuzz` looks further.
import fc from 'fast-check';

const runs = Number(process.env['FUZZ_RUNS'] ?? 0);
fc.configureGlobal(runs > 0 ? { numRuns: runs } : { seed: 20_261_128 });
