/** Opens the administration for one command and gives it back, whatever happens. */
import type { AdminApi } from '../admin/admin-api.ts';
import { openAdmin } from '../admin/open-admin.ts';
import type { CommandContext } from './command-context.ts';

/** Runs `work` with the administration of the chosen datastore. `write` for commands that change something. Errors as {@link openAdmin}. */
export async function withAdmin<T>(context: CommandContext, access: { readonly write: boolean }, work: (admin: AdminApi) => Promise<T>): Promise<T> {
  await using admin = await openAdmin(context.datastore, { ...access, signal: context.signal, now: context.now, note: (text) => { context.output.note(text); } });
  return await work(admin);
}
