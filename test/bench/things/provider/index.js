// A provider of `things:index:Thing` that keeps nothing: inputs are outputs, and the id is the name.
const grpc = require('@grpc/grpc-js');
const { Empty } = require('google-protobuf/google/protobuf/empty_pb.js');
const plugin = require('@pulumi/pulumi/proto/plugin_pb.js');
const messages = require('@pulumi/pulumi/proto/provider_pb.js');
const { ResourceProviderService } = require('@pulumi/pulumi/proto/provider_grpc_pb.js');

const nameOf = (request) => request.getUrn().split('::').pop();

function checked(request) {
  const response = new messages.CheckResponse();
  response.setInputs(request.getNews());
  return response;
}

function compared(olds, news) {
  const { DIFF_NONE, DIFF_SOME } = messages.DiffResponse.DiffChanges;
  const response = new messages.DiffResponse();
  const text = (struct) => JSON.stringify(struct?.toJavaScript());
  response.setChanges(text(olds) === text(news) ? DIFF_NONE : DIFF_SOME);
  return response;
}

const answers = {
  handshake() {
    const response = new messages.ProviderHandshakeResponse();
    response.setAcceptSecrets(true);
    return response;
  },
  getPluginInfo() {
    const response = new plugin.PluginInfo();
    response.setVersion('1.0.0');
    return response;
  },
  getSchema() {
    const response = new messages.GetSchemaResponse();
    response.setSchema(JSON.stringify({ name: 'things', version: '1.0.0' }));
    return response;
  },
  attach: () => new Empty(),
  cancel: () => new Empty(),
  checkConfig: checked,
  diffConfig: (request) => compared(request.getOldInputs(), request.getNews()),
  configure() {
    const response = new messages.ConfigureResponse();
    response.setAcceptsecrets(true);
    response.setSupportspreview(true);
    return response;
  },
  check: checked,
  diff: (request) => compared(request.getOldInputs(), request.getNews()),
  create(request) {
    const response = new messages.CreateResponse();
    if (!request.getPreview()) response.setId(nameOf(request));
    response.setProperties(request.getProperties());
    return response;
  },
  update(request) {
    const response = new messages.UpdateResponse();
    response.setProperties(request.getNews());
    return response;
  },
  delete: () => new Empty(),
};

const implementation = {};
for (const call of Object.keys(ResourceProviderService)) {
  const answer = answers[call];
  implementation[call] = ({ request }, callback) => {
    if (answer === undefined) callback({ code: grpc.status.UNIMPLEMENTED, details: call });
    else callback(null, answer(request));
  };
}

const server = new grpc.Server({ 'grpc.max_receive_message_length': 400 * 1024 * 1024 });
server.addService(ResourceProviderService, implementation);
server.bindAsync('127.0.0.1:0', grpc.ServerCredentials.createInsecure(), (error, port) => {
  if (error) throw error;
  console.log(port);
});
