/** What people have to look at again and again; alone in its file, since loading the controls takes a command longer than its work. */
export const reviewNames = [
  'trail-review',
  'findings-review',
  'suppression-review',
  'access-review',
  'feature-review',
  'log-validation',
  'drift-check',
  'log-query-test',
  'alert-test',
  'restore-test',
  'threat-hunt',
] as const;
export type ReviewName = (typeof reviewNames)[number];
