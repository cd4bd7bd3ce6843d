import { randomBytes } from 'node:crypto';
import { detectorArn } from '../detectors.ts';
import type { Detector, Finding } from '../state.ts';
import type { FindingType } from './types.ts';

/** What a type is about, from `Purpose:Resource/Family`. */
function resourceOf(type: string, accountId: string): Record<string, unknown> {
  const kind = type.split(':')[1]?.split('/')[0] ?? '';
  const accessKey = {
    AccessKeyId: 'GeneratedFindingAccessKeyId',
    PrincipalId: 'GeneratedFindingPrincipalId',
    UserName: 'GeneratedFindingUserName',
    UserType: 'IAMUser',
  };
  switch (kind) {
    case 'IAM':
    case 'IAMUser':
      return { ResourceType: 'AccessKey', AccessKeyDetails: accessKey };
    case 'S3':
      return {
        ResourceType: 'S3Bucket',
        AccessKeyDetails: accessKey,
        S3BucketDetails: [
          {
            Arn: 'arn:aws:s3:::example-bucket1',
            Name: 'example-bucket1',
            Type: 'Destination',
            Owner: { Id: accountId },
          },
        ],
      };
    case 'Kubernetes':
    case 'EKS':
      return {
        ResourceType: 'EKSCluster',
        EksClusterDetails: { Name: 'GeneratedFindingEKSClusterName', Status: 'ACTIVE' },
      };
    case 'ECS':
      return {
        ResourceType: 'ECSCluster',
        EcsClusterDetails: { Name: 'GeneratedFindingECSClusterName', Status: 'ACTIVE' },
      };
    case 'Container':
      return { ResourceType: 'Container', ContainerDetails: { Name: 'GeneratedFindingContainerName' } };
    case 'Lambda':
      return {
        ResourceType: 'Lambda',
        LambdaDetails: { FunctionName: 'GeneratedFindingLambdaFunctionName' },
      };
    case 'RDS':
      return {
        ResourceType: 'RDSDBInstance',
        RdsDbInstanceDetails: { DbInstanceIdentifier: 'GeneratedFindingDBInstanceId' },
      };
    default:
      return {
        ResourceType: 'Instance',
        InstanceDetails: { InstanceId: 'i-99999999', InstanceType: 'm3.xlarge', InstanceState: 'running' },
      };
  }
}

/**
 * A sample finding as GuardDuty makes it: marked in its title and in its additional information.
 * https://docs.aws.amazon.com/guardduty/latest/ug/sample_findings.html
 */
export function sampleFinding(detector: Detector, type: FindingType, at: string): Finding {
  const finding = findingOf(detector, type, at);
  return {
    ...finding,
    Title: `[SAMPLE] ${type.type}`,
    Description: `A sample finding of the type ${type.type}.`,
    Service: {
      ...finding.Service,
      AdditionalInfo: { Type: 'default', Value: JSON.stringify({ sample: true }) },
    },
  };
}

/** A finding of a type, about something that the sandbox makes up. */
export function findingOf(detector: Detector, { type, severity }: FindingType, at: string): Finding {
  const id = randomBytes(16).toString('hex');
  return {
    AccountId: detector.accountId,
    Arn: `${detectorArn(detector)}/finding/${id}`,
    CreatedAt: at,
    UpdatedAt: at,
    Description: `A finding of the type ${type}.`,
    Id: id,
    Partition: 'aws',
    Region: detector.region,
    Resource: resourceOf(type, detector.accountId),
    SchemaVersion: '2.0',
    Severity: severity,
    Title: `Activity of the type ${type}.`,
    Type: type,
    Service: {
      Action: {
        ActionType: 'AWS_API_CALL',
        AwsApiCallAction: {
          Api: 'GeneratedFindingAPIName',
          CallerType: 'Remote IP',
          ServiceName: 'GeneratedFindingAPIServiceName',
          RemoteIpDetails: { IpAddressV4: '198.51.100.0' },
        },
      },
      AdditionalInfo: { Type: 'default', Value: '{}' },
      Archived: false,
      Count: 1,
      DetectorId: detector.id,
      EventFirstSeen: at,
      EventLastSeen: at,
      ResourceRole: 'TARGET',
      ServiceName: 'guardduty',
    },
  };
}
