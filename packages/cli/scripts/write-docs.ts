import { writeFile } from 'node:fs/promises';
import { describeCommands } from './describe-commands.ts';

const target = new URL('../../../docs/cli.md', import.meta.url);
await writeFile(target, describeCommands());
console.log(`Wrote ${target.pathname}`);
