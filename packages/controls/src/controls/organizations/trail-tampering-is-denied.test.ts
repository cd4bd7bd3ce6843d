import { describe } from 'vitest';
import { describeGuardrail } from '../../../test/describe-guardrail.ts';
import control from './trail-tampering-is-denied.ts';

describe(control.id, () => {
  describeGuardrail(control, [
    'cloudtrail:StopLogging',
    'cloudtrail:DeleteTrail',
    'cloudtrail:UpdateTrail',
    'cloudtrail:PutEventSelectors',
    'cloudtrail:PutInsightSelectors',
    'cloudtrail:DeleteEventDataStore',
    'cloudtrail:StopEventDataStoreIngestion',
    'cloudtrail:PutEventConfiguration',
    'cloudtrail:DeregisterOrganizationDelegatedAdmin',
  ]);
});
