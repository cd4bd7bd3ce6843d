import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import type { Sandbox } from '../index.ts';

/** Configuration of an SDK client. */
export interface ClientConfig {
  readonly endpoint: string;
  readonly region: string;
  readonly credentials: { accessKeyId: string; secretAccessKey: string; sessionToken?: string };
  readonly maxAttempts: number;
  readonly disableHostPrefix: boolean;
}

/** A client of the management account's administrator. */
export function administrator(sandbox: Sandbox, region = 'us-east-1'): ClientConfig {
  const { AWS_ACCESS_KEY_ID = '', AWS_SECRET_ACCESS_KEY = '' } = sandbox.environment;
  return configOf(
    sandbox,
    { accessKeyId: AWS_ACCESS_KEY_ID, secretAccessKey: AWS_SECRET_ACCESS_KEY },
    region,
  );
}

/** A client with other credentials. */
export function configOf(
  sandbox: Sandbox,
  credentials: ClientConfig['credentials'],
  region = 'us-east-1',
): ClientConfig {
  return { endpoint: sandbox.endpoint, region, credentials, maxAttempts: 1, disableHostPrefix: true };
}

/** A client that has assumed a role; the administrator assumes it unless another configuration is given. */
export async function assume(
  sandbox: Sandbox,
  roleArn: string,
  options: { by?: ClientConfig; region?: string; policy?: object } = {},
): Promise<ClientConfig> {
  const sts = new STSClient(options.by ?? administrator(sandbox));
  const { Credentials: made } = await sts.send(
    new AssumeRoleCommand({
      RoleArn: roleArn,
      RoleSessionName: 'test',
      ...(options.policy ? { Policy: JSON.stringify(options.policy) } : {}),
    }),
  );
  return configOf(
    sandbox,
    {
      accessKeyId: made?.AccessKeyId ?? '',
      secretAccessKey: made?.SecretAccessKey ?? '',
      sessionToken: made?.SessionToken ?? '',
    },
    options.region,
  );
}

/** A client that administers a member account, as the management account does. */
export function member(sandbox: Sandbox, accountId: string, region?: string): Promise<ClientConfig> {
  return assume(
    sandbox,
    `arn:aws:iam::${accountId}:role/OrganizationAccountAccessRole`,
    region ? { region } : {},
  );
}

/** The code of the error that a call fails with; fails when it succeeds. */
export async function codeOf(call: Promise<unknown>): Promise<string> {
  return call.then(
    () => {
      throw new Error('the call was expected to fail and succeeded');
    },
    (error: Error) => error.name,
  );
}
