import type { MotoCalls } from '../../gateway/moto-calls.ts';
import type { Call } from '../call.ts';
import { AwsError } from '../error.ts';
import type { SandboxContext, Service } from '../service.ts';
import { assertDelivers } from './delivery.ts';

const IamRegion = 'us-east-1';

/**
 * What AWS Config checks of a recorder and its delivery channel and moto does not: that the role is there, and that Config can
 * write. What is recorded is delivered at once. https://docs.aws.amazon.com/config/latest/APIReference/API_PutDeliveryChannel.html
 */
export function recorderOperations(moto: MotoCalls): Service['operations'] {
  return {
    PutConfigurationRecorder: async (call, sandbox) => {
      const { roleARN } = (call.input.ConfigurationRecorder ?? {}) as { roleARN?: string };
      await assertRole(call, sandbox, roleARN);
      return moto.forward(call);
    },
    PutDeliveryChannel: async (call, sandbox) => {
      await assertDelivers(call, sandbox);
      return moto.forward(call);
    },
    DescribeConfigurationRecorderStatus: async ({ caller, region, operation, input }) => {
      const answer = await moto.call(caller.accountId, region, 'config', operation, input);
      const statuses = (answer.ConfigurationRecordersStatus ?? []) as { lastStatus?: string }[];
      return {
        ConfigurationRecordersStatus: statuses.map((status) =>
          status.lastStatus === 'PENDING' ? { ...status, lastStatus: 'Success' } : status,
        ),
      };
    },
  };
}

async function assertRole({ caller }: Call, sandbox: SandboxContext, arn = ''): Promise<void> {
  const RoleName = arn.split('/').at(-1) ?? '';
  const isOwn = arn.split(':')[4] === caller.accountId;
  try {
    if (isOwn) {
      await sandbox.inspect(caller.accountId, IamRegion, 'iam', 'GetRole', { RoleName });
      return;
    }
  } catch (error) {
    if (!(error instanceof AwsError) || error.code !== 'NoSuchEntity') throw error;
  }
  throw new AwsError(
    'InvalidRoleException',
    `The role ${arn} does not exist, or AWS Config cannot assume it.`,
  );
}
