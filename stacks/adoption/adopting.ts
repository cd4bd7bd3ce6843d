import * as pulumi from '@pulumi/pulumi';
import type { StackFolder } from '../bring-up/organization-file.ts';
import { withShortStacks } from '../short-stacks.ts';
import { leaveOutSdkMessages } from '../sdk-messages.ts';
import { readAccountSettings, readOrganizationSettings } from '../settings/settings.ts';

/** Resources to take over, by what the program calls them: `TYPE NAME` -> the id that imports it. */
export type Adopted = Readonly<Record<string, string>>;

/** What {@link Adopted} calls a resource. */
export function adoptionKey({ type, name }: { readonly type: string; readonly name: string }): string {
  return `${type} ${name}`;
}

/**
 * Runs a stack's program so that what the setting `adopt` names is taken over as it is, and then brought to what the program
 * says, in place of being made. Once the state has it, the setting changes nothing any more.
 * @throws RunError when the setting names what the program does not make.
 * @see https://www.pulumi.com/docs/iac/concepts/options/import/
 */
export async function adopting(
  folder: StackFolder,
  program: () => Promise<Record<string, unknown>>,
): Promise<Record<string, unknown>> {
  leaveOutSdkMessages();
  const { adopt } = folder === 'account' ? readAccountSettings() : readOrganizationSettings();
  const adopted: Adopted = adopt[folder] ?? {};
  if (Object.keys(adopted).length === 0) return withShortStacks(program);
  const waiting = new Set(Object.keys(adopted));
  pulumi.runtime.registerStackTransformation(({ type, name, props, opts }) => {
    const key = adoptionKey({ type, name });
    const id = adopted[key];
    if (id === undefined) return undefined;
    waiting.delete(key);
    return { props, opts: { ...opts, import: id } as pulumi.CustomResourceOptions };
  });
  const outputs = await withShortStacks(program);
  if (waiting.size > 0)
    throw new pulumi.RunError(
      `trailguard:adopt names what the stack ${folder} does not make: ${[...waiting].join(', ')}; take it out`,
    );
  return outputs;
}
