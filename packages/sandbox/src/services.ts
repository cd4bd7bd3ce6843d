import { accessAnalyzer } from './aws/access-analyzer.ts';
import { accountService } from './aws/account.ts';
import { athena } from './aws/athena/service.ts';
import { cloudtrail } from './aws/cloudtrail/service.ts';
import { cloudwatchService } from './aws/cloudwatch/service.ts';
import { configService } from './aws/config/service.ts';
import { controlTower } from './aws/control-tower/service.ts';
import { ec2Service } from './aws/ec2.ts';
import { Buses } from './aws/events/buses.ts';
import { eventsService } from './aws/events/service.ts';
import { guardduty } from './aws/guardduty/service.ts';
import { iamService } from './aws/iam.ts';
import { kmsService } from './aws/kms/service.ts';
import { lambdaService } from './aws/lambda/service.ts';
import { logsService } from './aws/logs/service.ts';
import { organizationsService } from './aws/organizations/service.ts';
import { s3controlService, s3Service } from './aws/s3/service.ts';
import { securityHub } from './aws/security-hub/service.ts';
import { serviceQuotas } from './aws/service-quotas.ts';
import type { Service } from './aws/service.ts';
import { snsService } from './aws/sns.ts';
import { stsService } from './aws/sts.ts';
import type { MotoCalls } from './gateway/moto-calls.ts';
import type { Backend } from './moto/backend.ts';
import type { Facts } from './policy/facts.ts';
import type { Principals } from './policy/principals.ts';

/** What services work with beside what each call brings. */
export interface ServiceParts {
  readonly backend: Backend;
  readonly moto: MotoCalls;
  readonly facts: Facts;
  readonly principals: Principals;
  /** Regions enabled by default. */
  readonly regions: readonly string[];
  /** Where functions reach the sandbox; asked when one runs. */
  readonly endpoint: () => string;
}

/** Every service of which the sandbox answers something itself. */
export function sandboxServices(parts: ServiceParts): Service[] {
  const { backend, moto, facts, principals, regions } = parts;
  return [
    organizationsService(moto),
    accessAnalyzer,
    athena,
    configService(moto),
    securityHub,
    stsService(principals),
    accountService(regions),
    cloudtrail,
    cloudwatchService(moto),
    controlTower,
    ec2Service(regions),
    eventsService(moto, new Buses(backend)),
    guardduty,
    iamService(moto, principals),
    kmsService(moto, facts, {
      remove: (...key) => backend.ask('delete_key', ...key),
      separate: (...key) => backend.ask('separate_replica', ...key),
    }),
    lambdaService(parts.endpoint),
    logsService(moto, backend),
    s3Service({
      moto,
      facts,
      userId: (caller) => principals.userId(caller),
      setObjectLock: (bucket, { Mode, Days, Years } = {}) =>
        backend.ask('set_object_lock', bucket, Mode ?? null, text(Days), text(Years)),
    }),
    s3controlService(moto),
    serviceQuotas,
    snsService(moto),
  ];
}

const text = (value: number | undefined) => (value === undefined ? null : String(value));
