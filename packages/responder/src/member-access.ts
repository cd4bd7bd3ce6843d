import { CloudTrailClient } from '@aws-sdk/client-cloudtrail';
import { EC2Client } from '@aws-sdk/client-ec2';
import { IAMClient } from '@aws-sdk/client-iam';
import { S3Client } from '@aws-sdk/client-s3';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import type { Access } from './actions/action.ts';
import type { ResponderSettings } from './settings.ts';

/** Access to an account, and the ids of the requests that were made with it. */
export interface MemberAccess extends Access {
  readonly requestIds: readonly string[];
}

/** Opens a member; tests open a fake one. */
export type OpenMember = (
  place: { readonly accountId: string; readonly region: string },
  incident: string,
) => Promise<MemberAccess>;

/** Opens members by the role that each has for the responder. The session has the name of the incident. */
export function openByRole({ roleName, externalId, responderArn }: ResponderSettings): OpenMember {
  const partition = responderArn.split(':')[1] ?? 'aws';
  const sts = new STSClient({});
  return async ({ accountId, region }, incident) => {
    const { Credentials: made } = await sts.send(
      new AssumeRoleCommand({
        RoleArn: `arn:${partition}:iam::${accountId}:role/${roleName}`,
        RoleSessionName: incident.slice(0, 64),
        ExternalId: externalId,
        DurationSeconds: 900,
      }),
    );
    const { AccessKeyId = '', SecretAccessKey = '', SessionToken = '' } = made ?? {};
    const config = {
      region,
      credentials: {
        accessKeyId: AccessKeyId,
        secretAccessKey: SecretAccessKey,
        sessionToken: SessionToken,
      },
    };
    const requestIds: string[] = [];
    const noting = <T extends EC2Client | IAMClient | S3Client | CloudTrailClient>(client: T): T => {
      const { middlewareStack } = client as EC2Client;
      middlewareStack.add(
        (next) => async (args) => {
          const answer = await next(args);
          const { requestId } = (answer.output as { $metadata?: { requestId?: string } }).$metadata ?? {};
          if (requestId !== undefined) requestIds.push(requestId);
          return answer;
        },
        { step: 'initialize', name: 'noteRequestId', priority: 'low' },
      );
      return client;
    };
    return {
      ec2: noting(new EC2Client(config)),
      iam: noting(new IAMClient(config)),
      s3: noting(new S3Client(config)),
      cloudTrail: noting(new CloudTrailClient(config)),
      requestIds,
    };
  };
}
