import { getPolicyDocument } from '@trailguard/sandbox/get-policy-document';
import { hexOf, organizationId } from './computed.ts';

/** Where a provider works. */
export interface Place {
  readonly account: string;
  readonly region: string;
}

type Values = Parameters<typeof getPolicyDocument.invoke>[0];

/**
 * What AWS or the provider answers to a data function.
 *
 * @throws when a program asks for one that the corpus has no answer to.
 */
export async function answerTo(token: string, args: Values, { account, region }: Place): Promise<Values> {
  switch (token) {
    case getPolicyDocument.token:
      // It needs nothing of the provider that would answer.
      return getPolicyDocument.invoke(args, {} as never);
    case 'aws:index/getCallerIdentity:getCallerIdentity':
      return { id: account, accountId: account, arn: `arn:aws:iam::${account}:user/deploy`, userId: 'AIDA' };
    case 'aws:index/getRegion:getRegion':
      return { id: region, name: region, region, description: region };
    case 'aws:index/getPartition:getPartition':
      return { id: 'aws', partition: 'aws', dnsSuffix: 'amazonaws.com' };
    case 'aws:organizations/getOrganization:getOrganization':
      return { id: organizationId, masterAccountId: account, roots: [{ id: `r-${hexOf('root', 4)}` }] };
    default:
      throw new Error(`The corpus has no answer to ${token}: add it to invokes.ts`);
  }
}
