import type { PolicyStatement } from '../policy-document.ts';
import { SecondFactorTag } from './federated-people.ts';
import { readFindings } from './investigator-policy.ts';

/** What an operator works on. */
export interface Operated {
  /** Trails whose recording may be widened; of the management account. */
  readonly trailArns: readonly string[];
  /** Whether the account administers GuardDuty. */
  readonly hasFindings: boolean;
  /** Whether an identity provider lets some of them in. */
  readonly areFederated: boolean;
}

/** How a session shows a second factor: the end of the statements' names, and their condition. */
const withMfa = ['WithMfa', { Bool: { 'aws:MultiFactorAuthPresent': 'true' } }] as const;
/** `aws:MultiFactorAuthPresent` is absent from federated sessions: the provider's word stands for it. */
const byFederation = [
  'ByFederation',
  { StringEquals: { [`aws:PrincipalTag/${SecondFactorTag}`]: 'true' } },
] as const;

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
export function operatorStatements(operated: Operated): PolicyStatement[] {
  const proofs = operated.areFederated ? [withMfa, byFederation] : [withMfa];
  return [
    readFindings,
    ...changesOf(operated).flatMap(({ sid, actions, resource }) =>
      proofs.map(
        ([proof, Condition]): PolicyStatement => ({
          Sid: `${sid}${proof}`,
          Effect: 'Allow',
          Action: actions,
          Resource: resource,
          Condition,
        }),
      ),
    ),
    { Sid: 'NeverEndRecording', Effect: 'Deny', Action: neverByPeople, Resource: '*' },
  ];
}

/** What needs a second factor. */
function changesOf({ trailArns, hasFindings }: Operated) {
  return [
    {
      // The guardrails deny members what hides findings for good: filters and lists.
      sid: 'AnswerFindings',
      actions: [
        'guardduty:ArchiveFindings',
        'guardduty:StartMalwareScan',
        'guardduty:UnarchiveFindings',
        'guardduty:UpdateFindingsFeedback',
        'securityhub:BatchUpdateFindings',
      ],
      resource: hasFindings ? '*' : [],
    },
    {
      sid: 'ChangeOurTrails',
      actions: [
        'cloudtrail:AddTags',
        'cloudtrail:PutEventSelectors',
        'cloudtrail:PutInsightSelectors',
        'cloudtrail:StartLogging',
        'cloudtrail:UpdateTrail',
      ],
      resource: trailArns,
    },
  ].filter(({ resource }) => resource.length > 0);
}
