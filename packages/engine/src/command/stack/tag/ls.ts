import type { Command } from '../../command.ts';
import { sorted, toJson } from '../../json.ts';
import { existingStack } from './existing-stack.ts';

/** Lists the tags of a stack. */
const ls: Command = {
  flags: { json: { type: 'boolean', short: 'j' } },
  async run(context, flags) {
    const tags = sorted(Object.entries(await context.backend.tags(await existingStack(context, flags))));
    if (flags['json']) context.write(toJson(tags));
    else for (const [name, value] of Object.entries(tags)) context.write(`${name}  ${value}\n`);
    return 0;
  },
};
export default ls;
