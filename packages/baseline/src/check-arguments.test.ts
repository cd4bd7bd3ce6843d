import * as pulumi from '@pulumi/pulumi';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as baseline from './index.ts';
import { packageSchema } from './package-schema.ts';
import { recordProgram } from './testing/record-program.ts';

type ComponentClass = new (name: string, args: unknown) => pulumi.ComponentResource;
const classes = baseline as unknown as Readonly<Record<string, ComponentClass>>;
const components = Object.entries(packageSchema().resources)
  .map(([token, spec]) => [token.split(':')[2] ?? '', spec] as const)
  .filter(([, { requiredInputs }]) => requiredInputs.length > 0);

/** What a program is told that makes a component with these arguments. */
async function told(component: string, args: unknown): Promise<string> {
  const Component = classes[component];
  if (Component === undefined) throw new Error(`nothing exported is ${component}`);
  return recordProgram(() => void new Component('mine', args)).then(
    () => '',
    (error: Error) => error.message,
  );
}

const key = {
  region: 'eu-central-1',
  accountId: '222222222222',
  managementAccountId: '111111111111',
  trailArn: 'arn:aws:cloudtrail:eu-central-1:111111111111:trail/audit',
  bucketName: 'audit-logs-222222222222',
  alias: 'alias/audit-logs',
  breakGlassRoleArn: 'arn:aws:iam::222222222222:role/BreakGlass',
  deployRoleArns: ['arn:aws:iam::222222222222:role/Deploy'],
};
const topic = {
  region: 'eu-central-1',
  accountId: '222222222222',
  topicName: 'alerts',
  alarmNamePrefix: 'trailguard',
  publishers: ['alarms'],
};

describe('arguments of a component', () => {
  it.each(components)(
    'of %s that are missing are named all at once',
    async (component, { requiredInputs }) => {
      for (const args of [{}, undefined]) {
        const message = await told(component, args);
        for (const required of requiredInputs) expect(message).toContain(`${required} is missing`);
      }
    },
  );

  it('that are missing are said with what they mean', async () => {
    expect(await told('LogKey', { ...key, alias: undefined })).toBe(
      'LogKey "mine": alias is missing (The key\'s alias, `alias/…`)',
    );
  });

  it('that are misspelt are not ignored', async () => {
    expect(await told('LogKey', { ...key, readerRolesArns: [] })).toBe(
      'LogKey "mine": readerRolesArns is no argument; is readerRoleArns meant?',
    );
    expect(await told('LogKey', { ...key, alias: undefined, Alias: 'alias/logs' })).toMatch(
      /alias is missing .*; Alias is no argument; is alias meant\?$/,
    );
  });

  it.each([
    [
      'a text in place of a list',
      { deployRoleArns: 'arn:aws:iam::222222222222:role/Deploy' },
      'deployRoleArns is no list',
    ],
    ['a number in a list of texts', { deployRoleArns: [7] }, 'deployRoleArns[0] is no string'],
    ['a number in place of a text', { accountId: 222222222222 }, 'accountId is no string'],
    ['a list in place of a text', { alias: ['alias/a'] }, 'alias is no string'],
    [
      'an output where the value has to be known',
      { bucketName: pulumi.output('b') },
      'bucketName has to be known before the update, and is an output',
    ],
  ])('that are %s are named', async (_case, wrong, fault) => {
    expect(await told('LogKey', { ...key, ...wrong })).toBe(`LogKey "mine": ${fault}`);
  });

  it('within lists of objects are named by their place', async () => {
    expect(
      await told('AlertTopic', {
        ...topic,
        subscriptions: [{ protocol: 'mail', endPoint: 'a@example.com' }],
      }),
    ).toMatch(
      /subscriptions\[0\]\.endpoint is missing .*subscriptions\[0\]\.endPoint is no argument; is subscriptions\[0\]\.endpoint meant\?; subscriptions\[0\]\.protocol is "mail", and has to be one of email, /,
    );
  });

  it('that other components share are left alone', async () => {
    expect(await told('LogKey', { ...key, organizationId: 'o-exampleorgid', kmsKeyArn: 'arn' })).toBe('');
  });

  it('that only an update brings are accepted where they may be', async () => {
    const services = { servicePrincipals: ['cloudtrail.amazonaws.com'] };
    expect(await told('TrustedAccess', services)).toBe('');
    const trail = { bucketName: pulumi.output('logs') };
    expect(await told('OrganizationTrail', trail)).toMatch(/is missing/);
    expect(await told('OrganizationTrail', trail)).not.toMatch(/bucketName/);
  });

  it('are named whatever else is wrong, and nothing is made', async () => {
    await fc.assert(
      fc.asyncProperty(fc.subarray(Object.keys(key), { minLength: 1 }), async (absent) => {
        const args = Object.fromEntries(Object.entries(key).filter(([name]) => !absent.includes(name)));
        const message = await told('LogKey', args);
        expect(message.match(/\w+ is missing/g)?.sort()).toEqual(
          absent.map((name) => `${name} is missing`).sort(),
        );
      }),
      { seed: 1, numRuns: 30 },
    );
  });
});
