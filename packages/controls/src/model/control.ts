import type {
  Account,
  AccountAccess,
  AdministratorDetector,
  Alarm,
  Bucket,
  DetectionOrganization,
  Detector,
  Estate,
  EventDataStore,
  EventRule,
  Key,
  LogGroup,
  LogResourcePolicy,
  MalwarePlan,
  Organization,
  Topic,
  Trail,
} from './estate.ts';
import type { Fact } from './fact.ts';
import type { Observed } from './observation.ts';
import type { Verdict } from './verdict.ts';

export type Severity = 'critical' | 'high' | 'medium' | 'low';

/** What a control can be about, by name. `region` is one account in one of its enabled regions. */
export interface Subjects {
  /** All that was read, for a control that is about the whole of it, be it an organization or one account. */
  estate: Whole;
  organization: Organization;
  account: Account;
  accountAccess: AccountAccess;
  region: AccountRegion;
  trail: Trail;
  /** A trail as its stack last applied it. */
  appliedTrail: Trail;
  eventDataStore: EventDataStore;
  logBucket: Bucket;
  key: Key;
  detector: Detector;
  detectionOrganization: DetectionOrganization;
  administratorDetector: AdministratorDetector;
  detectionResource: DetectionResource;
  findingsBucket: Bucket;
  scannedBucket: ScannedBucket;
  logGroup: LogGroup;
  logResourcePolicy: LogResourcePolicy;
  alarm: Alarm;
  topic: Topic;
  eventRule: EventRule;
  /** One account in one of its regions, where changes have to be told. */
  watchedRegion: AccountRegion;
}
export type SubjectKind = keyof Subjects;

/** Stands for all that was read; the context has it. */
export type Whole = Observed;

/** One account in one region. */
export interface AccountRegion {
  readonly accountId: string;
  readonly region: string;
  readonly observation: Account['observation'];
}

/** Anything of GuardDuty that takes tags. */
export interface DetectionResource extends Observed {
  readonly kind: 'detector' | 'filter' | 'list' | 'destination' | 'plan';
  readonly name: string;
  readonly tags: Fact<Readonly<Record<string, string>>>;
}

/** A bucket that is scanned for malware, or has to be. */
export interface ScannedBucket extends Observed {
  readonly name: string;
  /** Whether it takes files from outside. */
  readonly isUpload: boolean;
  /** Plans that name it. */
  readonly plans: readonly MalwarePlan[];
}

/** Value of a parameter. */
export type ParameterValue = number | boolean | string | readonly string[];

/** Values that a control's limits take, with their defaults in the control itself. */
export type Parameters = Readonly<Record<string, ParameterValue>>;

/** What a user needs to know to set a parameter. */
export interface ParameterHelp {
  /** What it decides, with its unit. */
  readonly description: string;
  /** The only values allowed. */
  readonly choices?: readonly string[];
  /** Least value of a number; 0 when left out. */
  readonly minimum?: number;
}

/** All that a control may look at beside its subject. */
export interface Context<P extends Parameters = Parameters> {
  /** Each list is read when it is asked for; who wants a copy of the whole takes `{ ...estate }`. */
  readonly estate: Estate;
  readonly parameters: P;
}

/** A documented requirement, and the one function that judges it in every lens. */
export interface Control<K extends SubjectKind = SubjectKind, P extends Parameters = Parameters> {
  /** From the catalogue, such as `CT-06`; never reused. */
  readonly id: string;
  readonly title: string;
  /** Why it matters, one sentence. */
  readonly intent: string;
  readonly severity: Severity;
  /** Kind of thing that gets a verdict. */
  readonly appliesTo: K;
  /** CrossGuard policies that can show it; empty when only a live account can. */
  readonly policies: readonly ('resource' | 'stack' | 'remediation')[];
  /** Pulumi types that a resource policy reports on, such as `aws:cloudtrail/trail:Trail`. */
  readonly pulumiTypes: readonly string[];
  /** API calls that the live lens makes for it, `service:Operation`. */
  readonly needs: readonly string[];
  /** What to change, one sentence. */
  readonly fix: string;
  /** AWS page that documents the setting. */
  readonly url: string;
  /** Default of each parameter. */
  readonly parameters: P;
  /** What each parameter decides. */
  readonly parameterHelp: { readonly [Name in keyof P]: ParameterHelp };
  /** Pure: no I/O, no clock (use `estate.asOf`). */
  evaluate(subject: Subjects[K], context: Context<P>): Verdict;
}
