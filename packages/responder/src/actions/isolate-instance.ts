import {
  CreateSecurityGroupCommand,
  CreateTagsCommand,
  DescribeInstancesCommand,
  DescribeSecurityGroupsCommand,
  type EC2Client,
  ModifyNetworkInterfaceAttributeCommand,
  RevokeSecurityGroupEgressCommand,
} from '@aws-sdk/client-ec2';
import type { Action } from './action.ts';

/** A network interface and the groups that it had. */
interface Interface {
  readonly networkInterfaceId: string;
  readonly groups: readonly string[];
}

/**
 * Takes an instance off the network, and leaves it running for those who investigate: its disks and memory stay.
 * @see https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/security-group-connection-tracking.html
 */
export const isolateInstance: Action = {
  aim({ accountId, region, resource }) {
    const { instanceId } = resource.instanceDetails ?? {};
    if (instanceId === undefined) return 'the finding names no instance';
    return {
      accountId,
      region,
      target: { instanceId },
      summary: `put the instance ${instanceId} into a security group without rules`,
    };
  },

  async look({ ec2 }, { target }, { isolationGroupName }) {
    const instanceId = String(target.instanceId);
    const instance = await findInstance(ec2, instanceId);
    if (instance === undefined) return `there is no instance ${instanceId}`;
    const { State: state, VpcId: vpcId } = instance;
    if (state?.Name === 'terminated' || state?.Name === 'shutting-down') {
      return `the instance ${instanceId} is ${state.Name}`;
    }
    const groups = instance.NetworkInterfaces?.flatMap(({ Groups = [] }) => Groups) ?? [];
    if (groups.length > 0 && groups.every(({ GroupName }) => GroupName === isolationGroupName)) {
      return `the instance ${instanceId} is isolated already`;
    }
    const interfaces = (instance.NetworkInterfaces ?? []).map(
      ({ NetworkInterfaceId = '', Groups = [] }): Interface => ({
        networkInterfaceId: NetworkInterfaceId,
        groups: Groups.map(({ GroupId = '' }) => GroupId),
      }),
    );
    return { vpcId, interfaces };
  },

  async perform({ ec2 }, { target }, before, incident, { isolationGroupName }) {
    const instanceId = String(target.instanceId);
    const { vpcId, interfaces } = before as { vpcId: string; interfaces: readonly Interface[] };
    const group = await isolationGroup(ec2, vpcId, isolationGroupName);
    for (const { networkInterfaceId } of interfaces) {
      await ec2.send(
        new ModifyNetworkInterfaceAttributeCommand({
          NetworkInterfaceId: networkInterfaceId,
          Groups: [group],
        }),
      );
    }
    await ec2.send(
      new CreateTagsCommand({
        Resources: [instanceId],
        Tags: [{ Key: 'trailguard:incident', Value: incident }],
      }),
    );
    return {
      text: `the ${interfaces.length} network interface(s) of the instance ${instanceId} have the group ${group} alone`,
      undo: interfaces
        .map(
          ({ networkInterfaceId, groups }) =>
            `aws ec2 modify-network-interface-attribute --network-interface-id ${networkInterfaceId} --groups ${groups.join(' ')}`,
        )
        .join(' && '),
    };
  },
};

async function findInstance(ec2: EC2Client, instanceId: string) {
  try {
    const { Reservations: found = [] } = await ec2.send(
      new DescribeInstancesCommand({ InstanceIds: [instanceId] }),
    );
    return found.flatMap(({ Instances = [] }) => Instances)[0];
  } catch (error) {
    const gone = ['InvalidInstanceID.NotFound', 'InvalidInstanceID.Malformed'];
    if (gone.includes((error as Error).name)) return undefined;
    throw error;
  }
}

/** The group without rules of a network, made when it is first needed. What AWS lets out of a new group is taken away. */
async function isolationGroup(ec2: EC2Client, vpcId: string, name: string): Promise<string> {
  const find = async () => {
    const { SecurityGroups: [group] = [] } = await ec2.send(
      new DescribeSecurityGroupsCommand({
        Filters: [
          { Name: 'vpc-id', Values: [vpcId] },
          { Name: 'group-name', Values: [name] },
        ],
      }),
    );
    return group;
  };
  if ((await find()) === undefined) {
    await ec2.send(
      new CreateSecurityGroupCommand({
        GroupName: name,
        VpcId: vpcId,
        Description: 'Isolates instances of incidents: no traffic in or out',
      }),
    );
  }
  const group = await find();
  if (group?.GroupId === undefined) throw new Error(`The security group ${name} of ${vpcId} was not found`);
  if ((group.IpPermissions?.length ?? 0) > 0) {
    throw new Error(
      `The security group ${name} of ${vpcId} lets traffic in; remove its rules, or instances are not isolated by it`,
    );
  }
  if ((group.IpPermissionsEgress?.length ?? 0) > 0) {
    await ec2.send(
      new RevokeSecurityGroupEgressCommand({
        GroupId: group.GroupId,
        IpPermissions: group.IpPermissionsEgress,
      }),
    );
  }
  return group.GroupId;
}
