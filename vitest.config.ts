import { defineConfig } from 'vitest/config';
import { LANES } from './test/truth/lanes.js';

/** Tests on servers that they boot: they want the machine for themselves. */
const onServers = 'test/{lab,live,truth}/**/*.test.ts';

export default defineConfig({
  test: {
    testTimeout: 60_000,
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: [onServers],
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        test: {
          name: 'servers',
          include: [onServers],
          globalSetup: 'test/lab/announce.ts',
          fileParallelism: false,
          maxWorkers: 1,
          maxConcurrency: LANES,
          // Many servers on few processors do not always do in time what they are to do. What fails is done once more from
          // its beginning before it counts; the table of the truth scenarios shows the tries.
          retry: 1,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
