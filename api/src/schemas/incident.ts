import { IncidentFault } from '@trailguard/incidents';
import { Type } from 'typebox';
import { PageSize } from './page.ts';

/** Id of an incident, as the responder makes it. */
export const IncidentId = Type.String({
  pattern: '^[A-Za-z0-9][A-Za-z0-9-]{0,127}$',
  description: 'letters, digits and dashes',
});

const OrNull = (description: string) => Type.Union([Type.String(), Type.Null()], { description });

const told = {
  id: IncidentId,
  isWhole: Type.Boolean({
    description: 'Whether every entry is as it was written, and none is missing before the last',
  }),
  isClosed: Type.Boolean({
    description:
      'Of an open one, entries at the end may be missing unseen unless its head was kept elsewhere',
  }),
  findingType: OrNull('Of GuardDuty; null where the first entry is gone'),
  openedAt: OrNull('When its first entry was written'),
  lastAt: OrNull('When its last entry was written'),
  head: OrNull('SHA-256 of its last entry; null without any'),
  faults: Type.Array(
    Type.Object({
      fault: Type.Enum(Object.values(IncidentFault)),
      key: Type.String({ description: 'The place in the record' }),
      reason: Type.String(),
    }),
    { description: 'Why it is not whole' },
  ),
};

/** An incident as a list shows it. */
export const ListedIncident = Type.Object({ ...told, entries: Type.Integer({ minimum: 0 }) });

export const Incident = Type.Object({
  ...told,
  entries: Type.Array(Type.Record(Type.String(), Type.Unknown()), {
    description: 'In order, in the form `trailguard.incident/1`',
  }),
});

export const IncidentQuery = Type.Object(
  {
    limit: PageSize,
    after: Type.Optional(
      Type.Unsafe<string>({ ...IncidentId, description: 'the `next` of the page before' }),
    ),
  },
  { additionalProperties: false },
);
