import { createHash, randomUUID } from 'node:crypto';
import { unzipSync } from 'fflate';
import type { Call, Caller } from '../call.ts';
import { AwsError } from '../error.ts';
import { page } from '../page.ts';
import type { SandboxContext, Service } from '../service.ts';
import { findFunction, functionArn, type LambdaFunction, lambdaState, type Settings } from './state.ts';

/** Runtimes that this machine can stand for: its own Node.js runs them. */
const runtimes = ['nodejs20.x', 'nodejs22.x', 'nodejs24.x'];

const settingNames = [
  'Role',
  'Runtime',
  'Handler',
  'Description',
  'Timeout',
  'MemorySize',
  'Environment',
  'KMSKeyArn',
  'LoggingConfig',
  'TracingConfig',
  'EphemeralStorage',
] as const satisfies readonly (keyof Settings)[];

/** What a function cannot have here, so that nothing seems to work that does not. */
const unsupported = [
  'DeadLetterConfig',
  'VpcConfig',
  'Layers',
  'FileSystemConfigs',
  'ImageConfig',
  'SnapStart',
];

/**
 * Functions of Node.js in archives.
 * https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html
 */
export const functionOperations: Service['operations'] = {
  CreateFunction: async (call, sandbox) => {
    const arn = functionArn(call);
    const functions = lambdaState(sandbox);
    if (functions[arn]) {
      throw new AwsError('ResourceConflictException', `Function already exist: ${nameOf(arn)}`, 409);
    }
    const {
      Code: code,
      Tags: tags = {},
      Architectures: architectures = ['x86_64'],
    } = call.input as {
      Code?: Record<string, unknown>;
      Tags?: Record<string, string>;
      Architectures?: string[];
    };
    const settings = settingsOf(call);
    await requireRole(settings.Role, arn, call, sandbox);
    const made: LambdaFunction = {
      name: nameOf(arn),
      arn,
      accountId: call.caller.accountId,
      region: call.region,
      architectures,
      settings,
      code: codeOf(code ?? {}),
      modifiedAt: sandbox.clock.now().toISOString(),
      revision: randomUUID(),
      tags,
      statements: [],
    };
    functions[arn] = made;
    return configuration(made);
  },
  GetFunction: (call, sandbox) => {
    const found = findFunction(call, sandbox);
    return {
      Configuration: configuration(found),
      Code: { RepositoryType: 'S3', Location: `https://awslambda-${found.region}-tasks.s3.amazonaws.com/` },
      ...(Object.keys(found.tags).length > 0 ? { Tags: found.tags } : {}),
      ...(found.reservedConcurrency === undefined
        ? {}
        : { Concurrency: { ReservedConcurrentExecutions: found.reservedConcurrency } }),
    };
  },
  GetFunctionConfiguration: (call, sandbox) => configuration(findFunction(call, sandbox)),
  UpdateFunctionCode: (call, sandbox) => {
    const found = findFunction(call, sandbox);
    found.code = codeOf(call.input);
    return changed(found, sandbox);
  },
  UpdateFunctionConfiguration: async (call, sandbox) => {
    const found = findFunction(call, sandbox);
    const settings = { ...found.settings, ...settingsOf(call, found.settings) };
    await requireRole(settings.Role, found.arn, call, sandbox);
    found.settings = settings;
    return changed(found, sandbox);
  },
  DeleteFunction: (call, sandbox) => {
    delete lambdaState(sandbox)[findFunction(call, sandbox).arn];
    return {};
  },
  ListFunctions: (call, sandbox) => {
    const { Marker, MaxItems = 50 } = call.input as { Marker?: string; MaxItems?: number };
    const asked = { MaxResults: MaxItems, NextToken: Marker };
    const own = Object.values(lambdaState(sandbox)).filter(
      ({ accountId, region }) => accountId === call.caller.accountId && region === call.region,
    );
    const { items, next } = page(own, asked, {
      most: 50,
      invalid: () => new AwsError('InvalidParameterValueException', 'Invalid Marker or MaxItems'),
    });
    return {
      Functions: items.map(configuration),
      ...(next.NextToken === undefined ? {} : { NextMarker: next.NextToken }),
    };
  },
};

const nameOf = (arn: string) => arn.split(':')[6] ?? '';

function changed(found: LambdaFunction, sandbox: SandboxContext): object {
  found.modifiedAt = sandbox.clock.now().toISOString();
  found.revision = randomUUID();
  return configuration(found);
}

function settingsOf({ input }: Call, known?: Settings): Settings {
  const strange = unsupported.find((name) => isGiven(input[name]));
  if (strange !== undefined) {
    throw new AwsError('InvalidParameterValueException', `The sandbox has no functions with ${strange}`);
  }
  const settings = Object.fromEntries(
    settingNames.filter((name) => input[name] !== undefined).map((name) => [name, input[name]]),
  ) as unknown as Settings;
  const {
    Runtime: runtime = known?.Runtime ?? '',
    Timeout: timeout = 3,
    MemorySize: memory = 128,
  } = settings;
  if (!runtimes.includes(runtime)) {
    throw new AwsError(
      'InvalidParameterValueException',
      `Value ${runtime} at 'runtime' failed to satisfy constraint: the sandbox runs ${runtimes.join(', ')}`,
    );
  }
  if (!(timeout >= 1 && timeout <= 900) || !(memory >= 128 && memory <= 10_240)) {
    throw new AwsError(
      'InvalidParameterValueException',
      'Timeout must be from 1 to 900 seconds and MemorySize from 128 to 10240 MB',
    );
  }
  return settings;
}

/** Whether more is given than nothing in the form of the parameter. */
function isGiven(value: unknown): boolean {
  if (Array.isArray(value)) return value.length > 0;
  if (typeof value !== 'object' || value === null) return value !== undefined;
  return Object.values(value).some(isGiven);
}

/** Lambda must be able to take the role: https://docs.aws.amazon.com/lambda/latest/dg/lambda-intro-execution-role.html */
async function requireRole(role: string, arn: string, call: Call, sandbox: SandboxContext): Promise<void> {
  const caller = lambdaCaller(call.caller.accountId, arn);
  const decision = await sandbox.authorize(caller, call.region, 'sts', 'AssumeRole', {
    RoleArn: role,
    RoleSessionName: nameOf(arn).slice(0, 64),
  });
  if (decision.allowed) return;
  throw new AwsError(
    'InvalidParameterValueException',
    'The role defined for the function cannot be assumed by Lambda.',
  );
}

/** Lambda itself, acting for a function. */
export const lambdaCaller = (accountId: string, arn: string): Caller => ({
  accountId,
  arn: 'lambda.amazonaws.com',
  kind: 'service',
  servicePrincipal: 'lambda.amazonaws.com',
  sourceArn: arn,
});

function codeOf({ ZipFile: file }: Readonly<Record<string, unknown>>): string {
  if (file === undefined) {
    throw new AwsError(
      'InvalidParameterValueException',
      'The sandbox takes the code of a function as ZipFile',
    );
  }
  const bytes = typeof file === 'string' ? Buffer.from(file, 'base64') : Buffer.from(file as Uint8Array);
  try {
    unzipSync(bytes);
  } catch {
    throw new AwsError(
      'InvalidParameterValueException',
      'Could not unzip uploaded file. Please check your file, then try to upload again.',
    );
  }
  return bytes.toString('base64');
}

function configuration(found: LambdaFunction): object {
  const { settings } = found;
  const code = Buffer.from(found.code, 'base64');
  return {
    Timeout: 3,
    MemorySize: 128,
    Description: '',
    TracingConfig: { Mode: 'PassThrough' },
    EphemeralStorage: { Size: 512 },
    ...settings,
    FunctionName: found.name,
    FunctionArn: found.arn,
    PackageType: 'Zip',
    Architectures: found.architectures,
    CodeSize: code.length,
    CodeSha256: createHash('sha256').update(code).digest('base64'),
    LastModified: found.modifiedAt.replace('Z', '+0000'),
    LastUpdateStatus: 'Successful',
    LoggingConfig: {
      LogFormat: 'Text',
      LogGroup: `/aws/lambda/${found.name}`,
      ...settings.LoggingConfig,
    },
    RevisionId: found.revision,
    State: 'Active',
    Version: '$LATEST',
  };
}
