import { describe } from 'vitest';
import { describeGuardrail } from '../../../test/describe-guardrail.ts';
import control from './detection-tampering-is-denied.ts';

describe(control.id, () => {
  describeGuardrail(control, [
    'guardduty:DeleteDetector',
    'guardduty:UpdateDetector',
    'guardduty:DisassociateFromAdministratorAccount',
    'guardduty:DisassociateFromMasterAccount',
    'guardduty:StopMonitoringMembers',
    'guardduty:DisassociateMembers',
    'guardduty:DeleteMembers',
    'guardduty:DeletePublishingDestination',
    'guardduty:CreateFilter',
    'guardduty:CreateIPSet',
    'guardduty:UpdateIPSet',
    'guardduty:DisableOrganizationAdminAccount',
  ]);
});
