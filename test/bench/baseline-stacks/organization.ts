import {
  CreateAccountCommand,
  DescribeCreateAccountStatusCommand,
  OrganizationsClient,
} from '@aws-sdk/client-organizations';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import type { SandboxAnswer } from '../processes/sandbox.ts';

type Environment = Readonly<Record<string, string>>;

/** A stack of the product: what it is told, and whose credentials it runs with. */
export interface StackSetting {
  readonly name: 'log-archive' | 'organization' | 'security' | 'account';
  readonly settings: Readonly<Record<string, string>>;
  readonly environment: Environment;
}

function clientConfig({ endpoint, environment }: SandboxAnswer) {
  const { AWS_ACCESS_KEY_ID: accessKeyId = '', AWS_SECRET_ACCESS_KEY: secretAccessKey = '' } = environment;
  // The home region, which is always enabled.
  return { endpoint, region: environment.AWS_REGION ?? '', credentials: { accessKeyId, secretAccessKey } };
}

/** Environment with credentials of a member, through the role that Organizations made there. */
export async function inAccount(sandbox: SandboxAnswer, accountId: string): Promise<Environment> {
  const sts = new STSClient(clientConfig(sandbox));
  const { Credentials: made } = await sts.send(
    new AssumeRoleCommand({
      RoleArn: `arn:aws:iam::${accountId}:role/OrganizationAccountAccessRole`,
      RoleSessionName: 'bench',
    }),
  );
  sts.destroy();
  return {
    ...sandbox.environment,
    AWS_ACCESS_KEY_ID: made?.AccessKeyId ?? '',
    AWS_SECRET_ACCESS_KEY: made?.SecretAccessKey ?? '',
    AWS_SESSION_TOKEN: made?.SessionToken ?? '',
  };
}

/** Members beside those that the organization begins with. */
export async function addMembers(sandbox: SandboxAnswer, count: number): Promise<void> {
  const organizations = new OrganizationsClient(clientConfig(sandbox));
  for (let index = 0; index < count; index++) {
    const asked = await organizations.send(
      new CreateAccountCommand({ AccountName: `member-${index}`, Email: `member-${index}@example.com` }),
    );
    const CreateAccountRequestId = asked.CreateAccountStatus?.Id;
    for (let state = ''; state !== 'SUCCEEDED'; ) {
      const { CreateAccountStatus: status } = await organizations.send(
        new DescribeCreateAccountStatusCommand({ CreateAccountRequestId }),
      );
      state = status?.State ?? '';
      if (state === 'FAILED') throw new Error(`member-${index}: ${status?.FailureReason}`);
    }
  }
  organizations.destroy();
}
