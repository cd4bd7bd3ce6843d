import { NoSuchEntityException } from '@aws-sdk/client-iam';
import { audit, auditActions } from '@trailguard/audit';
import { sessions } from '../../sessions.ts';
import { type Check, fault, type Finding, ok, unknown } from '../check.ts';
import type { Patient } from '../patient.ts';
import { refusedBySimulation } from '../simulation.ts';

const printPolicy = 'allow them: "trailguard doctor --print-policy" prints all that an audit needs';

/**
 * What the role of audits may do in the management account. IAM is asked to simulate its policies, and where it may not be
 * asked, the account is audited to see which calls are refused.
 */
export const permissions: Check = {
  name: 'permissions',
  title: 'Permissions of audits',
  needs: 'organization',
  async run(patient) {
    try {
      return [judged(await refusedBySimulation(patient, patient.role, auditActions), patient, simulated)];
    } catch (error) {
      if (error instanceof NoSuchEntityException) return [noRole(patient)];
    }
    return byTrying(patient);
  },
};

/** How it was found out, and what it comes to when nothing was refused. */
interface Proof {
  readonly how: string;
  readonly granted: string;
}
const simulated: Proof = {
  how: 'by simulation of its policies',
  granted: `may do all ${auditActions.length} actions of an audit`,
};
/** Which calls an audit makes depends on what is there. */
const tried: Proof = {
  how: 'by an audit of the management account; IAM may not be asked to simulate',
  granted: 'was refused no call',
};

function judged(refused: readonly string[], { role }: Patient, { how, granted }: Proof): Finding {
  return refused.length === 0
    ? ok(`${role} ${granted} (${how})`)
    : fault(`${role} may not do ${refused.join(', ')} (${how}): what they tell stays unknown`, printPolicy);
}

const noRole = ({ role, audited: { managementAccountId } }: Patient): Finding =>
  fault(
    `there is no role ${role} in ${managementAccountId}`,
    'bring up the stacks, which make it, or name another one with --role',
  );

async function byTrying(patient: Patient): Promise<readonly Finding[]> {
  const { organization, role, audited } = patient;
  if (organization === undefined) return [];
  const { managementAccountId } = audited;
  const open = sessions(organization, role);
  try {
    await open(managementAccountId);
  } catch (error) {
    const says = `the role ${role} of ${managementAccountId} cannot be assumed: ${(error as Error).message}`;
    return [fault(says, 'bring up the stacks, which make it, or let it trust who you are')];
  }
  const { unread } = await audit({
    organization: audited,
    accounts: [managementAccountId],
    credentials: open,
  });
  const denied = unread.filter(({ unknown: cause }) => cause === 'access-denied');
  const others = unread.filter(({ unknown: cause }) => cause !== 'access-denied');
  const calls = [...new Set(denied.map(({ detail }) => detail.split(' ')[0] ?? detail))].sort();
  return [
    judged(calls, patient, tried),
    ...others.map(({ detail }) => unknown(`not read: ${detail}`, 'try again; if it stays, see what it says')),
  ];
}
