import fp from 'fastify-plugin';
import { answerProblem } from '../answer-problem.ts';
import { MethodNotAllowed, NoSuchRoute } from '../errors.ts';

interface KnownPath {
  readonly pattern: RegExp;
  readonly methods: Set<string>;
}

/** Answers every error as problem+json: a path that is not there with 404, a method that it does not take with 405. */
export default fp(
  async (app) => {
    const paths = new Map<string, KnownPath>();
    app.addHook('onRoute', ({ url, method }) => {
      const known = paths.get(url) ?? { pattern: patternOf(url), methods: new Set() };
      for (const one of [method].flat()) known.methods.add(one);
      paths.set(url, known);
    });

    /** Methods of every route that a path could be of. */
    const methodsOf = (path: string) =>
      new Set(
        [...paths.values()]
          .filter(({ pattern }) => pattern.test(path))
          .flatMap((known) => [...known.methods]),
      );

    app.setErrorHandler(answerProblem);
    app.setNotFoundHandler((request) => {
      throw new NoSuchRoute(pathOf(request.url));
    });
    // Before the body is read: it may be anything, and none of it matters here.
    app.addHook('onRequest', (request, reply, done) => {
      const path = pathOf(request.url);
      const methods = request.is404 ? methodsOf(path) : paths.get(path.replace(/\/$/, ''))?.methods;
      // A path that is a route's to the letter is no id of another's, though it could be one.
      if (!request.is404 && (methods === undefined || methods.has(request.method))) return done();
      if (methods === undefined || methods.size === 0) return done(new NoSuchRoute(path));
      const allowed = [...methods].sort().join(', ');
      reply.header('allow', allowed);
      done(new MethodNotAllowed(path, allowed, request.method));
    });
  },
  // Headers and the limit of requests come first: they hold for what is not there, too.
  { name: 'problems', dependencies: ['security'] },
);

function pathOf(url: string): string {
  return url.split('?')[0] ?? url;
}

/** A route's path as the router understands it: a parameter is one part, a trailing slash makes no difference. */
function patternOf(url: string): RegExp {
  const parts = url
    .replace(/\/$/, '')
    .split('/')
    .map((part) =>
      part.startsWith(':') ? '[^/]+' : part === '*' ? '.*' : part.replace(/[.+?^$(){}|[\]\\]/g, '\\$&'),
    );
  return new RegExp(`^${parts.join('/')}/?$`);
}
