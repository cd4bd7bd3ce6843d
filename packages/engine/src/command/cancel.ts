import type { Command } from './command.ts';
import { StackNotFoundError } from '../state/backend.ts';

/**
 * Clears the locks of a stack. It does not stop a process that still holds one: use it after such a process
 * is gone.
 */
const cancel: Command = {
  flags: { yes: { type: 'boolean', short: 'y' } },
  positionals: ['the name of the stack?'],
  async run(context, flags, [name]) {
    if (!flags['yes']) throw new Error('cancelling an update without a prompt needs --yes');
    const stack = name === undefined ? await context.stack(flags) : context.reference(name);
    if (!(await context.backend.hasStack(stack))) throw new StackNotFoundError(stack.stack);
    await context.backend.cancel(stack);
    context.write(`The currently running update for '${stack.stack}' has been canceled!\n`);
    return 0;
  },
};
export default cancel;
