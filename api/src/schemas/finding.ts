import { Type } from 'typebox';
import { FindingStatuses, Severities } from '../store/findings.ts';
import { Id } from './account.ts';

const Severity = Type.Enum([...Severities]);
const Status = Type.Enum([...FindingStatuses], {
  description: 'waived: an exception accepts it; unknown: a fact could not be read',
});

export const Finding = Type.Object({
  id: Type.Unsafe<string>({ ...Id, description: 'Until the next audit of the account' }),
  audit: Id,
  account: Type.Unsafe<string>({ ...Id, description: 'The account that was audited' }),
  control: Type.String(),
  severity: Severity,
  status: Status,
  subjectKind: Type.String({ description: 'What kind of thing it is about' }),
  subject: Type.String({ description: 'ARN, name, or account/region' }),
  region: Type.Union([Type.String(), Type.Null()]),
  reason: Type.String(),
  ticket: Type.Union([Type.String(), Type.Null()], {
    description: 'Of the exception that accepts it; null unless it is waived',
  }),
});

/** Filters of a list of findings. */
export const FindingFilters = {
  control: Type.Optional(
    Type.String({ pattern: '^[A-Z0-9]{2,8}-[0-9]{2,3}$', description: 'id of a control, such as CT-01' }),
  ),
  account: Type.Optional(
    Type.Unsafe<string>({ ...Id, description: 'the id of the account that was audited' }),
  ),
  severity: Type.Optional(Type.Enum([...Severities], { description: 'Findings of this severity alone' })),
  status: Type.Optional(Type.Enum([...FindingStatuses], { description: 'Findings with this status alone' })),
};
