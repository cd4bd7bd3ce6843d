import {
  AttachPolicyCommand,
  CreatePolicyCommand,
  DetachPolicyCommand,
  type OrganizationsClient,
} from '@aws-sdk/client-organizations';

/** A call that AWS is to refuse in one account and region. */
export interface Refusal {
  readonly action: string;
  readonly region: string;
  readonly accountId: string;
}

/** Lets AWS refuse a call for as long as `work` takes, by a service control policy, whose type must be enabled. */
export async function refusing<T>(
  client: OrganizationsClient,
  { action, region, accountId }: Refusal,
  work: () => Promise<T>,
): Promise<T> {
  const statement = {
    Effect: 'Deny',
    Action: action,
    Resource: '*',
    Condition: { StringEquals: { 'aws:RequestedRegion': region } },
  };
  const { Policy } = await client.send(
    new CreatePolicyCommand({
      Name: 'refusal',
      Description: 'refusal',
      Type: 'SERVICE_CONTROL_POLICY',
      Content: JSON.stringify({ Version: '2012-10-17', Statement: [statement] }),
    }),
  );
  const attachment = { PolicyId: Policy?.PolicySummary?.Id, TargetId: accountId };
  await client.send(new AttachPolicyCommand(attachment));
  try {
    return await work();
  } finally {
    await client.send(new DetachPolicyCommand(attachment));
  }
}
