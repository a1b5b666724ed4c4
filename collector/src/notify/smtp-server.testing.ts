/** For tests: a mail server that takes mails, or refuses recipients, and keeps what it was told. */
import { createServer, type Server, type Socket } from 'node:net';

/** Whoever opens it closes it. */
export class TestSmtpServer implements AsyncDisposable {
  readonly commands: string[] = [];
  readonly mails: string[] = [];
  readonly #server: Server;
  readonly #refuse: string;

  private constructor(refuse: string) {
    this.#refuse = refuse;
    this.#server = createServer((socket) => { this.#serve(socket); });
  }

  /** Refuses recipients that contain `refuse`. */
  static async open(refuse = '\0'): Promise<TestSmtpServer> {
    const server = new TestSmtpServer(refuse);
    await new Promise<void>((resolve) => { server.#server.listen(0, '127.0.0.1', resolve); });
    return server;
  }

  get port(): number {
    const address = this.#server.address();
    return typeof address === 'object' && address !== null ? address.port : 0;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await new Promise((resolve) => { this.#server.close(resolve); });
  }

  #serve(socket: Socket): void {
    let rest = '';
    let mail: string[] | undefined;
    socket.on('error', () => undefined);
    socket.write('220 test\r\n');
    socket.on('data', (chunk: Buffer) => {
      const lines = (rest + chunk.toString('latin1')).split('\r\n');
      rest = lines.pop() ?? '';
      for (const line of lines) {
        if (mail === undefined) {
          this.commands.push(line);
          if (line === 'DATA') mail = [];
          socket.write(this.#answer(line));
        } else if (line === '.') {
          this.mails.push(mail.join('\n'));
          mail = undefined;
          socket.write('250 taken\r\n');
        } else mail.push(line);
      }
    });
  }

  #answer(line: string): string {
    if (line.startsWith('EHLO')) return '250 test\r\n';
    if (line === 'DATA') return '354 go on\r\n';
    if (line === 'STARTTLS') return '502 not here\r\n';
    if (line === 'QUIT') return '221 bye\r\n';
    return line.startsWith('RCPT') && line.includes(this.#refuse) ? '550 nobody of that name\r\n' : '250 fine\r\n';
  }
}
