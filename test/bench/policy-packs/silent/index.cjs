const { PolicyPack, validateResourceOfType } = require('@pulumi/policy');

const nothing = { __pulumiType: 'bench:index:Nothing' };

new PolicyPack('silent', {
  policies: JSON.parse(process.env.POLICY_NAMES).map((name) => ({
    name,
    description: 'Is about nothing that there is',
    validateResource: validateResourceOfType(nothing, () => {}),
  })),
});
