import { mkdirSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import { Document } from '../src/report/schema.js';

/** Writes the JSON Schema of `--format json` to where the package ships it. */
const folder = new URL('../dist/schema/', import.meta.url);
mkdirSync(folder, { recursive: true });
const schema = { title: 'The report of mysql-clone-doctor', ...z.toJSONSchema(Document) };
writeFileSync(new URL('report.json', folder), `${JSON.stringify(schema, null, 2)}\n`);
