#!/usr/bin/env node
import { COULD_NOT_RUN } from '../doctor/exit-code.js';
import { giveUp, run } from './run.js';

const argv = process.argv.slice(2);

// Node ends with 1 after an uncaught error, which would read as "a warning".
process.on('uncaughtException', (error) => {
  void giveUp(error, argv).finally(() => process.exit(COULD_NOT_RUN));
});

// At once: everything has been printed, and node would take some milliseconds to give back all memory piece by piece.
process.exit(await run(argv));
