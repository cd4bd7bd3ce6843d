import { CreateAliasCommand, CreateKeyCommand, KMSClient } from '@aws-sdk/client-kms';
import * as aws from '@pulumi/aws';
import type { Stack } from '@pulumi/pulumi/automation/index.js';
import { embeddedPulumi } from '@trailguard/engine';
import { type Adopted, adopting, adoptStack } from '@trailguard/stacks/adoption';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { configure, SandboxStacks } from '../baseline/sandbox-stacks.ts';

let stacks: SandboxStacks;
beforeAll(async () => {
  stacks = await SandboxStacks.start({ regions: ['us-east-1'] });
});
afterAll(async () => stacks?.[Symbol.asyncDispose]());

const region = 'us-east-1';

/** A key and its alias, as the components make them; protected or not. */
const keyProgram = (name: string, protect: boolean) => () =>
  adopting('log-archive', async () => {
    const key = new aws.kms.Key(name, { region, description: 'Encrypts log files' }, { protect });
    new aws.kms.Alias(name, { region, name: `alias/${name}`, targetKeyId: key.keyId });
    return {};
  });

/** A key of a kind that KMS cannot turn into another, behind an alias. */
async function makeKey(name: string): Promise<void> {
  const kms = new KMSClient(await stacks.client());
  const { KeyMetadata } = await kms.send(
    new CreateKeyCommand({ KeySpec: 'RSA_2048', KeyUsage: 'SIGN_VERIFY', Description: 'Signs releases' }),
  );
  await kms.send(new CreateAliasCommand({ AliasName: `alias/${name}`, TargetKeyId: KeyMetadata?.KeyId }));
  kms.destroy();
}

function adopt(stack: Stack) {
  const credentials = stacks.client().then((client) => client.credentials);
  const set = (adopted: Adopted) =>
    configure(stack, stacks.settings({ adopt: JSON.stringify({ 'log-archive': adopted }) }));
  return adoptStack(stack, {}, set, {
    accountId: stacks.sandbox.accounts.management,
    homeRegion: region,
    administratorAccountId: stacks.sandbox.accounts.security,
    pulumiCommand: embeddedPulumi(),
    accessTo: async () => ({ credentials: await credentials, endpoint: stacks.sandbox.endpoint }),
  });
}

describe('taking over what cannot become what is wanted', () => {
  it.each([
    ['protected', true, /description: "Signs releases" -> "Encrypts log files"/],
    ['unprotected', false, /customerMasterKeySpec, .*keyUsage cannot be changed in place/],
  ])('is refused, since it would be replaced: %s', async (name, protect, reason) => {
    await makeKey(name);
    const stack = await stacks.open(name, keyProgram(name, protect), await stacks.client());
    const refused = adopt(stack);
    await expect(refused).rejects.toThrow(
      /^What exists would be replaced, and what it holds be lost, so nothing is changed/,
    );
    await expect(refused).rejects.toThrow(reason);
    await expect(refused).rejects.toThrow(`aws:kms/key:Key ${name}:`);
  });
});

it('is refused a setting that names what the stack does not make', async () => {
  const stack = await stacks.open('misspelt', keyProgram('misspelt', false), await stacks.client());
  const adopt = { 'log-archive': { 'aws:kms/key:Key mispelt': 'any' } };
  await configure(stack, stacks.settings({ adopt: JSON.stringify(adopt) }));
  await expect(stack.preview()).rejects.toThrow(
    'trailguard:adopt names what the stack log-archive does not make: aws:kms/key:Key mispelt; take it out',
  );
});
