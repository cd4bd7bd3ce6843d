import type { Example, World } from '../world.ts';
import { policy } from './policies.ts';

/** An archive of one text, as an engine sends it. */
const archive = (text: string) => ({
  '4dabf18193072939515e22adb298388d': '0def7320c3a5731c473e5ecbe6d01bc7',
  hash: text,
  assets: {
    'index.mjs': { '4dabf18193072939515e22adb298388d': 'c44067f5952c0a294b673a41bacd8c17', hash: text, text },
  },
});

async function functionInputs(world: World) {
  const trust = policy({ Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' });
  const role = await world.need('aws:iam/role:Role', { assumeRolePolicy: trust });
  return {
    runtime: 'nodejs24.x',
    handler: 'index.handler',
    role: role.outputs.arn ?? '',
    code: archive('export const handler = () => 1;'),
  };
}

async function someFunction(world: World): Promise<string> {
  const made = await world.need('aws:lambda/function:Function', await functionInputs(world));
  return made.id;
}

export const lambda: Example[] = [
  {
    token: 'aws:lambda/function:Function',
    prepare: async (world) => {
      const inputs = await functionInputs(world);
      return {
        inputs: { ...inputs, environment: { variables: { A: '1' } }, tags: { team: 'a' } },
        changed: {
          ...inputs,
          code: archive('export const handler = () => 2;'),
          environment: { variables: { A: '2' } },
          timeout: 60,
          memorySize: 256,
          reservedConcurrentExecutions: 1,
          loggingConfig: { logFormat: 'JSON', logGroup: '/functions' },
          tags: { owner: 'b' },
        },
      };
    },
    // AWS answers no archive.
    unread: ['code'],
  },
  {
    token: 'aws:lambda/permission:Permission',
    prepare: async (world) => ({
      inputs: {
        function: await someFunction(world),
        action: 'lambda:InvokeFunction',
        principal: 's3.amazonaws.com',
        sourceArn: 'arn:aws:s3:::bucket',
        sourceAccount: '123456789012',
      },
    }),
    importId: ({ id, outputs }) => `${outputs.function}/${id}`,
  },
  {
    token: 'aws:lambda/functionEventInvokeConfig:FunctionEventInvokeConfig',
    prepare: async (world) => {
      const functionName = await someFunction(world);
      const destination = 'arn:aws:sqs:us-east-1:123456789012:failures';
      return {
        inputs: { functionName, maximumRetryAttempts: 1 },
        changed: {
          functionName,
          maximumRetryAttempts: 2,
          maximumEventAgeInSeconds: 3600,
          destinationConfig: { onFailure: { destination } },
        },
      };
    },
  },
];
