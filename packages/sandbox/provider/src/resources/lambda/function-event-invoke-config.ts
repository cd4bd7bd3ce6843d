import { Lambda } from '@aws-sdk/client-lambda';
import type {
  FunctionEventInvokeConfigArgs,
  FunctionEventInvokeConfigState,
} from '@pulumi/aws/lambda/functionEventInvokeConfig.js';
import { defineResource, type Inputs, type ResourceContext } from '../../core/resource.ts';
import { isError, orMissing } from '../../core/retry.ts';
import { MISSING } from './function.ts';

const PUT = 'https://docs.aws.amazon.com/lambda/latest/api/API_PutFunctionEventInvokeConfig.html';

/** What happens to events that nobody waits for. Id and import id: the function's name. */
export const functionEventInvokeConfig = defineResource<
  FunctionEventInvokeConfigArgs,
  FunctionEventInvokeConfigState
>({
  token: 'aws:lambda/functionEventInvokeConfig:FunctionEventInvokeConfig',
  properties: {
    destinationConfig: {},
    functionName: { required: true, replaces: PUT },
    maximumEventAgeInSeconds: { computed: true },
    maximumRetryAttempts: { default: 2 },
    qualifier: { unsupported: 'the function itself' },
    region: { computed: true, replaces: PUT },
  },
  computed: {},
  async create(inputs, context) {
    await put(inputs, context);
    return inputs.functionName;
  },
  async read(id, context) {
    const found = await orMissing(
      context.client(Lambda).getFunctionEventInvokeConfig({ FunctionName: id }),
      MISSING,
    );
    if (!found) return undefined;
    const { OnFailure: failure, OnSuccess: success } = found.DestinationConfig ?? {};
    return {
      destinationConfig:
        failure?.Destination || success?.Destination
          ? {
              ...(failure?.Destination ? { onFailure: { destination: failure.Destination } } : {}),
              ...(success?.Destination ? { onSuccess: { destination: success.Destination } } : {}),
            }
          : undefined,
      functionName: id,
      maximumEventAgeInSeconds: found.MaximumEventAgeInSeconds,
      maximumRetryAttempts: found.MaximumRetryAttempts,
    };
  },
  update: (_id, inputs, context) => put(inputs, context),
  async delete(id, context) {
    await orMissing(context.client(Lambda).deleteFunctionEventInvokeConfig({ FunctionName: id }), MISSING);
  },
});

async function put(inputs: Inputs<FunctionEventInvokeConfigArgs>, context: ResourceContext): Promise<void> {
  const { onFailure, onSuccess } = inputs.destinationConfig ?? {};
  await context.retry(
    () =>
      context.client(Lambda).putFunctionEventInvokeConfig({
        FunctionName: inputs.functionName,
        MaximumEventAgeInSeconds: inputs.maximumEventAgeInSeconds,
        MaximumRetryAttempts: inputs.maximumRetryAttempts,
        DestinationConfig: {
          ...(onFailure ? { OnFailure: { Destination: onFailure.destination } } : {}),
          ...(onSuccess ? { OnSuccess: { Destination: onSuccess.destination } } : {}),
        },
      }),
    // The function's role may just have been allowed to write there.
    (error) => isError(error, 'InvalidParameterValueException', /does not have permissions/),
    60_000,
  );
}
