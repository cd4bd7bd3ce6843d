import { Lambda } from '@aws-sdk/client-lambda';
import type { FunctionArgs, FunctionState } from '@pulumi/aws/lambda/function.js';
import { zipOf } from '../../core/archive.ts';
import { defineResource, type Inputs } from '../../core/resource.ts';
import { isError, orMissing } from '../../core/retry.ts';
import { tagChanges } from '../../core/tags.ts';

const CREATE = 'https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html';
export const MISSING = 'ResourceNotFoundException';
const NOT_HERE = 'functions of Node.js in an archive of assets';

/** Settings that UpdateFunctionConfiguration changes. */
const SETTINGS = [
  'description',
  'environment',
  'ephemeralStorage',
  'handler',
  'kmsKeyArn',
  'loggingConfig',
  'memorySize',
  'role',
  'runtime',
  'timeout',
  'tracingConfig',
] as const;

/** A function of an archive. Id and import id: its name. */
export const lambdaFunction = defineResource<FunctionArgs, FunctionState>({
  token: 'aws:lambda/function:Function',
  properties: {
    architectures: { computed: true, replaces: CREATE },
    capacityProviderConfig: { unsupported: NOT_HERE },
    code: { required: true, archive: true, writeOnly: true },
    codeSha256: { computed: true, writeOnly: true },
    codeSigningConfigArn: { unsupported: NOT_HERE },
    deadLetterConfig: { unsupported: 'aws.lambda.FunctionEventInvokeConfig' },
    description: {},
    durableConfig: { unsupported: NOT_HERE },
    environment: {},
    ephemeralStorage: { computed: true },
    fileSystemConfig: { unsupported: NOT_HERE },
    handler: { required: true },
    imageConfig: { unsupported: NOT_HERE },
    imageUri: { unsupported: NOT_HERE },
    kmsKeyArn: {},
    layers: { unsupported: NOT_HERE },
    loggingConfig: { computed: true },
    memorySize: { default: 128 },
    name: { computed: true, replaces: CREATE, autoname: { maxLength: 64 } },
    packageType: { default: 'Zip', replaces: CREATE },
    publish: { default: false, writeOnly: true },
    publishTo: { unsupported: NOT_HERE },
    region: { computed: true, replaces: CREATE },
    replaceSecurityGroupsOnDestroy: { unsupported: NOT_HERE },
    replacementSecurityGroupIds: { unsupported: NOT_HERE },
    reservedConcurrentExecutions: { default: -1 },
    role: { required: true },
    runtime: { required: true },
    s3Bucket: { unsupported: NOT_HERE },
    s3Key: { unsupported: NOT_HERE },
    s3ObjectVersion: { unsupported: NOT_HERE },
    skipDestroy: { default: false, writeOnly: true },
    snapStart: { unsupported: NOT_HERE },
    sourceCodeHash: { computed: true, writeOnly: true },
    sourceKmsKeyArn: { unsupported: NOT_HERE },
    tags: {},
    tenancyConfig: { unsupported: NOT_HERE },
    timeout: { default: 3 },
    tracingConfig: { computed: true },
    useResourceTimeoutForPropagation: { unsupported: NOT_HERE },
    vpcConfig: { unsupported: NOT_HERE },
  },
  computed: {
    arn: true,
    invokeArn: true,
    lastModified: true,
    qualifiedArn: true,
    qualifiedInvokeArn: true,
    responseStreamingInvokeArn: true,
    signingJobArn: true,
    signingProfileVersionArn: true,
    sourceCodeSize: true,
    version: true,
  },
  changesOnUpdate: ['codeSha256', 'lastModified', 'sourceCodeHash', 'sourceCodeSize'],
  async create(inputs, context) {
    const lambda = context.client(Lambda);
    const ZipFile = await zipOf(inputs.code);
    const { FunctionName: name = '' } = await context.retry(
      () =>
        lambda.createFunction({
          FunctionName: inputs.name,
          Code: { ZipFile },
          ...settings(inputs),
          Role: inputs.role,
          ...(inputs.architectures === undefined ? {} : { Architectures: inputs.architectures as never }),
          ...(Object.keys(inputs.tags ?? {}).length > 0 ? { Tags: inputs.tags } : {}),
        }),
      // The role may be fresh.
      (error) => isError(error, 'InvalidParameterValueException', /cannot be assumed/),
      60_000,
    );
    context.created(name);
    await putConcurrency(name, inputs.reservedConcurrentExecutions, lambda);
    return name;
  },
  async read(id, context) {
    const answer = await orMissing(context.client(Lambda).getFunction({ FunctionName: id }), MISSING);
    const found = answer?.Configuration;
    if (!found) return undefined;
    const arn = found.FunctionArn ?? '';
    const invoke = `arn:${context.partition}:apigateway:${context.region}:lambda:path/2015-03-31/functions`;
    return {
      architectures: found.Architectures,
      arn,
      description: found.Description,
      environment: found.Environment?.Variables ? { variables: found.Environment.Variables } : undefined,
      ephemeralStorage: { size: found.EphemeralStorage?.Size },
      handler: found.Handler,
      invokeArn: `${invoke}/${arn}/invocations`,
      kmsKeyArn: found.KMSKeyArn,
      lastModified: found.LastModified,
      loggingConfig: {
        logFormat: found.LoggingConfig?.LogFormat ?? 'Text',
        logGroup: found.LoggingConfig?.LogGroup,
        applicationLogLevel: found.LoggingConfig?.ApplicationLogLevel,
        systemLogLevel: found.LoggingConfig?.SystemLogLevel,
      },
      memorySize: found.MemorySize,
      name: found.FunctionName,
      packageType: found.PackageType,
      qualifiedArn: `${arn}:${found.Version}`,
      qualifiedInvokeArn: `${invoke}/${arn}:${found.Version}/invocations`,
      reservedConcurrentExecutions: answer.Concurrency?.ReservedConcurrentExecutions ?? -1,
      responseStreamingInvokeArn: `${invoke}/${arn}/response-streaming-invocations`,
      role: found.Role ?? '',
      runtime: found.Runtime,
      signingJobArn: found.SigningJobArn ?? '',
      signingProfileVersionArn: found.SigningProfileVersionArn ?? '',
      codeSha256: found.CodeSha256,
      sourceCodeHash: found.CodeSha256,
      sourceCodeSize: found.CodeSize,
      tags: answer.Tags ?? {},
      timeout: found.Timeout,
      tracingConfig: { mode: found.TracingConfig?.Mode ?? 'PassThrough' },
      version: found.Version,
    };
  },
  async update(id, inputs, context) {
    const lambda = context.client(Lambda);
    if (context.changed('code')) {
      await lambda.updateFunctionCode({ FunctionName: id, ZipFile: await zipOf(inputs.code) });
    }
    if (context.changed(...SETTINGS)) {
      await context.retry(
        () => lambda.updateFunctionConfiguration({ FunctionName: id, ...settings(inputs) }),
        (error) => isError(error, 'InvalidParameterValueException', /cannot be assumed/),
        60_000,
      );
    }
    if (context.changed('reservedConcurrentExecutions')) {
      await putConcurrency(id, inputs.reservedConcurrentExecutions, lambda);
    }
    if (!context.changed('tags')) return;
    const Resource = `arn:${context.partition}:lambda:${context.region}:${context.accountId}:function:${id}`;
    const { set, removed } = tagChanges(context.old.tags, inputs.tags);
    if (Object.keys(set).length > 0) await lambda.tagResource({ Resource, Tags: set });
    if (removed.length > 0) await lambda.untagResource({ Resource, TagKeys: removed });
  },
  async delete(id, context) {
    if (context.old.skipDestroy) return;
    await orMissing(context.client(Lambda).deleteFunction({ FunctionName: id }), MISSING);
  },
});

function settings(inputs: Inputs<FunctionArgs>) {
  const { environment, ephemeralStorage, loggingConfig, tracingConfig } = inputs;
  return {
    Description: inputs.description ?? '',
    Environment: { Variables: environment?.variables ?? {} },
    Handler: inputs.handler,
    KMSKeyArn: inputs.kmsKeyArn ?? '',
    MemorySize: inputs.memorySize,
    Role: inputs.role,
    Runtime: inputs.runtime as never,
    Timeout: inputs.timeout,
    ...(ephemeralStorage?.size === undefined ? {} : { EphemeralStorage: { Size: ephemeralStorage.size } }),
    ...(loggingConfig === undefined
      ? {}
      : {
          LoggingConfig: {
            LogFormat: loggingConfig.logFormat as never,
            LogGroup: loggingConfig.logGroup,
            ApplicationLogLevel: loggingConfig.applicationLogLevel as never,
            SystemLogLevel: loggingConfig.systemLogLevel as never,
          },
        }),
    ...(tracingConfig === undefined ? {} : { TracingConfig: { Mode: tracingConfig.mode as never } }),
  };
}

/** -1 is none: the function shares what the account has. */
async function putConcurrency(
  FunctionName: string,
  reserved: number | undefined,
  lambda: Lambda,
): Promise<void> {
  if (reserved === undefined || reserved < 0) {
    await lambda.deleteFunctionConcurrency({ FunctionName });
  } else {
    await lambda.putFunctionConcurrency({ FunctionName, ReservedConcurrentExecutions: reserved });
  }
}
