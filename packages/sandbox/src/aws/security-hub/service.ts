import type { Service } from '../service.ts';
import { aggregatorOperations } from './aggregators.ts';
import { policyOperations } from './configuration-policies.ts';
import { findingOperations } from './findings.ts';
import { hubOperations } from './hubs.ts';
import { memberOperations } from './members.ts';
import { organizationOperations } from './organization.ts';
import { productOperations } from './products.ts';
import { standardOperations } from './standards.ts';

/**
 * Security Hub CSPM of an organization: hubs, standards, the administrator, central configuration, and findings that are
 * imported. No control is evaluated, so there are no findings of its own.
 * https://docs.aws.amazon.com/securityhub/1.0/APIReference/Welcome.html
 */
export const securityHub: Service = {
  name: 'securityhub',
  operations: {
    ...hubOperations,
    ...standardOperations,
    ...productOperations,
    ...aggregatorOperations,
    ...organizationOperations,
    ...policyOperations,
    ...memberOperations,
    ...findingOperations,
  },
};
