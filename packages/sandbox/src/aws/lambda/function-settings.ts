import { AwsError } from '../error.ts';
import type { Service } from '../service.ts';
import { findFunction, type LambdaFunction } from './state.ts';

/** Concurrency, what happens to failed events, and tags. https://docs.aws.amazon.com/lambda/latest/api/ */
export const functionSettingOperations: Service['operations'] = {
  PutFunctionConcurrency: (call, sandbox) => {
    const reserved = Number(call.input.ReservedConcurrentExecutions);
    findFunction(call, sandbox).reservedConcurrency = reserved;
    return { ReservedConcurrentExecutions: reserved };
  },
  GetFunctionConcurrency: (call, sandbox) => {
    const { reservedConcurrency: reserved } = findFunction(call, sandbox);
    return reserved === undefined ? {} : { ReservedConcurrentExecutions: reserved };
  },
  DeleteFunctionConcurrency: (call, sandbox) => {
    delete findFunction(call, sandbox).reservedConcurrency;
    return {};
  },
  PutFunctionEventInvokeConfig: (call, sandbox) => {
    const found = findFunction(call, sandbox);
    const { FunctionName: _, Qualifier: __, ...given } = call.input as Record<string, unknown>;
    const { MaximumRetryAttempts: attempts = 2, MaximumEventAgeInSeconds: age = 60 } = given as {
      MaximumRetryAttempts?: number;
      MaximumEventAgeInSeconds?: number;
    };
    if (!(attempts >= 0 && attempts <= 2) || !(age >= 60 && age <= 21_600)) {
      throw new AwsError(
        'ValidationException',
        'MaximumRetryAttempts is from 0 to 2 and MaximumEventAgeInSeconds from 60 to 21600',
      );
    }
    found.eventInvokeConfig = { ...given, modifiedAt: sandbox.clock.now().toISOString() };
    return eventInvokeConfig(found);
  },
  GetFunctionEventInvokeConfig: (call, sandbox) => eventInvokeConfig(findFunction(call, sandbox)),
  DeleteFunctionEventInvokeConfig: (call, sandbox) => {
    const found = findFunction(call, sandbox);
    eventInvokeConfig(found);
    delete found.eventInvokeConfig;
    return {};
  },
  TagResource: (call, sandbox) => {
    const found = findFunction(call, sandbox);
    found.tags = { ...found.tags, ...(call.input.Tags as Record<string, string>) };
    return {};
  },
  UntagResource: (call, sandbox) => {
    const found = findFunction(call, sandbox);
    const gone = call.input.TagKeys as string[];
    found.tags = Object.fromEntries(Object.entries(found.tags).filter(([key]) => !gone.includes(key)));
    return {};
  },
  ListTags: (call, sandbox) => ({ Tags: findFunction(call, sandbox).tags }),
};

function eventInvokeConfig({ arn, eventInvokeConfig: config }: LambdaFunction): object {
  if (!config) {
    throw new AwsError(
      'ResourceNotFoundException',
      `The function ${arn} doesn't have an EventInvokeConfig`,
      404,
    );
  }
  const { modifiedAt, ...rest } = config;
  return { FunctionArn: `${arn}:$LATEST`, LastModified: new Date(modifiedAt), ...rest };
}
