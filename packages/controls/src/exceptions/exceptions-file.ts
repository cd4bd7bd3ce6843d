import { type Static, Type } from 'typebox';

/** Days after which an exception must be approved anew, whatever its end. */
export const longestDays = 366;

const text = (description: string) =>
  Type.String({ minLength: 1, maxLength: 2048, pattern: '\\S', description });
const date = (description: string) => Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$', description });
const oneOrMany = (item: ReturnType<typeof text>, description: string) =>
  Type.Union([item, Type.Array(item, { minItems: 1, maxItems: 1000 })], { description });

/** Where an exception holds. All that is given must fit; of a list, one item. */
export const ScopeEntry = Type.Object(
  {
    account: Type.Optional(
      oneOrMany(
        Type.String({ pattern: '^\\d{12}$', description: '12 digits, in quotes' }),
        'Accounts that it holds in.',
      ),
    ),
    region: Type.Optional(
      oneOrMany(
        Type.String({ pattern: '^[a-z]{2}(-[a-z]+)+-\\d$', description: 'Such as eu-west-1' }),
        'Regions that it holds in; beside an account, a URN or an ARN.',
      ),
    ),
    urn: Type.Optional(
      oneOrMany(
        text('A URN; * stands for any text'),
        'URNs of resources of Pulumi programs. In the pack and on saved states.',
      ),
    ),
    arn: Type.Optional(
      oneOrMany(text('An ARN; * stands for any text'), 'ARNs of resources. In audits, and on saved states.'),
    ),
  },
  { additionalProperties: false, minProperties: 1, description: 'Where it holds.' },
);

/** One exception as people write it. */
export const ExceptionEntry = Type.Object(
  {
    control: Type.String({
      pattern: '^[A-Z][A-Z0-9-]{1,63}$',
      description: 'Id of the control that is waived, such as LB-12.',
    }),
    scope: ScopeEntry,
    reason: text('Why the risk is accepted, and what guards against it meanwhile.'),
    owner: text('Who will end it: a person or a team.'),
    ticket: text('Where it was asked for and discussed.'),
    from: date('First day, UTC'),
    until: date(`Last day, UTC; at most ${longestDays} days after the first.`),
    approver: text('Who accepted the risk; not the owner.'),
  },
  { additionalProperties: false },
);
export type ExceptionEntry = Static<typeof ExceptionEntry>;

/** `trailguard.exceptions.yaml`. */
export const ExceptionsFile = Type.Object(
  { exceptions: Type.Array(ExceptionEntry, { maxItems: 10_000 }) },
  {
    additionalProperties: false,
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'TrailGuard exceptions',
    description: 'Findings that were accepted for a time: read alike by policy pack, audit and service.',
  },
);
