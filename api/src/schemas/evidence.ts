import { Type } from 'typebox';
import { Id } from './account.ts';

const Time = Type.String({ format: 'date-time' });
const Hash = (description: string) => Type.String({ pattern: '^[0-9a-f]{64}$', description });

export const EvidenceRequest = Type.Object(
  {
    from: Type.String({ format: 'date-time', description: 'the beginning, such as 2026-01-01T00:00:00Z' }),
    to: Type.Optional(
      Type.String({ format: 'date-time', description: 'the end, not included; default: now' }),
    ),
  },
  {
    additionalProperties: false,
    description: 'The time of which evidence is wanted',
    examples: [{ from: '2026-01-01T00:00:00Z', to: '2026-04-01T00:00:00Z' }],
  },
);

export const EvidenceBundle = Type.Object(
  {
    id: Type.Unsafe<string>({ ...Id, description: 'That of the job that made it' }),
    from: Time,
    to: Time,
    size: Type.Integer({ minimum: 0, description: 'Bytes' }),
    sha256: Hash('Of the file'),
    manifestSha256: Hash('Of its manifest; kept elsewhere, it shows that no other file was put in its place'),
    createdAt: Time,
    expiresAt: Type.Unsafe<string>({
      ...Time,
      description: 'When its file is deleted; all else that is here stays',
    }),
  },
  {
    $id: 'EvidenceBundle',
    description: 'One file of all that shows what was done and found in a time',
    examples: [
      {
        id: '6a1f8d52-0c55-4f0e-8f6c-0f3c2f1f9f21',
        from: '2026-01-01T00:00:00.000Z',
        to: '2026-04-01T00:00:00.000Z',
        size: 1_482_113,
        sha256: 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
        manifestSha256: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
        createdAt: '2026-04-01T09:00:00.000Z',
        expiresAt: '2026-06-30T09:00:00.000Z',
      },
    ],
  },
);
