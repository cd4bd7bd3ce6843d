import { EnablePolicyTypeCommand, OrganizationsClient } from '@aws-sdk/client-organizations';
import type { Stack } from '@pulumi/pulumi/automation/index.js';
import { type AccountCredentials, audit } from '@trailguard/audit';
import { detectionNames, organizationNames, type OrganizationSettings } from '@trailguard/baseline';
import { type Estate, type EvidenceRecord, judge, type Parameters, type Result } from '@trailguard/controls';
import { estateOf, programControls } from '@trailguard/policy-pack';
import { programOf, readState } from '@trailguard/policy-pack/lens';
import { SandboxStacks } from '../baseline/sandbox-stacks.ts';
import { applyChanges } from './change.ts';
import type { Update } from './misconfigurations.ts';
import { auditorArn } from './organization/accounts.ts';
import { declareOrganization } from './organization/organization.ts';
import { previewedEstate } from './previewed-estate.ts';

export const lenses = ['preview', 'state', 'live'] as const;
export type Lens = (typeof lenses)[number];

/** What each lens says of one configuration. */
export type Seen = Readonly<Record<Lens, readonly Result[]>>;

const hour = 3_600_000;
/** A program: the good one, and how it differs. */
type Configuration = Pick<Update, 'add' | 'changes' | 'omitted' | 'queryTest'>;
const good: Configuration = { add: () => {}, changes: {}, omitted: [], queryTest: 'passed' };

/** One stack in one sandbox that holds a whole organization, looked at by all lenses. */
export class LookedAtStack implements AsyncDisposable {
  readonly #stacks: SandboxStacks;
  readonly #stack: Stack;
  readonly #parameters: Readonly<Record<string, Parameters>>;
  #declared = good;
  #unmet: readonly string[] = [];

  private constructor(stacks: SandboxStacks, stack: Stack, parameters: Readonly<Record<string, Parameters>>) {
    this.#stacks = stacks;
    this.#stack = stack;
    this.#parameters = parameters;
  }

  /** Starts it with accounts that are a day old; nothing is applied yet. */
  static async open(): Promise<LookedAtStack> {
    const stacks = await SandboxStacks.start({ regions: ['us-east-1'] });
    const { sandbox } = stacks;
    sandbox.setDelays({ iam: 0, trustedAccess: 0, members: 0, accounts: 0 });
    await sandbox.clock.advance(24 * hour);
    const administrator = await stacks.client();
    const organizations = new OrganizationsClient(administrator);
    for (const PolicyType of ['SERVICE_CONTROL_POLICY', 'RESOURCE_CONTROL_POLICY'] as const)
      await organizations.send(new EnablePolicyTypeCommand({ RootId: sandbox.rootId, PolicyType }));
    organizations.destroy();
    const settings: OrganizationSettings = {
      organizationId: sandbox.organizationId,
      managementAccountId: sandbox.accounts.management,
      logArchiveAccountId: sandbox.accounts.logArchive,
      securityAccountId: sandbox.accounts.security,
      homeRegion: 'us-east-1',
      namePrefix: 'trailguard',
      breakGlassRoleName: 'trailguard-break-glass',
    };
    let opened: LookedAtStack | undefined;
    const stack = await stacks.open(
      'agreement',
      async () => {
        if (opened !== undefined) opened.#declare(settings);
      },
      administrator,
    );
    opened = new LookedAtStack(stacks, stack, parametersOf(settings));
    return opened;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#stacks[Symbol.asyncDispose]();
  }

  /** Where the audit is to find the sandbox. */
  get endpoint(): string {
    return this.#stacks.sandbox.endpoint;
  }

  /**
   * Previews the good configuration and each of these, applies it and audits, in this order. While one is audited the
   * next is previewed: neither changes anything.
   */
  async seeAll(updates: readonly Configuration[]): Promise<readonly Seen[]> {
    const all: Seen[] = [];
    let preview: readonly Result[] | undefined = await this.#previewed(good);
    for (const next of [...updates, undefined]) {
      await this.#stack.up();
      const state = this.#judged(estateOf(programOf([readState(await this.#exported(), 'agreement')])));
      // Log files are there by then.
      if (all.length === 0) await this.#stacks.sandbox.clock.advance(2 * hour);
      const [live, nextPreview] = await Promise.all([
        this.#audited(this.#declared),
        next === undefined ? undefined : this.#previewed(next),
      ]);
      all.push({ preview: preview ?? [], state, live });
      preview = nextPreview;
    }
    return all;
  }

  #declare(settings: OrganizationSettings): void {
    const { add, changes, omitted } = this.#declared;
    const unmet = applyChanges(changes);
    add(settings, declareOrganization(settings, this.#stacks.sandbox.rootId, omitted));
    this.#unmet = unmet();
  }

  /** The estate as a policy pack sees it. What is previewed is what the next update applies. */
  async #previewed(configuration: Configuration): Promise<readonly Result[]> {
    this.#declared = configuration;
    const estate = await previewedEstate(this.#stack);
    if (this.#unmet.length > 0) throw new Error(`changed, but not declared: ${this.#unmet.join(', ')}`);
    return this.#judged(estate);
  }

  async #exported(): Promise<string> {
    return JSON.stringify(await this.#stack.exportStack());
  }

  #judged(estate: Estate): readonly Result[] {
    return judge(estate, { controls: programControls, parameters: this.#parameters });
  }

  async #audited({ queryTest }: Configuration): Promise<readonly Result[]> {
    const { management, logArchive, security } = this.#stacks.sandbox.accounts;
    const shown = new Set(programControls.map(({ id }) => id));
    const report = await audit({
      organization: {
        managementAccountId: management,
        logArchiveAccountId: logArchive,
        securityAccountId: security,
        homeRegion: 'us-east-1',
      },
      credentials: async (accountId): Promise<AccountCredentials> =>
        (await this.#stacks.client(accountId === management ? undefined : accountId)).credentials,
      parameters: this.#parameters,
      records: [queryTestRecord(queryTest, this.#stacks.sandbox.clock.now())],
    });
    if (report.unread.length > 0) throw new Error(`not read: ${JSON.stringify(report.unread)}`);
    return (report.results as readonly Result[]).filter(({ controlId }) => shown.has(controlId));
  }
}

/** The record of the last query over the logs, made on the day before. */
function queryTestRecord(outcome: Update['queryTest'], now: Date): EvidenceRecord {
  return {
    id: 'query-test',
    kind: 'log-query-test',
    at: new Date(now.getTime() - 24 * hour).toISOString(),
    by: ['ann'],
    signedOffBy: null,
    outcome,
    scope: [],
    covers: [],
    counts: {},
    actions: [],
    reference: 'CASE-1',
    nextDue: null,
    observation: {},
  };
}

/** What the owner of the organization has decided, so that controls that ask for decisions apply. */
function parametersOf(settings: OrganizationSettings): Readonly<Record<string, Parameters>> {
  const { logArchiveAccountId, managementAccountId, securityAccountId } = settings;
  const names = organizationNames(settings);
  return {
    'CT-13': { scope: 'all' },
    'CT-14': { sensitiveTables: [`arn:aws:dynamodb:us-east-1:${managementAccountId}:table/payroll`] },
    'CT-15': { requiredDataTypes: ['AWS::SQS::Queue'] },
    'CT-16': { networkActivitySources: ['kms.amazonaws.com'] },
    'CT-22': { requiredTags: ['owner'] },
    'CT-30': { namePattern: 'trailguard-*' },
    'CT-31': { archiveBuckets: [names.logBucketName], archiveAccountIds: [logArchiveAccountId] },
    'GD-16': { aiWorkloads: 'yes' },
    'GD-25': { approvedLists: ['ours'], approvedBuckets: [detectionNames(settings).threatListBucketName] },
    'GD-27': { requiredTags: ['owner'] },
    'IAM-08': { breakGlassRoleArns: [names.breakGlassRoleArn] },
    'IAM-05': { approvedRoles: ['detection'] },
    'KM-06': { readerRoleArns: [auditorArn(settings)] },
    'KM-07': { approvedAccountIds: [logArchiveAccountId, securityAccountId] },
    'LB-01': { logArchiveAccountId },
    'LB-06': { readerRoleArns: [auditorArn(settings)] },
    'LB-19': { requireReplication: true },
    'LB-21': { approvedAccountIds: [logArchiveAccountId], approvedRegions: ['us-east-1'] },
    'NT-08': { requiredTags: ['owner'] },
    'ORG-12': { regionDeny: true, approvedRegions: ['us-east-1'] },
  };
}
