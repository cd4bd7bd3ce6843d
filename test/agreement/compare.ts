import type { Result } from '@trailguard/controls';
import { type Lens, lenses, type Seen } from './lenses.ts';

/** What the lenses say by one control of one thing; left out where a lens does not know the thing. */
export interface Opinion {
  readonly controlId: string;
  readonly subject: string;
  readonly said: Readonly<Partial<Record<Lens, Verdict>>>;
}

type Verdict = Pick<Result['verdict'], 'status'> & { readonly reason?: string };

/** What all lenses say, thing by thing. What a lens says of all that it did not see is left out: it is no verdict. */
export function opinionsOf(seen: Seen): readonly Opinion[] {
  const idsByUrn = idsOf(seen.state);
  const opinions = new Map<
    string,
    { controlId: string; subject: string; said: Partial<Record<Lens, Verdict>> }
  >();
  for (const lens of lenses) {
    for (const { controlId, subject, verdict } of seen[lens]) {
      if (subject.id.startsWith('other ') || subject.id.endsWith('/*')) continue;
      const name = nameOf(subject, idsByUrn);
      const key = `${controlId} ${name}`;
      const opinion = opinions.get(key) ?? { controlId, subject: name, said: {} };
      opinion.said[lens] = verdict;
      opinions.set(key, opinion);
    }
  }
  return [...opinions.values()];
}

type Subject = Result['subject'];

/** Kind and URN -> the id that the state knows, for a preview in which AWS gave none yet. */
function idsOf(results: readonly Result[]): ReadonlyMap<string, string> {
  return new Map(
    results.flatMap(({ subject: { kind, id, observation } }) =>
      observation.urn === undefined ? [] : [[`${kind} ${observation.urn}`, id] as const],
    ),
  );
}

/** Names a thing the same in every lens: by its ARN or name, and where names are no ARNs by its place too. */
function nameOf(
  { kind, id, observation, accountId, region }: Subject,
  idsByUrn: ReadonlyMap<string, string>,
): string {
  if (kind === 'organization') return 'organization';
  if (kind === 'alarm' || kind === 'eventRule') {
    return `${kind} ${accountId}/${region}/${id.split(/:alarm:|:rule\/(?:[^/]+\/)?/).at(-1)}`;
  }
  return `${kind} ${idsByUrn.get(`${kind} ${observation.urn}`) ?? id}`;
}

const decided = (status: string | undefined) => status === 'pass' || status === 'fail';

/** Where two lenses decide, and differently. */
export function disagreements(
  opinions: readonly Opinion[],
): readonly { readonly controlId: string; readonly said: string }[] {
  return opinions.flatMap(({ controlId, subject, said }) => {
    const verdicts = lenses.flatMap((lens) => {
      const verdict = said[lens];
      return verdict !== undefined && decided(verdict.status) ? [{ lens, ...verdict }] : [];
    });
    if (new Set(verdicts.map(({ status }) => status)).size < 2) return [];
    const told = verdicts.map(({ lens, status, reason }) => `${lens}: ${status} ${reason ?? ''}`.trim());
    return [{ controlId, said: `${controlId} on ${subject}: ${told.join('; ')}` }];
  });
}

/** Where lenses find the same fault and tell it otherwise. */
export function reasonsApart(
  opinions: readonly Opinion[],
): readonly { readonly controlId: string; readonly said: string }[] {
  return opinions.flatMap(({ controlId, subject, said }) => {
    const told = lenses.flatMap((lens) => (said[lens]?.status === 'fail' ? [`${said[lens].reason}`] : []));
    const reasons = [...new Set(told)];
    return reasons.length < 2
      ? []
      : [{ controlId, said: `${controlId} on ${subject}: ${reasons.join(' | ')}` }];
  });
}

/** Control and lens, with the thing and the reason, wherever a lens leaves open what another decides. */
export function leftOpen(
  opinions: readonly Opinion[],
): readonly { readonly key: string; readonly said: string }[] {
  return opinions.flatMap(({ controlId, subject, said }) => {
    if (!lenses.some((lens) => decided(said[lens]?.status))) return [];
    return lenses.flatMap((lens) => {
      const verdict = said[lens];
      if (decided(verdict?.status)) return [];
      return [
        {
          key: `${controlId} ${lens}`,
          said: `${controlId} ${lens} on ${subject}: ${verdict?.status ?? 'not seen'} ${verdict?.reason ?? ''}`.trim(),
        },
      ];
    });
  });
}

/** Things on which a lens says that a control fails. */
export function failingOn(opinions: readonly Opinion[], lens: Lens, controlId: string): readonly string[] {
  return opinions
    .filter((opinion) => opinion.controlId === controlId && opinion.said[lens]?.status === 'fail')
    .map(({ subject }) => subject);
}

/** `CT-01 live pass` for each verdict that a lens gave on anything. */
export function verdictsOf(opinions: readonly Opinion[]): ReadonlySet<string> {
  return new Set(
    opinions.flatMap(({ controlId, said }) =>
      lenses.flatMap((lens) => (said[lens] === undefined ? [] : `${controlId} ${lens} ${said[lens].status}`)),
    ),
  );
}
