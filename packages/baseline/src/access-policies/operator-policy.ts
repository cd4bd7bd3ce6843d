import type { PolicyStatement } from '../policy-document.ts';
import { readFindings } from './investigator-policy.ts';

/** What an operator works on. */
export interface Operated {
  /** Trails whose recording may be widened; of the management account. */
  readonly trailArns: readonly string[];
  /** Whether the account administers GuardDuty. */
  readonly hasFindings: boolean;
}

const withMfa = { Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } } };

/** What ends recording or detection; it stays with deployment, which is reviewed, and with the break-glass role. */
export const neverByPeople: readonly string[] = [
  'cloudtrail:DeleteTrail',
  'cloudtrail:StopLogging',
  'guardduty:DeleteDetector',
  'guardduty:DisassociateMembers',
  'guardduty:StopMonitoringMembers',
];

/**
 * Works on findings and on what trails record, each change with a second factor. What widens recording or answers a finding is
 * allowed; what ends either is denied, whatever else the role is given one day.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-multifactorauthpresent
 */
export function operatorStatements({ trailArns, hasFindings }: Operated): PolicyStatement[] {
  return [
    readFindings,
    ...(hasFindings
      ? [
          {
            // The guardrails deny members what hides findings for good: filters and lists.
            Sid: 'AnswerFindingsWithMfa',
            Effect: 'Allow',
            Action: [
              'guardduty:ArchiveFindings',
              'guardduty:StartMalwareScan',
              'guardduty:UnarchiveFindings',
              'guardduty:UpdateFindingsFeedback',
              'securityhub:BatchUpdateFindings',
            ],
            Resource: '*',
            ...withMfa,
          } as const,
        ]
      : []),
    ...(trailArns.length > 0
      ? [
          {
            Sid: 'ChangeOurTrailsWithMfa',
            Effect: 'Allow',
            Action: [
              'cloudtrail:AddTags',
              'cloudtrail:PutEventSelectors',
              'cloudtrail:PutInsightSelectors',
              'cloudtrail:StartLogging',
              'cloudtrail:UpdateTrail',
            ],
            Resource: trailArns,
            ...withMfa,
          } as const,
        ]
      : []),
    { Sid: 'NeverEndRecording', Effect: 'Deny', Action: neverByPeople, Resource: '*' },
  ];
}
