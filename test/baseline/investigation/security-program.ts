import {
  AccessAnalyzers,
  AccessPolicies,
  investigationNames,
  Reviews,
  SecurityDashboard,
  TrailInvestigation,
  type TrailInvestigationArgs,
} from '@trailguard/baseline';
import type { Sandbox } from '@trailguard/sandbox';

/** What the security account investigates with, in an organization of the sandbox. */
export interface SecurityProgram {
  readonly sandbox: Pick<Sandbox, 'accounts' | 'organizationId'>;
  readonly logBucketName: string;
  readonly regions: readonly string[];
  /** Whether people, unused access, reminders and a dashboard are there, too. */
  readonly withEverything: boolean;
  readonly investigation: Partial<TrailInvestigationArgs>;
}

/** Names in the security account. */
export const namesIn = ({ accounts }: Pick<Sandbox, 'accounts'>) =>
  investigationNames({
    securityAccountId: accounts.security,
    homeRegion: 'us-east-1',
    namePrefix: 'trailguard',
  });

/** The components of the security account, as one program. */
export function securityProgram(asked: SecurityProgram): () => Promise<void> {
  const { sandbox, logBucketName, regions, withEverything } = asked;
  const { accounts, organizationId } = sandbox;
  const shared = { namePrefix: 'trailguard', region: 'us-east-1', accountId: accounts.security };
  return async () => {
    new TrailInvestigation('investigation', {
      ...shared,
      logBucketName,
      organizationId,
      regions: [...regions],
      ...asked.investigation,
    });
    new AccessAnalyzers('access', {
      namePrefix: 'trailguard',
      regions: [...regions],
      homeRegion: 'us-east-1',
      ...(withEverything ? { unusedAccessDays: 90 } : {}),
    });
    if (!withEverything) return;
    const principalArns = [`arn:aws:iam::${accounts.security}:role/OrganizationAccountAccessRole`];
    new AccessPolicies('people', {
      ...shared,
      investigators: { ...namesIn(sandbox), principalArns, archiveBucketNames: [logBucketName] },
      operators: { principalArns, hasFindings: true },
    });
    new Reviews('reviews', {
      ...shared,
      topicArn: `arn:aws:sns:us-east-1:${accounts.security}:trailguard-alerts`,
    });
    new SecurityDashboard('security', {
      dashboardName: 'trailguard-security',
      region: 'us-east-1',
      topicNames: ['trailguard-alerts'],
      workgroupNames: [namesIn(sandbox).workgroupName],
    });
  };
}
