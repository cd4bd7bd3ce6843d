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

// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
it('fits into the inline policies of a role, 10,240 characters in all', () => {
  const Statement = [{ Sid: 'ReadWhatControlsJudge', Effect: 'Allow', Action: AuditActions, Resource: '*' }];
  expect(JSON.stringify({ Version: '2012-10-17', Statement }).length).toBeLessThan(10_240);
});
