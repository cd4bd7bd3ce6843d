import { auditActions } from '@trailguard/audit';
import { AuditActions } from '@trailguard/baseline';
import { expect, it } from 'vitest';

// The components know no AWS SDK and so cannot ask the collectors: the list stands in both.
it('lets the audit role of an account do what an audit calls, and nothing else', () => {
  const missing = auditActions.filter((action) => !AuditActions.includes(action));
  const surplus = AuditActions.filter((action) => !auditActions.includes(action));
  expect({ missing, surplus }).toEqual({ missing: [], surplus: [] });
  expect(new Set(AuditActions).size).toBe(AuditActions.length);
});
