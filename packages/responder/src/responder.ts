import { matchesType, type ResponseAction, ResponseActions } from '@trailguard/baseline/response-actions';
import {
  appendEntry,
  type EntryContent,
  type FoundObject,
  isSettled,
  type Plan,
  planDigest,
  type PlanState,
  planStates,
  readIncident,
  type RecordStore,
} from '@trailguard/incidents';
import type { Aim } from './actions/action.ts';
import { actions } from './actions/index.ts';
import { type Finding, type FindingEvent, incidentOf } from './finding.ts';
import type { MemberAccess, OpenMember } from './member-access.ts';
import type { ResponderSettings } from './settings.ts';

/** The record with what people write beside it. */
export interface ResponderStore extends RecordStore {
  /** @throws as S3 does where there is none. */
  object(key: string, versionId?: string): Promise<FoundObject>;
}

/** What the responder works with. */
export interface ResponderParts {
  readonly settings: ResponderSettings;
  readonly store: ResponderStore;
  readonly open: OpenMember;
}

/** An action that failed. The function fails by it, so that it is called again and at last heard of. */
export class ActionError extends Error {
  override readonly name = 'ActionError';
}

/**
 * Answers a finding: keeps it, plans what is allowed, and does what needs nobody's approval. Each step is in the record before
 * the next begins, and a call that comes again goes on where the one before ended.
 */
export async function respondToFinding(parts: ResponderParts, event: FindingEvent): Promise<string> {
  const incident = incidentOf(event.detail);
  const append = appender(parts, incident);
  const { isClosed } = await append((entries) =>
    entries.length > 0
      ? undefined
      : { kind: 'finding', event: event.id, finding: event.detail as Record<string, unknown> },
  );
  // People have said that it is over; GuardDuty may still tell of the finding.
  if (isClosed) return incident;
  const { plans, reasons } = plansFor(parts, incident, event.detail);
  if (plans.length === 0) {
    const reason = reasons.join('; ');
    await append((entries) =>
      entries.some(({ content }) => content.kind === 'no-action' && content.reason === reason)
        ? undefined
        : { kind: 'no-action', reason },
    );
  }
  for (const plan of plans) await append((entries, now) => plannedAnew(entries, plan, parts, now));
  const { entries } = await readIncident(parts.store, incident);
  for (const state of planStates(entries)) {
    const isPlanned = plans.some(({ digest }) => digest === state.plan.digest);
    if (!isPlanned || isSettled(state)) continue;
    if (state.plan.approvalUntil === null || state.approval !== undefined) {
      await carryOut(parts, incident, state);
    }
  }
  return incident;
}

type NewPlan = Omit<Plan, 'kind' | 'isDryRun' | 'approvalUntil'> & { readonly isDestructive: boolean };

/** What is allowed for a finding, and why nothing is where that is so. */
function plansFor(
  { settings }: ResponderParts,
  incident: string,
  finding: Finding,
): { plans: NewPlan[]; reasons: string[] } {
  const plans: NewPlan[] = [];
  const reasons: string[] = [];
  for (const [name, types] of Object.entries(settings.actions)) {
    if (!matchesType(finding.type, types)) continue;
    const action = name as ResponseAction;
    const aim = actions[action].aim(finding, settings);
    if (typeof aim === 'string') reasons.push(`${action}: ${aim}`);
    else {
      const { isDestructive } = ResponseActions[action];
      plans.push({ action, ...aim, isDestructive, digest: planDigest(incident, { action, ...aim }) });
    }
  }
  if (plans.length === 0 && reasons.length === 0) reasons.push(`no action is allowed for ${finding.type}`);
  return { plans, reasons };
}

/** A plan that is not made yet, was a dry run and is none any more, or whose time for approval ran out. */
function plannedAnew(
  entries: Parameters<typeof planStates>[0],
  { isDestructive, ...plan }: NewPlan,
  { settings }: ResponderParts,
  now: Date,
): EntryContent | undefined {
  const known = planStates(entries).find((state) => state.plan.digest === plan.digest);
  const hasExpired =
    known !== undefined &&
    known.approval === undefined &&
    known.plan.approvalUntil !== null &&
    Date.parse(known.plan.approvalUntil) < now.getTime();
  const wasDryRun = known?.plan.isDryRun === true && !settings.isDryRun;
  if (known !== undefined && !hasExpired && !wasDryRun) return undefined;
  const waits = isDestructive && !settings.isDryRun;
  return {
    kind: 'plan',
    ...plan,
    isDryRun: settings.isDryRun,
    approvalUntil: waits ? new Date(now.getTime() + settings.approvalHours * 3_600_000).toISOString() : null,
  };
}

/**
 * Carries a plan out: looks how things are, keeps that, acts, and keeps what came of it.
 * @throws ActionError when AWS refused, once the record says so.
 */
export async function carryOut(
  parts: ResponderParts,
  incident: string,
  { plan, before }: PlanState,
): Promise<void> {
  const { settings, open } = parts;
  const append = appender(parts, incident);
  const { digest } = plan;
  const end = (outcome: 'done' | 'unneeded' | 'failed' | 'dry-run', text: string, more: object = {}) =>
    append((entries) => {
      const state = planStates(entries).find((one) => one.plan.digest === digest);
      if (state !== undefined && isSettled(state)) return undefined;
      return { kind: 'result', digest, outcome, text, undo: null, requestIds: [], ...more };
    });
  if (plan.isDryRun) {
    await end('dry-run', `would ${plan.summary}`);
    return;
  }
  const action = actions[plan.action as ResponseAction];
  const aim: Aim = plan;
  let access: MemberAccess | undefined;
  try {
    access = await open(plan, incident);
    let state = before?.state;
    if (state === undefined) {
      const found = await action.look(access, aim, settings);
      if (typeof found === 'string') {
        await end('unneeded', found, { requestIds: access.requestIds });
        return;
      }
      // Kept before anything changes: after a crash the old values could not be found any more.
      await append(() => ({ kind: 'before', digest, state: found }));
      state = found;
    }
    const done = await action.perform(access, aim, state, incident, settings);
    await end('done', done.text, { undo: done.undo, requestIds: access.requestIds });
  } catch (error) {
    const { name, message } = error as Error;
    await end('failed', `${name}: ${message}`, { requestIds: access?.requestIds ?? [] });
    throw new ActionError(`${plan.action} of incident ${incident} failed: ${name}: ${message}`, {
      cause: error,
    });
  }
}

/** Adds to an incident's record as the responder. */
export function appender({ settings, store }: ResponderParts, incident: string) {
  return (decide: Parameters<typeof appendEntry>[3]) =>
    appendEntry(store, incident, settings.responderArn, decide);
}
