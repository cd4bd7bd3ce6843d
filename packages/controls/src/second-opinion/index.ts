export {
  compareOpinions,
  type Disagreement,
  type HeardFindings,
  mappedSecurityControls,
  type Opinion,
  type SecondOpinion,
} from './compare-opinions.ts';
export type { SecurityHubFinding } from './security-hub-finding.ts';
export { secondOpinionText, summaryOfSecondOpinion } from './text.ts';
