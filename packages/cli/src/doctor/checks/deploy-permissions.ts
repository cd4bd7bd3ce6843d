import { NoSuchEntityException } from '@aws-sdk/client-iam';
import { advice, type Check, type Finding, ok } from '../check.ts';
import { deployActions } from '../deploy-actions.ts';
import type { Patient } from '../patient.ts';
import { refusedBySimulation } from '../simulation.ts';

/**
 * What the role that applies changes may do in the management account, by simulation. Nothing of it is at fault: a policy may
 * allow an action on the stacks' own resources alone, and who deploys by hand needs no such role.
 */
export const deployPermissions: Check = {
  name: 'deploy-permissions',
  title: 'Permissions of deployments',
  needs: 'organization',
  async run(patient) {
    const { deployRole } = patient;
    try {
      return [judged(await refusedBySimulation(patient, deployRole, deployActions), deployRole)];
    } catch (error) {
      if (error instanceof NoSuchEntityException) return [noRole(patient)];
      const { name, message } = error as Error;
      if (/^AccessDenied/.test(name)) return [notAsked(deployRole, message)];
      throw error;
    }
  },
};

const noRole = ({ deployRole, audited: { managementAccountId } }: Patient): Finding =>
  advice(
    `there is no role ${deployRole} in ${managementAccountId}, so that nothing is said of who deploys`,
    'name the role with --deploy-role; by hand none is needed',
  );

const notAsked = (role: string, message: string): Finding =>
  advice(
    `IAM was not asked what ${role} may do: ${message}`,
    'let who you are call iam:SimulatePrincipalPolicy',
  );

function judged(refused: readonly string[], role: string): Finding {
  return refused.length === 0
    ? ok(`${role} may do all ${deployActions.length} actions of the stacks in the management account`)
    : advice(
        `${role} may not do everywhere: ${refused.join(', ')}`,
        'allow them, at least on what the stacks make, or expect updates to stop there',
      );
}
