import { CloudTrailClient, DescribeTrailsCommand } from '@aws-sdk/client-cloudtrail';
import { type AwsAccess, clientOptions } from './lookup-scope.ts';

/** Trails of the organization that record in a region, wherever their home is. */
export async function organizationTrails(access: AwsAccess): Promise<{ name: string; arn: string }[]> {
  const client = new CloudTrailClient(clientOptions(access));
  try {
    const { trailList = [] } = await client.send(new DescribeTrailsCommand({ includeShadowTrails: true }));
    return trailList.flatMap(({ IsOrganizationTrail, Name, TrailARN }) =>
      IsOrganizationTrail === true && Name !== undefined && TrailARN !== undefined
        ? [{ name: Name, arn: TrailARN }]
        : [],
    );
  } finally {
    client.destroy();
  }
}
