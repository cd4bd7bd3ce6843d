import fp from 'fastify-plugin';
import { removeLeftFolders } from '../jobs/job-folders.ts';

/** How often a process looks for what ended jobs have left on its machine, milliseconds. */
const LookMilliseconds = 10_000;

/** Keeps the service's folder free of what ended jobs have left behind. */
export default fp(
  async (app) => {
    const look = () => {
      removeLeftFolders(app.config, app.db).catch((err: unknown) =>
        app.log.warn({ err }, 'folders of ended jobs could not be removed'),
      );
    };
    const timer = setInterval(look, LookMilliseconds);
    app.addHook('onClose', async () => clearInterval(timer));
  },
  { name: 'job-folders', dependencies: ['database'] },
);
