import { describe } from 'vitest';
import { describeGuardrail } from '../../../test/describe-guardrail.ts';
import control from './leaving-is-denied.ts';

describe(control.id, () => {
  describeGuardrail(control, [
    'organizations:LeaveOrganization',
    'config:StopConfigurationRecorder',
    'config:DeleteConfigurationRecorder',
    'config:DeleteDeliveryChannel',
    'securityhub:DisableSecurityHub',
    'securityhub:DisassociateFromAdministratorAccount',
    'securityhub:DisassociateMembers',
  ]);
});
