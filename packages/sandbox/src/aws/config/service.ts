import type { MotoCalls } from '../../gateway/moto-calls.ts';
import type { Service } from '../service.ts';
import { complianceOperations } from './compliance.ts';
import { conformancePacks } from './conformance-packs.ts';
import { ConfigPrincipal, requireOrganization } from './organization.ts';
import { organizationRules } from './organization-rules.ts';
import { recorderOperations } from './recorder.ts';

/**
 * What moto lacks of AWS Config: checks of recorders and channels, and what is deployed to an organization. Nothing is recorded;
 * rules of the organization are evaluated when their compliance is asked for. https://docs.aws.amazon.com/config/latest/APIReference/Welcome.html
 */
export function configService(moto: MotoCalls): Service {
  return {
    name: 'config',
    operations: {
      ...recorderOperations(moto),
      ...organizationRules(moto),
      ...complianceOperations(),
      ...conformancePacks(moto),
      PutConfigurationAggregator: (call, sandbox) => {
        if (call.input.OrganizationAggregationSource !== undefined)
          requireOrganization(call, sandbox, ConfigPrincipal);
        return moto.forward(call);
      },
    },
  };
}
