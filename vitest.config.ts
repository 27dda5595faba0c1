import { defineConfig } from 'vitest/config';

const common = {
  testTimeout: 30_000,
  hookTimeout: 120_000,
  pool: 'forks',
  restoreMocks: true,
  setupFiles: ['src/platform/testing/properties.ts'],
} as const;

// `unit` thinks and needs no database; `database` gets one cluster a run and a fresh copy of the template a file;
// `journey` drives the built application in a real Chromium, as people would.
export default defineConfig({
  test: {
    maxWorkers: 2,
    projects: [
      {
        test: {
          ...common,
          name: 'unit',
          include: ['src/**/*.test.ts', 'scripts/**/*.test.ts'],
          exclude: ['src/**/*.db.test.ts'],
        },
      },
      {
        test: {
          ...common,
          name: 'database',
          include: ['src/**/*.db.test.ts'],
          globalSetup: ['src/platform/testing/cluster.ts'],
        },
      },
      {
        test: {
          ...common,
          name: 'journey',
          include: ['e2e/**/*.journey.ts'],
          testTimeout: 120_000,
          // Two at a time save four minutes, and then now and again a page waits longer than a person would.
          fileParallelism: false,
        },
      },
    ],
  },
});
