import { Type } from 'typebox';
import { TriageSchema } from '../triage/triage-schema.ts';

const text = Type.String();
/** Severities of controls. */
export const severity = Type.Enum(['critical', 'high', 'medium', 'low']);
const statuses = ['pass', 'fail', 'waived', 'unknown', 'not_evaluated', 'not_applicable'] as const;

/** What a verdict rests on. */
export const EvidenceSchema = Type.Object({
  field: text,
  value: Type.Unknown({ description: 'As the lens saw it.' }),
  resource: Type.Optional(Type.String({ description: 'URN or ARN, where it is not the subject.' })),
  call: Type.Optional(text),
  at: Type.Optional(text),
});

/** What was judged. */
export const SubjectSchema = Type.Object({
  kind: text,
  id: text,
  accountId: Type.Optional(text),
  region: Type.Optional(text),
});

/** Findings or controls by status. */
const CountsSchema = Type.Object(
  Object.fromEntries(statuses.map((status) => [status, Type.Integer({ minimum: 0 })])),
  { additionalProperties: false },
);

/** What passed of what applies. */
export const ScoreSchema = Type.Object({
  counts: CountsSchema,
  score: Type.Union([Type.Integer({ minimum: 0, maximum: 100 }), Type.Null()], {
    description:
      'Passed controls of 100 that apply; what is waived or unknown is not passed. Null where nothing was decided.',
  }),
});
const groups = Type.Array(Type.Object({ id: text, name: text, ...ScoreSchema.properties }));

const Finding = Type.Object(
  {
    controlId: text,
    status: Type.Enum([...statuses]),
    severity,
    subject: SubjectSchema,
    reason: Type.String({ description: 'What is wrong, or why nothing can be said; empty for a pass.' }),
    cause: Type.Optional(Type.String({ description: 'Of an unknown finding: why a fact is missing.' })),
    urn: Type.Optional(Type.String({ description: 'Resource to change in the program.' })),
    arn: Type.Optional(text),
    position: Type.Optional(
      Type.Object({
        file: text,
        line: Type.Integer({ minimum: 1 }),
        column: Type.Integer({ minimum: 1 }),
      }),
    ),
    evidence: Type.Array(EvidenceSchema),
    exception: Type.Optional(
      Type.Object({
        ticket: text,
        owner: text,
        approver: text,
        reason: text,
        until: text,
        position: text,
      }),
    ),
  },
  { additionalProperties: false },
);

/** The JSON schema of a run's report; a reader of schema `trailguard.run/1` may rely on it. */
export const RunReportSchema = Type.Object(
  {
    schema: Type.Literal('trailguard.run/1'),
    lens: Type.Enum(['preview', 'state', 'live']),
    at: Type.String({ description: 'When it was judged, ISO 8601.' }),
    sources: Type.Array(text, { description: 'Files, stacks or accounts that were judged.' }),
    accountNames: Type.Optional(
      Type.Record(Type.String({ pattern: '^\\d{12}$' }), text, {
        description: 'Names of accounts by their ids; of an audit, as far as they are known.',
      }),
    ),
    controls: Type.Array(
      Type.Object({
        id: text,
        title: text,
        intent: text,
        severity,
        fix: text,
        url: text,
        frameworks: Type.Array(text),
      }),
    ),
    findings: Type.Array(Finding),
    counts: CountsSchema,
    scores: Type.Object(
      { all: ScoreSchema, byFamily: groups, byFramework: groups, byAccount: groups },
      { description: 'Controls, each by the worst of its findings.' },
    ),
    notices: Type.Array(
      Type.Object({ level: Type.Enum(['error', 'warning']), position: text, message: text }),
      { description: 'What the keeper of the exceptions must know.' },
    ),
    warnings: Type.Array(text),
    exceptionsDigest: Type.Union([text, Type.Null()], {
      description: 'Digest of the exceptions that held.',
    }),
    triage: Type.Optional(TriageSchema),
  },
  {
    additionalProperties: false,
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'TrailGuard report of a run',
  },
);
