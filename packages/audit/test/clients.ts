import { S3ControlClient } from '@aws-sdk/client-s3-control';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import type { Sandbox } from '@trailguard/sandbox';
import type { AccountCredentials, CredentialsFor } from '../src/index.ts';

/** Role of the fixture's audits, in every account. */
export const auditRole = 'TrailGuardAudit';
/** Role that AWS Organizations makes in every account it creates. */
export const administratorRole = 'OrganizationAccountAccessRole';

interface ClientConfig {
  readonly endpoint: string;
  readonly region: string;
  readonly credentials: AccountCredentials;
}

/** S3's account-level API without the account's id before the host, which this machine does not know. */
export class LocalS3ControlClient extends S3ControlClient {
  constructor(config: ClientConfig) {
    super({ ...config, endpointProvider: () => ({ url: new URL(config.endpoint) }) });
  }
}

/** Clients of administrators of all accounts of a sandbox. */
export class Administrators {
  readonly #sandbox: Sandbox;
  readonly #credentials = new Map<string, Promise<AccountCredentials>>();
  readonly #clients = new Map<string, object>();

  constructor(sandbox: Sandbox) {
    this.#sandbox = sandbox;
  }

  /** A client of the administrator of an account; made once. */
  async client<C extends object>(
    Client: new (config: ClientConfig) => C,
    accountId: string,
    region = 'us-east-1',
  ): Promise<C> {
    const key = `${Client.name}/${accountId}/${region}`;
    const made = this.#clients.get(key) as C | undefined;
    if (made !== undefined) return made;
    const { endpoint, accounts } = this.#sandbox;
    let credentials = this.#credentials.get(accountId);
    credentials ??=
      accountId === accounts.management
        ? Promise.resolve(ownCredentials(this.#sandbox))
        : assume(this.#sandbox, accountId, administratorRole);
    this.#credentials.set(accountId, credentials);
    const client = new Client({ endpoint, region, credentials: await credentials });
    this.#clients.set(key, client);
    return client;
  }
}

/** How an audit's sessions differ from the role's own permissions. */
export interface Narrowing {
  /** IAM actions that sessions are denied. */
  readonly deny?: readonly string[];
  /** Accounts in which they are; all when left out. */
  readonly deniedIn?: readonly string[];
  /** Role to take. Default: {@link auditRole}. */
  readonly role?: string;
}

/** Opens sessions of the audit role in any account. */
export function sessionsOf(sandbox: Sandbox, narrowing: Narrowing = {}): CredentialsFor {
  return (accountId) => {
    const { deny = [], deniedIn, role = auditRole } = narrowing;
    const isDenied = deny.length > 0 && (deniedIn?.includes(accountId) ?? true);
    const policy = {
      Version: '2012-10-17',
      Statement: [
        { Effect: 'Allow', Action: '*', Resource: '*' },
        { Effect: 'Deny', Action: deny, Resource: '*' },
      ],
    };
    return assume(sandbox, accountId, role, isDenied ? policy : undefined);
  };
}

async function assume(
  sandbox: Sandbox,
  accountId: string,
  role: string,
  policy?: object,
): Promise<AccountCredentials> {
  const sts = new STSClient({
    endpoint: sandbox.endpoint,
    region: 'us-east-1',
    credentials: ownCredentials(sandbox),
  });
  try {
    const { Credentials } = await sts.send(
      new AssumeRoleCommand({
        RoleArn: `arn:aws:iam::${accountId}:role/${role}`,
        RoleSessionName: 'audit-test',
        ...(policy === undefined ? {} : { Policy: JSON.stringify(policy) }),
      }),
    );
    return {
      accessKeyId: Credentials?.AccessKeyId ?? '',
      secretAccessKey: Credentials?.SecretAccessKey ?? '',
      sessionToken: Credentials?.SessionToken ?? '',
    };
  } finally {
    sts.destroy();
  }
}

function ownCredentials({ environment }: Sandbox): AccountCredentials {
  return {
    accessKeyId: environment.AWS_ACCESS_KEY_ID ?? '',
    secretAccessKey: environment.AWS_SECRET_ACCESS_KEY ?? '',
  };
}
