/** Kinds of control policies of AWS Organizations. */
export const PolicyType = {
  /** Bears on what principals of members may do. */ ServiceControl: 'SERVICE_CONTROL_POLICY',
  /** Bears on what may be done to resources of members, whoever asks. */
  ResourceControl: 'RESOURCE_CONTROL_POLICY',
} as const;
export type PolicyType = (typeof PolicyType)[keyof typeof PolicyType];

/** How a kind is called in messages, one and several. */
export const policyTypeNames: Readonly<Record<PolicyType, readonly [one: string, several: string]>> = {
  SERVICE_CONTROL_POLICY: ['service control policy', 'service control policies'],
  RESOURCE_CONTROL_POLICY: ['resource control policy', 'resource control policies'],
};
