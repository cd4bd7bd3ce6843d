import { Type } from 'typebox';
import { organizationStacks } from '../jobs/organization-stacks.ts';
import { ScheduledActs } from '../store/schedules.ts';
import { Id } from './account.ts';

const Name = Type.String({
  pattern: '^[a-z0-9][a-z0-9-]{0,62}$',
  description: '1 to 63 lower-case letters, digits and dashes; no two schedules have one name',
});
const Cron = Type.String({
  maxLength: 100,
  description:
    'minute, hour, day of the month, month and day of the week, as crontab has them, such as 30 6 * * 1-5',
});
const TimeZone = Type.String({
  maxLength: 64,
  description: 'a name of the IANA database, such as Europe/Zurich',
});
const Work = Type.Object(
  {
    act: Type.Enum(ScheduledActs, {
      description:
        'audit: of every account, or of one. drift: compares every stack with what is there, or one. ' +
        'preview-organization: all stacks with the policy pack, in one report. ' +
        'verify-logs: all log files since the time before',
    }),
    account: Type.Optional(
      Type.Unsafe<string>({ ...Id, description: 'of audit and drift: this account alone' }),
    ),
    stack: Type.Optional(
      Type.Enum(organizationStacks, { description: 'of drift: this stack of the organization alone' }),
    ),
    reapply: Type.Optional(
      Type.Boolean({
        description: 'of drift: whether what was changed beside the programs is put back, always by approval',
      }),
    ),
  },
  { additionalProperties: false, description: 'What begins, and what it is about' },
);

export const ScheduleRequest = Type.Object(
  { name: Name, cron: Cron, timeZone: TimeZone, work: Work },
  {
    additionalProperties: false,
    description: 'Work that is to begin by itself',
    examples: [
      {
        name: 'nightly-audit',
        cron: '30 2 * * *',
        timeZone: 'Europe/Zurich',
        work: { act: 'audit' },
      },
    ],
  },
);

export const Schedule = Type.Object(
  {
    id: Id,
    name: Name,
    cron: Cron,
    timeZone: TimeZone,
    work: Work,
    createdBy: Type.String({
      description:
        'Who made it; its jobs are taken to be asked for by them, so that somebody else approves their plans',
    }),
    createdAt: Type.String({ format: 'date-time' }),
    nextRunAt: Type.String({ format: 'date-time' }),
    lastRunAt: Type.Union([Type.String({ format: 'date-time' }), Type.Null()], {
      description: 'null before it first began',
    }),
  },
  {
    $id: 'Schedule',
    description: 'Work that begins by itself',
    examples: [
      {
        id: '0f7e2c1a-4b3d-4c5e-9f8a-7b6c5d4e3f2a',
        name: 'nightly-audit',
        cron: '30 2 * * *',
        timeZone: 'Europe/Zurich',
        work: { act: 'audit' },
        createdBy: 'platform',
        createdAt: '2026-01-31T09:00:00.000Z',
        nextRunAt: '2026-02-01T01:30:00.000Z',
        lastRunAt: null,
      },
    ],
  },
);
