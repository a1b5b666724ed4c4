/** Asks for a secret on a terminal, without showing it. */
import type { ReadStream, WriteStream } from 'node:tty';

import { StillpointError } from '@stillpoint/proto/errors.ts';

/** What the person typed up to Enter; backspace works. CANCELLED for Ctrl-C and Ctrl-D. */
export async function askSecret({ stdin, stderr }: { readonly stdin: ReadStream; readonly stderr: WriteStream }, question: string): Promise<string> {
  stderr.write(question);
  stdin.setRawMode(true);
  stdin.resume();
  let typed = '';
  try {
    for await (const data of stdin.iterator({ destroyOnReturn: false })) {
      for (const character of String(data)) {
        if (character === '\r' || character === '\n') return typed;
        if (character === '\u0003' || character === '\u0004') throw new StillpointError('CANCELLED', 'interrupted');
        typed = character === '\u007f' || character === '\b' ? Array.from(typed).slice(0, -1).join('') : typed + character;
      }
    }
    return typed;
  } finally {
    stdin.setRawMode(false);
    stdin.pause();
    stderr.write('\n');
  }
}
