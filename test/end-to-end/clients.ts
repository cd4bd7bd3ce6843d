import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import type { Sandbox } from '@trailguard/sandbox';

/** An account of the sandbox, by its part or its id, and the Region to call it in; the home Region when left out. */
export type Where =
  | 'management'
  | 'logArchive'
  | 'security'
  | { readonly id: string; readonly region?: string };

/** Session name of whoever comes by {@link clientIn}. */
export const VisitorSession = 'visitor';

/** A client of the sandbox in one of its accounts, as an administrator there has. */
export async function clientIn<C>(
  { environment, accounts }: Pick<Sandbox, 'environment' | 'accounts'>,
  Client: new (config: {
    region: string;
    endpoint: string;
    credentials: { accessKeyId: string; secretAccessKey: string; sessionToken?: string };
  }) => C,
  where: Where,
): Promise<C> {
  const home = environment.AWS_REGION ?? '';
  const base = {
    region: (typeof where === 'string' ? undefined : where.region) ?? home,
    endpoint: environment.AWS_ENDPOINT_URL ?? '',
    credentials: {
      accessKeyId: environment.AWS_ACCESS_KEY_ID ?? '',
      secretAccessKey: environment.AWS_SECRET_ACCESS_KEY ?? '',
    },
  };
  const id = typeof where === 'string' ? accounts[where] : where.id;
  if (id === accounts.management) return new Client(base);
  const { Credentials } = await new STSClient({ ...base, region: home }).send(
    new AssumeRoleCommand({
      RoleArn: `arn:aws:iam::${id}:role/OrganizationAccountAccessRole`,
      RoleSessionName: VisitorSession,
    }),
  );
  return new Client({
    ...base,
    credentials: {
      accessKeyId: Credentials?.AccessKeyId ?? '',
      secretAccessKey: Credentials?.SecretAccessKey ?? '',
      sessionToken: Credentials?.SessionToken ?? '',
    },
  });
}
