import { type Static, Type } from 'typebox';
import Value from 'typebox/value';

const optional = <T extends Type.TSchema>(schema: T) => Type.Optional(schema);

/** What the responder reads of a GuardDuty finding; the record keeps it whole. */
const FindingSchema = Type.Object({
  id: Type.String({ pattern: '^[A-Za-z0-9-]{1,64}$' }),
  accountId: Type.String({ pattern: '^[0-9]{12}$' }),
  region: Type.String({ pattern: '^[a-z0-9-]+$' }),
  type: Type.String({ minLength: 1 }),
  severity: Type.Number(),
  resource: Type.Object({
    instanceDetails: optional(Type.Object({ instanceId: Type.String() })),
    accessKeyDetails: optional(
      Type.Object({
        accessKeyId: Type.String(),
        principalId: optional(Type.String()),
        userName: Type.String(),
        userType: Type.String(),
      }),
    ),
    s3BucketDetails: optional(Type.Array(Type.Object({ name: Type.String() }))),
  }),
});

/** https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_findings_eventbridge.html */
export type Finding = Static<typeof FindingSchema>;

const EventSchema = Type.Object({
  id: Type.String({ minLength: 1 }),
  source: Type.Literal('aws.guardduty'),
  'detail-type': Type.Literal('GuardDuty Finding'),
  detail: FindingSchema,
});

/** An event with a finding. */
export type FindingEvent = Static<typeof EventSchema>;

/** Whether an event tells of a finding whose form is known. */
export function isFindingEvent(event: unknown): event is FindingEvent {
  return Value.Check(EventSchema, event);
}

/** Id of the incident that a finding is: the same each time GuardDuty tells of it. */
export function incidentOf({ accountId, region, id }: Finding): string {
  return `${accountId}-${region}-${id}`;
}
