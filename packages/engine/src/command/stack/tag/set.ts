import type { Command } from '../../command.ts';
import { existingStack } from './existing-stack.ts';

/** Sets one tag of a stack. */
const set: Command = {
  flags: {},
  positionals: ['the name of a tag', 'its value'],
  async run(context, flags, [name = '', value = '']) {
    const stack = await existingStack(context, flags);
    await context.backend.saveTags(stack, { ...(await context.backend.tags(stack)), [name]: value });
    return 0;
  },
};
export default set;
