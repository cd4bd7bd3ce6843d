import type { AuditReport } from '@trailguard/audit';
import { describe, expect, it } from 'vitest';
import { nextAuditAfter } from './next-audit.ts';

type Result = AuditReport['results'][number];
const asOf = '2026-06-15T12:00:00.000Z';

/** A result that waits for AWS until a time, or that is unknown for another cause. */
function unknown(because: Extract<Result['verdict'], { status: 'unknown' }>['because']): Result {
  return {
    controlId: 'CT-01',
    subject: { kind: 'account', id: '444444444444', observation: {} },
    verdict: { status: 'unknown', reason: 'not settled', because },
  };
}
const pending = (until: string) => unknown({ unknown: 'pending', detail: 'AWS may need a day', until });
const after = (...results: Result[]) => nextAuditAfter({ asOf, results })?.toISOString() ?? null;

describe('the next audit', () => {
  it('comes when the first of the pending results is due', () => {
    expect(after(pending('2026-06-15T20:00:00.000Z'), pending('2026-06-15T13:30:00.000Z'))).toBe(
      '2026-06-15T13:30:00.000Z',
    );
  });

  it('is not planned when nothing is pending: waiting gives no permission', () => {
    expect(after()).toBeNull();
    expect(after(unknown({ unknown: 'access-denied', detail: 'AccessDenied' }))).toBeNull();
  });

  it.each(['2026-06-15T12:00:00.000Z', '2026-06-14T00:00:00.000Z'])(
    'leaves a minute to one that is due at %s already',
    (until) => {
      expect(after(pending(until))).toBe('2026-06-15T12:01:00.000Z');
    },
  );

  it('comes within a day, however long AWS may need', () => {
    expect(after(pending('2026-07-15T12:00:00.000Z'))).toBe('2026-06-16T12:00:00.000Z');
  });

  it('is not planned when AWS never told its time', () => {
    expect(nextAuditAfter({ asOf: null, results: [pending(asOf)] })).toBeNull();
  });
});
