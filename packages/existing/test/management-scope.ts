import type { Sandbox } from '@trailguard/sandbox';
import type { LookupScope } from '../src/lookup-scope.ts';

/** Where the resources of a sandbox's management account are to be found, by its administrator. */
export function managementScope({ accounts, endpoint, environment }: Sandbox): LookupScope {
  const { AWS_ACCESS_KEY_ID = '', AWS_SECRET_ACCESS_KEY = '' } = environment;
  return {
    accountId: accounts.management,
    partition: 'aws',
    region: 'us-east-1',
    endpoint,
    credentials: { accessKeyId: AWS_ACCESS_KEY_ID, secretAccessKey: AWS_SECRET_ACCESS_KEY },
    known: new Set(),
    signal: new AbortController().signal,
  };
}
