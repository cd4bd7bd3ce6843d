import type { Command } from '../../command.ts';
import { existingStack } from './existing-stack.ts';

/** Prints one tag of a stack. */
const get: Command = {
  flags: {},
  positionals: ['the name of a tag'],
  async run(context, flags, [name = '']) {
    const tags = await context.backend.tags(await existingStack(context, flags));
    if (!Object.hasOwn(tags, name)) throw new Error(`stack tag '${name}' not found`);
    context.write(`${tags[name]}\n`);
    return 0;
  },
};
export default get;
