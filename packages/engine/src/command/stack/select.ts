import { StackNotFoundError } from '../../state/backend.ts';
import type { Command } from '../command.ts';
import { rememberSelection } from '../selection.ts';
import init from './init.ts';

/** Makes a stack the one that commands without `--stack` work on. */
const select: Command = {
  flags: { create: { type: 'boolean', short: 'c' }, 'secrets-provider': { type: 'string' } },
  positionals: ['the name of the stack?'],
  async run(context, flags, [name = flags['stack']]) {
    if (typeof name !== 'string' || name === '')
      throw new Error("missing stack name: 'stack select' needs one");
    const stack = context.reference(name);
    if (!(await context.backend.hasStack(stack))) {
      if (flags['create']) return init.run(context, flags, [name]);
      throw new StackNotFoundError(name);
    }
    await rememberSelection(context, stack);
    return 0;
  },
};
export default select;
