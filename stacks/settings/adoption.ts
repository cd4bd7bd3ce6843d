import { Type } from 'typebox';

/** Stacks, each with `TYPE NAME` of a resource -> the id that imports it. */
type Adopt = Readonly<
  Partial<Record<'log-archive' | 'organization' | 'security' | 'account', Readonly<Record<string, string>>>>
>;

const Adopted = Type.Optional(
  Type.Record(Type.String({ pattern: '^aws:\\S+ .+$' }), Type.String({ minLength: 1 })),
);

/** What exists and is taken over. */
export const AdoptionProperties = {
  adopt: Type.Unsafe<Adopt>(
    Type.Object(
      { 'log-archive': Adopted, organization: Adopted, security: Adopted, account: Adopted },
      {
        additionalProperties: false,
        default: {},
        description:
          'what exists already and is taken over in place of being made, as a JSON object of stacks (log-archive, organization, security, account), each with "TYPE NAME" of a resource and its id; `pnpm --filter @trailguard/stacks run adopt` finds it. It may stay or go once the state has it',
        examples: [
          '{"log-archive":{"aws:s3/bucket:Bucket logs":"trailguard-logs-222222222222-us-east-1@us-east-1"}}',
        ],
      },
    ),
  ),
};
