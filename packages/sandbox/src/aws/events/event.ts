import { randomUUID } from 'node:crypto';
import type { SandboxContext } from '../service.ts';

/** An event as rules see it: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-events-structure.html */
export interface Event {
  readonly version: '0';
  readonly id: string;
  readonly 'detail-type': string;
  readonly source: string;
  /** Account that the event comes from; a bus of another account keeps it. */
  readonly account: string;
  /** To the second. */
  readonly time: string;
  readonly region: string;
  readonly resources: readonly string[];
  readonly detail: object;
}

/** Where a bus is. */
export interface Place {
  readonly accountId: string;
  readonly region: string;
  readonly bus: string;
}

/** Name of the task that brings an event to the rules of a bus, for `SandboxContext.schedule`. */
export const arrivalTask = 'events:arrive';

/** What a service says; the rest of the event follows. */
export interface Announcement {
  readonly accountId: string;
  readonly region: string;
  /** `aws.guardduty` */
  readonly source: string;
  readonly detailType: string;
  readonly resources?: readonly string[];
  readonly detail: object;
}

/** Makes an event. */
export function newEvent(announcement: Announcement, at: Date, id: string = randomUUID()): Event {
  return {
    version: '0',
    id,
    'detail-type': announcement.detailType,
    source: announcement.source,
    account: announcement.accountId,
    time: `${at.toISOString().slice(0, 19)}Z`,
    region: announcement.region,
    resources: announcement.resources ?? [],
    detail: announcement.detail,
  };
}

/** Puts an event of an AWS service on the default bus of its account and region. */
export function announce(sandbox: SandboxContext, announcement: Announcement): void {
  const now = sandbox.clock.now();
  const { accountId, region } = announcement;
  sandbox.schedule(now, arrivalTask, {
    event: newEvent(announcement, now),
    place: { accountId, region, bus: 'default' },
  });
}
