import { Type } from 'typebox';
import { EvidenceSchema, ScoreSchema, severity, SubjectSchema } from '../report/run-report-schema.ts';
import { changeKinds } from './change.ts';

const text = Type.String();
const kinds = [...changeKinds];
const count = Type.Integer({ minimum: 0 });
const figure = Type.Union([Type.Integer({ minimum: 0, maximum: 100 }), Type.Null()]);

const Side = Type.Object({
  status: text,
  reason: text,
  cause: Type.Optional(text),
  evidence: Type.Array(EvidenceSchema),
});

const Report = Type.Object({
  at: Type.String({ description: 'When it was judged, ISO 8601.' }),
  sources: Type.Array(text),
  score: ScoreSchema,
});

const Scores = Type.Array(Type.Object({ id: text, name: text, before: figure, after: figure }));

/** The JSON schema of a comparison; a reader of schema `trailguard.comparison/1` may rely on it. */
export const ComparisonSchema = Type.Object(
  {
    schema: Type.Literal('trailguard.comparison/1'),
    before: Report,
    after: Report,
    counts: Type.Object(Object.fromEntries(kinds.map((kind) => [kind, count])), {
      additionalProperties: false,
    }),
    changes: Type.Array(
      Type.Object(
        {
          kind: Type.Enum(kinds),
          controlId: text,
          title: text,
          severity,
          subject: SubjectSchema,
          before: Type.Optional(Side),
          after: Type.Optional(Side),
        },
        { additionalProperties: false },
      ),
    ),
    scores: Type.Object({ byFamily: Scores, byFramework: Scores, byAccount: Scores }),
    warnings: Type.Array(text),
  },
  {
    additionalProperties: false,
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'TrailGuard comparison of two reports',
  },
);
