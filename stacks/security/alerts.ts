import { AlertBus, AlertPublisher, organizationNames } from '@trailguard/baseline';
import { alertTopic } from '../alert-topic.ts';
import type { OrganizationStackSettings } from '../settings/settings.ts';
import { tagsOf, watchChanges } from '../watch-changes.ts';
import { remindOfReviews } from './reviews.ts';
import { answerFindings } from './response.ts';

/**
 * The bus that receives what all accounts forward, the topic that tells people of it, and the rules of this account,
 * where the findings of all accounts arrive.
 */
export async function alertOrganization(
  settings: OrganizationStackSettings,
  regions: readonly string[],
): Promise<Record<string, unknown>> {
  if (!settings.changeMonitor) return {};
  const names = organizationNames(settings);
  const { securityAccountId: accountId } = settings;
  const topic = await alertTopic(settings, accountId, [
    AlertPublisher.EventRules,
    ...(settings.findingResponse ? [AlertPublisher.Alarms] : []),
  ]);
  const bus = new AlertBus('alerts', {
    busName: names.eventBusName,
    region: settings.homeRegion,
    accountId,
    organizationId: settings.organizationId,
    forwardRoleName: names.eventForwardRoleName,
    topicArn: topic.topicArn,
    namePrefix: settings.namePrefix,
    ...tagsOf(settings),
  });
  watchChanges(settings, { accountId, regions, hasFindings: true }, { dependsOn: bus });
  remindOfReviews(settings, topic.topicArn);
  return {
    eventBusArn: bus.busArn,
    alertTopicArn: topic.topicArn,
    ...answerFindings(settings, { busName: bus.busName, alarmTopicArn: topic.topicArn }),
    ...(settings.alertSubscriptions.length > 0
      ? { unconfirmedAlertSubscriptions: topic.unconfirmedSubscriptions }
      : {}),
  };
}
