import type { Command } from '../../command.ts';
import { existingStack } from './existing-stack.ts';

/** Removes one tag of a stack. */
const rm: Command = {
  flags: {},
  positionals: ['the name of a tag'],
  async run(context, flags, [name = '']) {
    const stack = await existingStack(context, flags);
    const { [name]: _removed, ...rest } = await context.backend.tags(stack);
    await context.backend.saveTags(stack, rest);
    return 0;
  },
};
export default rm;
