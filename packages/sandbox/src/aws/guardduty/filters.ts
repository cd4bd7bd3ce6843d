import type {
  Condition,
  CreateFilterRequest,
  FindingCriteria,
  GetFilterResponse,
  ListFiltersResponse,
  UpdateFilterRequest,
} from '@aws-sdk/client-guardduty';
import type { Call } from '../call.ts';
import type { SandboxContext } from '../service.ts';
import { managedDetector, ownDetector } from './detectors.ts';
import { badRequest, invalidValue, Message, noSuchResource } from './errors.ts';
import { page } from './page.ts';
import type { Detector, Filter } from './state.ts';
import { readTags } from './tags.ts';

/** https://docs.aws.amazon.com/guardduty/latest/APIReference/API_CreateFilter.html */
const FiltersPerDetector = 100;

const LongNames = {
  Eq: 'Equals',
  Neq: 'NotEquals',
  Gt: 'GreaterThan',
  Gte: 'GreaterThanOrEqual',
  Lt: 'LessThan',
  Lte: 'LessThanOrEqual',
} as const;

/** GetFilter answers both forms of a condition, whichever was given. */
function bothForms(condition: Condition): Condition {
  const result: Record<string, unknown> = { ...condition };
  for (const [short, long] of Object.entries(LongNames)) {
    const value = result[short] ?? result[long];
    if (value === undefined) continue;
    result[short] = value;
    result[long] = value;
  }
  return result as Condition;
}

function readCriteria(criteria: FindingCriteria | undefined): FindingCriteria {
  const entries = Object.entries(criteria?.Criterion ?? {});
  if (entries.length === 0 || entries.length > 50) throw invalidValue();
  return {
    Criterion: Object.fromEntries(entries.map(([field, condition]) => [field, bothForms(condition)])),
  };
}

function find(detector: Detector, name: unknown): Filter {
  const filter = detector.filters.find((one) => one.name === name);
  if (!filter) throw noSuchResource();
  return filter;
}

/** Keeps ranks dense: a filter that takes a rank moves those from there on. */
function rerank(detector: Detector, filter: Filter, wanted: number | undefined): void {
  const others = detector.filters.filter((one) => one !== filter).sort((a, b) => a.rank - b.rank);
  const at = Math.min((wanted ?? others.length + 1) - 1, others.length);
  others.splice(at, 0, filter);
  detector.filters = others;
  for (const [index, one] of others.entries()) one.rank = index + 1;
}

/** https://docs.aws.amazon.com/guardduty/latest/APIReference/API_CreateFilter.html */
export async function createFilter(call: Call, sandbox: SandboxContext): Promise<object> {
  const input = call.input as unknown as CreateFilterRequest;
  const { detector } = await managedDetector(call, sandbox);
  if (!/^[A-Za-z0-9._-]{3,64}$/.test(input.Name ?? '')) throw invalidValue();
  if (detector.filters.some((filter) => filter.name === input.Name)) throw badRequest(Message.filterExists);
  if (detector.filters.length >= FiltersPerDetector) throw badRequest(Message.limit);
  const at = sandbox.clock.now().toISOString();
  const filter: Filter = {
    name: input.Name ?? '',
    description: input.Description ?? '',
    action: input.Action === 'ARCHIVE' ? 'ARCHIVE' : 'NOOP',
    rank: 0,
    criteria: readCriteria(input.FindingCriteria),
    tags: readTags(input.Tags),
    createdAt: at,
    updatedAt: at,
    version: 1,
  };
  rerank(detector, filter, input.Rank);
  return { Name: filter.name };
}

/** https://docs.aws.amazon.com/guardduty/latest/APIReference/API_GetFilter.html */
export async function getFilter(call: Call, sandbox: SandboxContext): Promise<GetFilterResponse> {
  const filter = find((await ownDetector(call, sandbox)).detector, call.input.FilterName);
  return {
    Name: filter.name,
    Description: filter.description,
    Action: filter.action,
    Rank: filter.rank,
    FindingCriteria: filter.criteria,
    Tags: filter.tags,
    CreatedAt: new Date(filter.createdAt),
    UpdatedAt: new Date(filter.updatedAt),
    Version: filter.version,
  } as GetFilterResponse;
}

/** https://docs.aws.amazon.com/guardduty/latest/APIReference/API_UpdateFilter.html */
export async function updateFilter(call: Call, sandbox: SandboxContext): Promise<object> {
  const input = call.input as unknown as UpdateFilterRequest;
  const { detector } = await managedDetector(call, sandbox);
  const filter = find(detector, input.FilterName);
  filter.description = input.Description ?? filter.description;
  filter.action = input.Action ?? filter.action;
  if (input.FindingCriteria) filter.criteria = readCriteria(input.FindingCriteria);
  if (input.Rank !== undefined) rerank(detector, filter, input.Rank);
  filter.updatedAt = sandbox.clock.now().toISOString();
  filter.version += 1;
  return { Name: filter.name };
}

/** https://docs.aws.amazon.com/guardduty/latest/APIReference/API_DeleteFilter.html */
export async function deleteFilter(call: Call, sandbox: SandboxContext): Promise<object> {
  const { detector } = await managedDetector(call, sandbox);
  const filter = find(detector, call.input.FilterName);
  detector.filters = detector.filters.filter((one) => one !== filter);
  for (const [index, one] of detector.filters.entries()) one.rank = index + 1;
  return {};
}

/** https://docs.aws.amazon.com/guardduty/latest/APIReference/API_ListFilters.html */
export async function listFilters(call: Call, sandbox: SandboxContext): Promise<ListFiltersResponse> {
  const { detector } = await ownDetector(call, sandbox);
  const { items, next } = page(
    detector.filters.map((filter) => filter.name),
    call.input,
  );
  return { FilterNames: items, ...next };
}
