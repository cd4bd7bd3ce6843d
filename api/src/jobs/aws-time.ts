import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { AwsClock } from '@trailguard/audit';
import { clientOptions } from '@trailguard/existing/clients';

/**
 * Asks AWS what time it is. The call needs no permission.
 * https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html
 */
export async function awsTime(region: string): Promise<Date> {
  const clock = new AwsClock();
  const sts = new STSClient(clientOptions({ region }));
  try {
    sts.middlewareStack.use(clock.plugin as never);
    await sts.send(new GetCallerIdentityCommand({}));
  } finally {
    sts.destroy();
  }
  if (clock.latest === null) throw new Error('STS answered without a Date header');
  return new Date(clock.latest);
}
