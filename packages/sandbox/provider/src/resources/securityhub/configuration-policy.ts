import { type Policy, SecurityHub, type SecurityControlsConfiguration } from '@aws-sdk/client-securityhub';
import type {
  ConfigurationPolicyArgs,
  ConfigurationPolicyState,
} from '@pulumi/aws/securityhub/configurationPolicy.js';
import { defineResource, type Inputs } from '../../core/resource.ts';
import type { Plain } from '../../core/plain.ts';
import { isError } from '../../core/retry.ts';
import { isGone, unlessGone } from './errors.ts';

const CREATE = 'https://docs.aws.amazon.com/securityhub/1.0/APIReference/API_CreateConfigurationPolicy.html';

type Settings = Plain<ConfigurationPolicyArgs['configurationPolicy']>;
type Controls = NonNullable<Settings['securityControlsConfiguration']>;

/** What central configuration gives to accounts. Id and import id: the policy's UUID. */
export const configurationPolicy = defineResource<ConfigurationPolicyArgs, ConfigurationPolicyState>({
  token: 'aws:securityhub/configurationPolicy:ConfigurationPolicy',
  properties: {
    configurationPolicy: { required: true },
    description: {},
    name: { autoname: { maxLength: 128 } },
    region: { computed: true, replaces: CREATE },
  },
  computed: { arn: true },
  validate({ configurationPolicy: { securityControlsConfiguration: controls } }) {
    if (controls?.securityControlCustomParameters?.length)
      return {
        property: 'configurationPolicy',
        reason: 'securityControlCustomParameters are not offered here: the sandbox evaluates no control',
      };
    return controls?.enabledControlIdentifiers && controls.disabledControlIdentifiers
      ? {
          property: 'configurationPolicy',
          reason: 'either enabledControlIdentifiers or disabledControlIdentifiers can be given',
        }
      : undefined;
  },
  async create(inputs, context) {
    const { Id } = await context.retry(
      () =>
        context.client(SecurityHub).createConfigurationPolicy({
          Name: inputs.name,
          Description: inputs.description,
          ConfigurationPolicy: policyOf(inputs),
        }),
      // Central configuration may be fresh.
      (error) => isError(error, 'InvalidAccessException', /still being enabled/i),
      60_000,
    );
    return Id as string;
  },
  async read(id, context) {
    const found = await unlessGone(context.client(SecurityHub).getConfigurationPolicy({ Identifier: id }));
    return (
      found && {
        arn: found.Arn,
        configurationPolicy: settingsOf(found.ConfigurationPolicy),
        description: found.Description ?? '',
        name: found.Name,
      }
    );
  },
  async update(id, inputs, context) {
    await context.client(SecurityHub).updateConfigurationPolicy({
      Identifier: id,
      Name: inputs.name,
      Description: inputs.description ?? '',
      ConfigurationPolicy: policyOf(inputs),
    });
  },
  async delete(id, context) {
    try {
      await context.client(SecurityHub).deleteConfigurationPolicy({ Identifier: id });
    } catch (error) {
      if (!isGone(error)) throw error;
    }
  },
});

function policyOf({ configurationPolicy: settings }: Inputs<ConfigurationPolicyArgs>): Policy {
  const { serviceEnabled, enabledStandardArns, securityControlsConfiguration: controls } = settings;
  return {
    SecurityHub: {
      ServiceEnabled: serviceEnabled,
      ...(serviceEnabled ? { EnabledStandardIdentifiers: enabledStandardArns ?? [] } : {}),
      ...(controls ? { SecurityControlsConfiguration: sent(controls) } : {}),
    },
  };
}

function sent({
  enabledControlIdentifiers,
  disabledControlIdentifiers,
}: Controls): SecurityControlsConfiguration {
  return enabledControlIdentifiers
    ? { EnabledSecurityControlIdentifiers: enabledControlIdentifiers }
    : { DisabledSecurityControlIdentifiers: disabledControlIdentifiers ?? [] };
}

function settingsOf(policy: Policy | undefined): Settings {
  const {
    ServiceEnabled,
    EnabledStandardIdentifiers: standards = [],
    SecurityControlsConfiguration: controls,
  } = policy?.SecurityHub ?? {};
  return {
    serviceEnabled: ServiceEnabled ?? false,
    enabledStandardArns: standards,
    ...(controls
      ? {
          securityControlsConfiguration: controls.EnabledSecurityControlIdentifiers
            ? { enabledControlIdentifiers: controls.EnabledSecurityControlIdentifiers }
            : { disabledControlIdentifiers: controls.DisabledSecurityControlIdentifiers ?? [] },
        }
      : {}),
  };
}
