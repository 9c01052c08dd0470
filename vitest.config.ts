import { defineConfig } from 'vitest/config';
import { LANES } from './test/truth/lanes.js';

export default defineConfig({
  test: { include: ['test/**/*.test.ts'], maxConcurrency: LANES, testTimeout: 60_000 },
});
