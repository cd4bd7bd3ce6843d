import { partitionOf } from '../partition.ts';

/** Standards of Security Hub CSPM; each check is billed once, however many standards ask for it. */
export const SecurityStandard = {
  /** AWS Foundational Security Best Practices. */
  Foundational: 'aws-foundational-security-best-practices/v/1.0.0',
  /** CIS AWS Foundations Benchmark 5.0. */ Cis5: 'cis-aws-foundations-benchmark/v/5.0.0',
  /** CIS AWS Foundations Benchmark 3.0. */ Cis3: 'cis-aws-foundations-benchmark/v/3.0.0',
  /** NIST SP 800-53 Rev. 5. */ Nist80053: 'nist-800-53/v/5.0.0',
  /** NIST SP 800-171 Rev. 2. */ Nist800171: 'nist-800-171/v/2.0.0',
  /** PCI DSS 4.0.1. */ PciDss4: 'pci-dss/v/4.0.1',
  /** AWS Resource Tagging Standard. */ ResourceTagging: 'aws-resource-tagging-standard/v/1.0.0',
} as const;
export type SecurityStandard = (typeof SecurityStandard)[keyof typeof SecurityStandard];

/** What the guides ask for: the foundational standard, and a CIS benchmark, the newest. */
export const DefaultStandards: readonly SecurityStandard[] = [
  SecurityStandard.Foundational,
  SecurityStandard.Cis5,
];

/**
 * ARN of a standard in a region.
 * @see https://docs.aws.amazon.com/securityhub/latest/userguide/standards-reference.html
 */
export function standardArn(region: string, standard: SecurityStandard): string {
  return `arn:${partitionOf(region)}:securityhub:${region}::standards/${standard}`;
}
