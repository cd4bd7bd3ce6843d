import { setUpLandingZone } from './aws/control-tower/landing-zone.ts';
import { createAccountAccessRole, createAdministrator } from './aws/organizations/bootstrap.ts';
import { newAccountId, type OrganizationState, randomId } from './aws/organizations/state.ts';
import type { SandboxContext } from './aws/service.ts';
import type { MotoCalls } from './gateway/moto-calls.ts';

/** What a new organization begins with. */
export interface Founded {
  accounts: { management: string; logArchive: string; security: string };
  administrator: { accessKeyId: string; secretAccessKey: string };
}

/** What a new organization is made in. */
export interface BootstrapParts {
  readonly moto: MotoCalls;
  readonly sandbox: SandboxContext;
  readonly organization: OrganizationState;
  readonly homeRegion: string;
  /** Whether Control Tower sets it up. */
  readonly controlTower: boolean;
}

/** What the organization began with. @throws Error before {@link bootstrap}. */
export function founded(sandbox: Pick<SandboxContext, 'state'>): Founded {
  return sandbox.state<Founded>('sandbox', () => {
    throw new Error('the sandbox has no state yet');
  });
}

/** Makes what every organization here begins with: two units, the accounts `log-archive` and `security`, an administrator. */
export async function bootstrap(parts: BootstrapParts): Promise<void> {
  const { moto, sandbox, organization, homeRegion } = parts;
  const management = organization.managementAccountId;
  const securityUnit = addUnit(organization, 'Security');
  addUnit(organization, 'Workloads');
  const add = async (name: string) => {
    const id = addAccount(organization, name, securityUnit, sandbox.clock.now());
    await createAccountAccessRole(moto, id, management);
    return id;
  };
  const logArchive = await add('log-archive');
  const security = await add('security');
  const administrator = await createAdministrator(moto, management);
  sandbox.state<Founded>('sandbox', () => ({
    accounts: { management, logArchive, security },
    administrator,
  }));
  if (parts.controlTower) {
    await setUpLandingZone({ moto, sandbox, organization, logArchive, audit: security, homeRegion });
  }
}

function addUnit(organization: OrganizationState, name: string): string {
  const id = `ou-${organization.rootId.slice(2)}-${randomId(8)}`;
  organization.units.push({ id, name, parentId: organization.rootId });
  return id;
}

function addAccount(organization: OrganizationState, name: string, parentId: string, now: Date): string {
  const id = newAccountId(organization.accounts);
  organization.accounts.push({
    id,
    name,
    email: `${name}@example.com`,
    status: 'ACTIVE',
    joinedMethod: 'CREATED',
    joinedAt: now.toISOString(),
    parentId,
  });
  return id;
}
