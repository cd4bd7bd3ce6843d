import { aws } from '@trailguard/baseline/aws';
import * as pulumi from '@pulumi/pulumi';
import { unknown } from '@pulumi/pulumi/output.js';

/**
 * A value that another stack made and only AWS knows. On a preview before that stack was applied it is
 * unknown, as any value that an update brings; on an update it must be there.
 */
async function madeElsewhere(
  what: string,
  stack: string,
  look: () => Promise<string>,
): Promise<pulumi.Output<string>> {
  try {
    return pulumi.output(await look());
  } catch (error) {
    const { message } = error as Error;
    const advice = `${what} was not found; apply the stack "${stack}" first, which makes it${message ? ` (${message})` : ''}`;
    if (!pulumi.runtime.isDryRun()) throw new pulumi.RunError(advice);
    await pulumi.log.warn(advice);
    return pulumi.output(unknown) as unknown as pulumi.Output<string>;
  }
}

/**
 * ARN of the key behind an alias, of this or another account. CloudTrail answers with the key's ARN, so an
 * alias in a trail would differ for ever.
 */
export function keyArnOfAlias(aliasArn: string, region: string): Promise<pulumi.Output<string>> {
  return madeElsewhere(`The key ${aliasArn}`, 'log-archive', async () => {
    const { arn } = await aws.kms.getKey({ keyId: aliasArn, region });
    return arn;
  });
}

/** Id of this account's detector in a region. */
export function detectorIdOf(region: string): Promise<pulumi.Output<string>> {
  return madeElsewhere(`The detector in ${region}`, 'organization', async () => {
    const { id } = await aws.guardduty.getDetector({ region });
    return id;
  });
}
