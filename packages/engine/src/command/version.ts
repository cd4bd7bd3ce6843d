import { pulumiVersion } from '../version.ts';
import type { Command } from './command.ts';

/** Prints the version of the CLI that the engine stands in for. */
const version: Command = {
  flags: {},
  async run(context) {
    context.write(`v${pulumiVersion}\n`);
    return 0;
  },
};
export default version;
