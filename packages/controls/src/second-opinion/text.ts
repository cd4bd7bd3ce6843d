import type { SecondOpinion } from './compare-opinions.ts';

/** A second opinion for people at a terminal: where both differ first, the counts last. */
export function secondOpinionText(opinion: SecondOpinion): string {
  const { disagreements, unheard, complete } = opinion;
  return `${[
    ...disagreements.flatMap(({ controlId, securityControlId, accountId, ours, theirs, cause }) => [
      `${controlId} says ${ours}, ${securityControlId} ${theirs}, in ${accountId}`,
      `  likely: ${cause}`,
    ]),
    ...(disagreements.length > 0 ? [''] : []),
    ...(unheard.length > 0 ? [`Security Hub says nothing by ${unheard.join(', ')}`] : []),
    ...(complete ? [] : ['warning: not all findings of Security Hub were read']),
    summaryOfSecondOpinion(opinion),
  ].join('\n')}\n`;
}

/** The counts in one line. */
export function summaryOfSecondOpinion({ compared, agreeing, disagreements }: SecondOpinion): string {
  return `${agreeing} of ${compared} verdicts agree with Security Hub, ${disagreements.length} do not`;
}
