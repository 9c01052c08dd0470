import { writeFileSync } from 'node:fs';
import { currentReadme, readmePath } from './readme-blocks.js';

/** Writes into the README what the program prints about the demo's evidence, and how the recorded clones ended. */
writeFileSync(readmePath, await currentReadme());
