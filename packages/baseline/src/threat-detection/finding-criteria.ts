/**
 * What a finding can be told by.
 * @see https://docs.aws.amazon.com/guardduty/latest/APIReference/API_CreateFilter.html
 */
export const FindingField = {
  /** Kind of finding, such as Recon:EC2/PortProbeUnprotectedPort. */ Type: 'type',
  /** 1 to 10: low below 4, medium below 7, high below 9, critical from there on. */ Severity: 'severity',
  /** Account that it is of. */ AccountId: 'accountId',
  /** Key of the credentials. */ AccessKeyId: 'resource.accessKeyDetails.accessKeyId',
  /** Id of the principal. */ PrincipalId: 'resource.accessKeyDetails.principalId',
  /** Name of the user or role. */ UserName: 'resource.accessKeyDetails.userName',
  /** Kind of principal. */ UserType: 'resource.accessKeyDetails.userType',
  /** EC2 instance. */ InstanceId: 'resource.instanceDetails.instanceId',
  /** Image of the instance. */ ImageId: 'resource.instanceDetails.imageId',
  /** Profile of the instance. */ InstanceProfileId: 'resource.instanceDetails.iamInstanceProfile.id',
  /** Security group of the instance. */
  SecurityGroupId: 'resource.instanceDetails.networkInterfaces.securityGroups.groupId',
  /** Subnet of the instance. */ SubnetId: 'resource.instanceDetails.networkInterfaces.subnetId',
  /** VPC of the instance. */ VpcId: 'resource.instanceDetails.networkInterfaces.vpcId',
  /** Public address of the instance. */
  PublicIp: 'resource.instanceDetails.networkInterfaces.publicIp',
  /** Key of the instance's tags. */ InstanceTagKey: 'resource.instanceDetails.tags.key',
  /** Value of the instance's tags. */ InstanceTagValue: 'resource.instanceDetails.tags.value',
  /** Bucket. */ BucketName: 'resource.s3BucketDetails.name',
  /** EKS cluster. */ EksClusterName: 'resource.eksClusterDetails.name',
  /** ECS cluster. */ EcsClusterName: 'resource.ecsClusterDetails.name',
  /** Lambda function. */ FunctionName: 'resource.lambdaDetails.functionName',
  /** RDS instance. */ DatabaseInstanceId: 'resource.rdsDbInstanceDetails.dbInstanceIdentifier',
  /** Image of the container. */ ContainerImage: 'resource.containerDetails.image',
  /** Kind of resource. */ ResourceType: 'resource.resourceType',
  /** Kind of action. */ ActionType: 'service.action.actionType',
  /** Call of an API. */ Api: 'service.action.awsApiCallAction.api',
  /** Service whose API was called. */ ApiService: 'service.action.awsApiCallAction.serviceName',
  /** Address of the caller. */
  CallerIp: 'service.action.awsApiCallAction.remoteIpDetails.ipAddressV4',
  /** Domain that was asked for. */ Domain: 'service.action.dnsRequestAction.domain',
  /** Address at the other end of a connection. */
  RemoteIp: 'service.action.networkConnectionAction.remoteIpDetails.ipAddressV4',
  /** Port at this end. */ LocalPort: 'service.action.networkConnectionAction.localPortDetails.port',
  /** Address that probed a port. */
  ProbeIp: 'service.action.portProbeAction.portProbeDetails.remoteIpDetails.ipAddressV4',
  /** Name of the threat list that matched. */ ThreatListName: 'service.additionalInfo.threatListName',
} as const;
export type FindingField = (typeof FindingField)[keyof typeof FindingField];

/** One condition on findings; a finding must meet all conditions of a filter. */
export interface FindingCriterion {
  /** What is looked at. */
  field: FindingField;
  /** It is one of these. */
  equals?: string[];
  /** It is none of these. */
  notEquals?: string[];
  /** It matches one of these, where * stands for anything and ? for one character. */
  matches?: string[];
  /** It matches none of these. */
  notMatches?: string[];
  /** It is more than this. */
  greaterThan?: number;
  /** It is this or more. */
  greaterThanOrEqual?: number;
  /** It is less than this. */
  lessThan?: number;
  /** It is this or less. */
  lessThanOrEqual?: number;
}

/** Severity from which a finding is high; 9 and more is critical. */
const HighSeverity = 7;

/** Fields that name one thing or one group of things of ours. */
const Naming: ReadonlySet<FindingField> = new Set([
  FindingField.AccountId,
  FindingField.AccessKeyId,
  FindingField.PrincipalId,
  FindingField.UserName,
  FindingField.InstanceId,
  FindingField.ImageId,
  FindingField.InstanceProfileId,
  FindingField.SecurityGroupId,
  FindingField.SubnetId,
  FindingField.VpcId,
  FindingField.PublicIp,
  FindingField.InstanceTagValue,
  FindingField.BucketName,
  FindingField.EksClusterName,
  FindingField.EcsClusterName,
  FindingField.FunctionName,
  FindingField.DatabaseInstanceId,
  FindingField.ContainerImage,
]);

/**
 * Checks that a filter which archives findings is narrow: it names kinds of findings and a resource or account that
 * they are of, and leaves high and critical ones alone.
 * @param allowHighSeverity whether it may archive high and critical findings after all.
 * @returns one sentence for each fault; none when all is well.
 */
export function criteriaFaults(criteria: readonly FindingCriterion[], allowHighSeverity: boolean): string[] {
  const faults = criteria.flatMap(formFaults);
  const fields = criteria.map(({ field }) => field);
  for (const field of new Set(fields.filter((one, index) => fields.indexOf(one) !== index))) {
    faults.push(`${field} is given twice; GuardDuty takes one condition on a field`);
  }
  if (!criteria.some((one) => one.field === FindingField.Type && narrows(one))) {
    faults.push(
      'it names no finding type; add a condition on type with equals or matches, such as Recon:EC2/PortProbeUnprotectedPort',
    );
  }
  if (!criteria.some((one) => Naming.has(one.field) && narrows(one))) {
    faults.push(
      'it names no resource or account, so it would archive findings of all; add a condition with equals or matches ' +
        `on one of ${[...Naming].join(', ')}`,
    );
  }
  const severity = criteria.find(({ field }) => field === FindingField.Severity);
  if (severity !== undefined && !allowHighSeverity && reachesHigh(severity)) {
    faults.push(
      `its condition on severity lets in ${HighSeverity} and more, which is high or critical; ` +
        `end it below ${HighSeverity}, or set allowHighSeverity and say in its reason why`,
    );
  }
  return faults;
}

/** The criteria with the bound on severity that a filter has unless it says otherwise. */
export function boundedCriteria(
  criteria: readonly FindingCriterion[],
  allowHighSeverity: boolean,
): FindingCriterion[] {
  return allowHighSeverity || criteria.some(({ field }) => field === FindingField.Severity)
    ? [...criteria]
    : [...criteria, { field: FindingField.Severity, lessThan: HighSeverity }];
}

/** Whether a condition lets in what it names, and not everything. */
function narrows({ equals = [], matches = [] }: FindingCriterion): boolean {
  const named = [...equals, ...matches];
  return named.length > 0 && matches.every((pattern) => /[^*?]/.test(pattern)) && !named.includes('');
}

/** Whether a condition on severity lets in a high one. */
function reachesHigh({ equals, lessThan, lessThanOrEqual }: FindingCriterion): boolean {
  if (equals !== undefined) return equals.some((value) => !(Number(value) < HighSeverity));
  return !(
    (lessThan !== undefined && lessThan <= HighSeverity) ||
    (lessThanOrEqual !== undefined && lessThanOrEqual < HighSeverity)
  );
}

function formFaults({ field, ...conditions }: FindingCriterion): string[] {
  if (!Object.values(FindingField).includes(field)) {
    return [`${JSON.stringify(field)} is no field; there are ${Object.values(FindingField).join(', ')}`];
  }
  const given = Object.entries(conditions).filter(([, value]) => value !== undefined);
  if (given.length === 0) return [`${field} has no condition; give equals, matches or a bound`];
  return given.flatMap(([name, value]) =>
    Array.isArray(value) && (value.length === 0 || value.length > 50)
      ? [`${field} ${name} has ${value.length} values; it takes 1 to 50`]
      : [],
  );
}
