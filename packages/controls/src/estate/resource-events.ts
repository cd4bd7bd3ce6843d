import type { Account, Estate } from '../model/estate.ts';
import type { Verdict } from '../model/verdict.ts';
import { dataEvents } from '../selectors/data-events.ts';
import { isOneOf } from '../selectors/recorded-events.ts';
import { all } from '../verdicts.ts';
import { parseArn } from './arn.ts';
import { judgeRecorded } from './recording.ts';

/** The resources of an account among some ARNs. What is no ARN could be anybody's: it is kept, so that it is judged. */
export function resourcesIn(accountId: string, arns: readonly string[]): readonly string[] {
  return arns.filter((arn) => (parseArn(arn)?.accountId ?? accountId) === accountId);
}

/** Judges whether the data events of each of some resources are recorded, by a trail of its Region or of all. */
export function judgeResources(
  account: Account,
  estate: Estate,
  type: string,
  arns: readonly string[],
): Verdict {
  return all(
    arns.map((arn) => {
      const region = parseArn(arn)?.region;
      return judgeRecorded(account, estate, {
        eventsIn: () => dataEvents(type, isOneOf('resources.ARN', arn)),
        ...(region ? { region } : {}),
      });
    }),
  );
}
