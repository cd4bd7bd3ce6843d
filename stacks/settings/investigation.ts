import { Type } from 'typebox';
import { days } from './fields.ts';

/** How the log files are asked. */
export const InvestigationProperties = {
  investigation: Type.Boolean({
    default: true,
    description:
      'whether the security account has a table over the log files, a workgroup and saved queries; 1 USD a month for a key, and 5 USD a terabyte that is read: true or false',
    examples: ['false'],
  }),
  investigationAccountIds: Type.Optional(
    Type.Array(Type.String({ pattern: '^[0-9]{12}$' }), {
      minItems: 1,
      uniqueItems: true,
      description:
        'the accounts that queries find, as a JSON list, all at once; those of another are not found. Left out, each query names an account, and no list has to follow the organization',
      examples: ['["111111111111","222222222222"]'],
    }),
  ),
  logsSince: Type.String({
    pattern: '^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$',
    default: '2020-01-01',
    description: 'the first day with log files, YYYY-MM-DD; queries find nothing of days before',
    examples: ['2026-01-01'],
  }),
  queryScanLimitGigabytes: Type.Integer({
    minimum: 1,
    maximum: 100_000,
    default: 100,
    description: 'how much a query may read, in gigabytes; 100 cost 0.50 USD',
    examples: ['1000'],
  }),
  queryResultDays: days('how long results of queries are kept', 30),
};
