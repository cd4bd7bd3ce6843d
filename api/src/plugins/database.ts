import fp from 'fastify-plugin';
import type { Pool } from 'pg';
import { openDatabase } from '../store/database.ts';
import { migrate } from '../store/migrate.ts';

declare module 'fastify' {
  interface FastifyInstance {
    /** The service's database. */
    db: Pool;
  }
}

/** Brings the schema up to date and lends out connections. */
export default fp(
  async (app) => {
    await migrate(app.config.databaseUrl);
    const pool = openDatabase(app.config.databaseUrl);
    app.decorate('db', pool);
    app.addHook('onClose', async () => pool.end());
  },
  { name: 'database' },
);
