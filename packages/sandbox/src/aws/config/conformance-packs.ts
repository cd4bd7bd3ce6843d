import type { MotoCalls } from '../../gateway/moto-calls.ts';
import type { Call } from '../call.ts';
import { AwsError } from '../error.ts';
import type { SandboxContext, Service } from '../service.ts';
import { deploymentStatus, paged, requireOrganization, RulesPrincipal } from './organization.ts';

interface Pack {
  readonly name: string;
  readonly arn: string;
  readonly bucket: string | undefined;
  readonly parameters: readonly object[];
  readonly excluded: readonly string[];
  readonly status: string;
  readonly at: string;
}

/** Longest template that a call may carry. https://docs.aws.amazon.com/config/latest/APIReference/API_PutOrganizationConformancePack.html */
const MostCharacters = 51_200;

/**
 * Conformance packs of the organization, in place of moto's, which knows neither trusted access nor administrators and lists none.
 * Their templates are not read, beyond their length.
 */
export function conformancePacks(moto: MotoCalls): Service['operations'] {
  return {
    PutOrganizationConformancePack: (call, sandbox) => putPack(call, sandbox, moto),
    DeleteOrganizationConformancePack: (call, sandbox) => {
      const packs = packsOf(call, sandbox);
      const [pack] = named(packs, [String(call.input.OrganizationConformancePackName)]);
      packs.splice(packs.indexOf(pack as Pack), 1);
      return {};
    },
    DescribeOrganizationConformancePacks: (call, sandbox) =>
      listing('OrganizationConformancePacks', call, sandbox, (pack) => ({
        OrganizationConformancePackName: pack.name,
        OrganizationConformancePackArn: pack.arn,
        ...(pack.bucket === undefined ? {} : { DeliveryS3Bucket: pack.bucket }),
        ConformancePackInputParameters: pack.parameters,
        ExcludedAccounts: pack.excluded,
        LastUpdateTime: new Date(pack.at),
      })),
    DescribeOrganizationConformancePackStatuses: (call, sandbox) =>
      listing('OrganizationConformancePackStatuses', call, sandbox, ({ name, status, at }) => ({
        OrganizationConformancePackName: name,
        Status: status,
        LastUpdateTime: new Date(at),
      })),
  };
}

function packsOf(call: Call, sandbox: SandboxContext): Pack[] {
  requireOrganization(call, sandbox, RulesPrincipal);
  const places = sandbox.state<Record<string, Pack[]>>('organization-conformance-packs', () => ({}));
  const place = `${call.caller.accountId}/${call.region}`;
  places[place] ??= [];
  return places[place];
}

async function putPack(call: Call, sandbox: SandboxContext, moto: MotoCalls): Promise<object> {
  const input = call.input as {
    OrganizationConformancePackName: string;
    TemplateBody?: string;
    TemplateS3Uri?: string;
    DeliveryS3Bucket?: string;
    ConformancePackInputParameters?: object[];
    ExcludedAccounts?: string[];
  };
  const packs = packsOf(call, sandbox);
  const {
    OrganizationConformancePackName: name,
    TemplateBody: body,
    ExcludedAccounts: excluded = [],
  } = input;
  if (body === undefined && input.TemplateS3Uri === undefined)
    throw new AwsError('ValidationException', 'Either TemplateBody or TemplateS3Uri is needed.', 400);
  if (body !== undefined && (body.length === 0 || body.length > MostCharacters))
    throw new AwsError('ValidationException', `The template has ${body.length} characters.`, 400);
  const before = packs.find((pack) => pack.name === name);
  const arn =
    before?.arn ??
    `arn:aws:config:${call.region}:${call.caller.accountId}:organization-conformance-pack/${name}-${packs.length + 1}`;
  const status = await deploymentStatus(call, sandbox, moto, excluded);
  if (before !== undefined) packs.splice(packs.indexOf(before), 1);
  packs.push({
    name,
    arn,
    bucket: input.DeliveryS3Bucket || undefined,
    parameters: input.ConformancePackInputParameters ?? [],
    excluded,
    status,
    at: sandbox.clock.now().toISOString(),
  });
  return { OrganizationConformancePackArn: arn };
}

function named(packs: readonly Pack[], names: readonly string[]): readonly Pack[] {
  return names.map((name) => {
    const found = packs.find((pack) => pack.name === name);
    if (found !== undefined) return found;
    throw new AwsError(
      'NoSuchOrganizationConformancePackException',
      `The organization conformance pack ${name} does not exist.`,
      400,
    );
  });
}

function listing(member: string, call: Call, sandbox: SandboxContext, view: (pack: Pack) => object): object {
  const names = (call.input.OrganizationConformancePackNames as string[] | undefined) ?? [];
  const packs = packsOf(call, sandbox);
  return paged(member, (names.length > 0 ? named(packs, names) : packs).map(view), call);
}
