import { StackNotFoundError } from '../../../state/backend.ts';
import type { StackReference } from '../../../state/stack-reference.ts';
import type { FlagValues } from '../../command.ts';
import type { CommandContext } from '../../context.ts';

/** The stack that the flags name. @throws StackNotFoundError */
export async function existingStack(context: CommandContext, flags: FlagValues): Promise<StackReference> {
  const stack = await context.stack(flags);
  if (!(await context.backend.hasStack(stack))) throw new StackNotFoundError(stack.stack);
  return stack;
}
