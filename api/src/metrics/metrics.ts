import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Job } from '../store/jobs.ts';

/** Seconds that requests take: from an indexed read to a timeout of AWS. */
const RequestBuckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

/** Seconds that jobs take: from an audit of a small account to all stacks of an organization. */
const JobBuckets = [5, 15, 30, 60, 120, 300, 600, 1_200, 2_400, 3_600, 7_200, 14_400];

/**
 * What a process of the service has seen, for Prometheus. Labels are of few values each: routes, kinds and states, never ids,
 * names or paths as they were sent.
 */
export class Metrics {
  readonly registry = new Registry();
  readonly #requests: Histogram<'method' | 'route' | 'status'>;
  readonly #jobs: Histogram<'kind' | 'state'>;
  readonly #followers: Gauge;

  constructor() {
    const registers = [this.registry];
    collectDefaultMetrics({ register: this.registry });
    this.#requests = new Histogram({
      name: 'trailguard_http_request_seconds',
      help: 'Requests that were answered, and how long that took; of a stream of events until it ended',
      labelNames: ['method', 'route', 'status'],
      buckets: RequestBuckets,
      registers,
    });
    this.#jobs = new Histogram({
      name: 'trailguard_job_seconds',
      help: 'Jobs whose last attempt this process ran, and how long they took from their first start to their end',
      labelNames: ['kind', 'state'],
      buckets: JobBuckets,
      registers,
    });
    this.#followers = new Gauge({
      name: 'trailguard_event_listeners',
      help: 'Streams of events of jobs that are open',
      registers,
    });
  }

  /** @param route as it is registered; `undefined` of a path that there is not. */
  answered(method: string, route: string | undefined, status: number, seconds: number): void {
    this.#requests.observe({ method, route: route ?? 'none', status }, seconds);
  }

  /** Counts a job that has ended. */
  ended({ kind, state, startedAt, endedAt }: Job): void {
    if (startedAt === null || endedAt === null) return;
    this.#jobs.observe({ kind, state }, (Date.parse(endedAt) - Date.parse(startedAt)) / 1_000);
  }

  /** Counts a stream as open until `gone` aborts. */
  follows(gone: AbortSignal): void {
    this.#followers.inc();
    gone.addEventListener('abort', () => this.#followers.dec(), { once: true });
  }
}
