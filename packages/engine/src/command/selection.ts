import { createHash } from 'node:crypto';
import { readFile, realpath } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { writeFileAtomically } from '../state/atomic-file.ts';
import { parseStackReference, qualifiedName, type StackReference } from '../state/stack-reference.ts';
import type { CommandContext } from './context.ts';

/** Remembers which stack `stack select` chose for a project folder, where the CLI remembers it. */
export async function rememberSelection(
  context: CommandContext,
  stack: StackReference | undefined,
): Promise<void> {
  const file = await selectionFile(context);
  if (!file) return;
  await writeFileAtomically(file, JSON.stringify(stack ? { stack: qualifiedName(stack) } : {}));
}

/** The stack chosen last for this project folder, if any. */
export async function selectedStack(context: CommandContext): Promise<StackReference | undefined> {
  const file = await selectionFile(context);
  const text = file && (await readFile(file, 'utf8').catch(() => undefined));
  if (!text) return undefined;
  const { stack } = JSON.parse(text) as { stack?: string };
  return stack ? parseStackReference(stack, context.optionalProject?.name) : undefined;
}

/** `<PULUMI_HOME>/workspaces/<project>-<sha1 of the path of Pulumi.yaml>-workspace.json`. */
async function selectionFile(context: CommandContext): Promise<string | undefined> {
  const project = context.optionalProject;
  if (!project) return undefined;
  const hash = createHash('sha1')
    .update(await realpath(project.file))
    .digest('hex');
  const home = context.env['PULUMI_HOME'] || join(homedir(), '.pulumi');
  return join(home, 'workspaces', `${project.name}-${hash}-workspace.json`);
}
