import { initSecrets } from '../../state/stack-secrets.ts';
import { StackSettings } from '../../state/stack-settings.ts';
import { StackExistsError } from '../../state/backend.ts';
import type { Command } from '../command.ts';
import { rememberSelection } from '../selection.ts';

/** Makes an empty stack and, unless told otherwise, selects it. */
const init: Command = {
  flags: { 'secrets-provider': { type: 'string' }, 'no-select': { type: 'boolean' } },
  positionals: ['the name of the stack?'],
  async run(context, flags, [name = flags['stack']]) {
    if (typeof name !== 'string' || name === '')
      throw new Error("missing stack name: 'stack init' needs one");
    const stack = context.reference(name);
    const settings = await StackSettings.load(
      context.project,
      stack.stack,
      flags['config-file'] as string | undefined,
    );
    if (await context.backend.hasStack(stack)) throw new StackExistsError(stack.stack);
    // First, so that a wrong passphrase leaves no stack behind.
    await initSecrets(
      settings,
      (flags['secrets-provider'] as string | undefined) ?? 'passphrase',
      context.env,
    );
    await context.backend.createStack(stack);
    await settings.save();
    if (!flags['no-select']) await rememberSelection(context, stack);
    context.write(`Created stack '${stack.stack}'\n`);
    return 0;
  },
};
export default init;
