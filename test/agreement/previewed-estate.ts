import { join } from 'node:path';
import { deserialize } from 'node:v8';
import type { Stack } from '@pulumi/pulumi/automation/index.js';
import type { Estate } from '@trailguard/controls';

const pack = join(import.meta.dirname, 'pack');

/** What a policy pack makes of a preview. */
export async function previewedEstate(stack: Stack): Promise<Estate> {
  const seen: Estate[] = [];
  await stack.preview({
    policyPacks: [pack],
    onEvent: ({ policyEvent }) => {
      const [, estate] = policyEvent?.message.split('|') ?? [];
      if (estate !== undefined) seen.push(deserialize(Buffer.from(estate, 'base64')));
    },
  });
  const [estate] = seen;
  if (estate === undefined) throw new Error('the pack told no estate');
  return estate;
}
