import type { ControlMapping, Framework } from './framework.ts';
import awsConfig from './aws-config.ts';
import awsFsbp_1_0_0 from './aws-fsbp-1.0.0.ts';
import checkov from './checkov.ts';
import cisAws_3_0 from './cis-aws-3.0.ts';
import cisAws_5_0 from './cis-aws-5.0.ts';
import cisAws_6_0 from './cis-aws-6.0.ts';
import cisAws_7_0 from './cis-aws-7.0.ts';
import controlTower from './control-tower.ts';
import iso_27001_2022 from './iso-27001-2022.ts';
import nist_800_53R5 from './nist-800-53-r5.ts';
import nist_800_53R5Prowler from './nist-800-53-r5-prowler.ts';
import pciDss_4_0 from './pci-dss-4.0.ts';
import pciDss_4_0_1 from './pci-dss-4.0.1.ts';
import prowler from './prowler.ts';
import securityHub from './security-hub.ts';
import soc2_2017 from './soc2-2017.ts';

/** All frameworks and tools that controls are mapped to; editions apart, for they renumber. */
export const frameworks: readonly Framework[] = [
  cisAws_3_0,
  cisAws_5_0,
  cisAws_6_0,
  cisAws_7_0,
  securityHub,
  awsFsbp_1_0_0,
  nist_800_53R5,
  nist_800_53R5Prowler,
  pciDss_4_0_1,
  pciDss_4_0,
  soc2_2017,
  iso_27001_2022,
  awsConfig,
  controlTower,
  prowler,
  checkov,
];

/** Where each framework has a control, in the order of {@link frameworks}. */
export function mappingsOf(controlId: string): readonly ControlMapping[] {
  return frameworks
    .filter(({ mappings }) => Object.hasOwn(mappings, controlId))
    .map((framework) => ({ framework, ids: framework.mappings[controlId] ?? [] }));
}
