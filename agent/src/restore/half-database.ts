/** A database that was made for a restore and could not be filled, for whatever reason: it must not be taken for a whole one. */
import { StillpointError } from '@stillpoint/proto/errors.ts';

/** Drops it and says so; says what is left when that does not work either. The error that the caller has is the one that counts. */
export async function dropHalf({ database, say }: { readonly database: string; readonly say: (line: string) => void }, drop: () => Promise<unknown>): Promise<void> {
  try {
    await drop();
    say(`dropped the database ${database} again, since it could not be filled`);
  } catch (error) {
    if (!(error instanceof StillpointError)) throw error;
    say(`the database ${database} IS NOT WHOLE and could not be dropped, do it by hand: ${error.message}`);
  }
}
