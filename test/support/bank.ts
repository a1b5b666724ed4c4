/**
 * Transfers between accounts in a PostgreSQL database, made over many connections at once: money moves and is never made, and a ledger tells of each transfer.
 */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { ChildProgram } from './child-program.ts';
import type { TestPostgres } from './postgres-server.ts';

const BALANCE = 1000;

const transfer = (accounts: number): string => `
\\set payer random(1, ${accounts})
\\set offset random(1, ${accounts - 1})
\\set amount random(1, 50)
with moved as (
  update accounts set balance = balance + case id when :payer then -:amount else :amount end
  where id in (:payer, (:payer + :offset - 1) % ${accounts} + 1)
)
insert into ledger (payer, payee, amount) values (:payer, (:payer + :offset - 1) % ${accounts} + 1, :amount);
`;

/** Tables come and go: what is listed is not there any more when it is opened. */
const churn = `
create table churn_:client_id as select g as id, md5(g::text) as text from generate_series(1, 2000) as g;
create index on churn_:client_id (id);
drop table churn_:client_id;
`;

export class Bank {
  readonly #server: TestPostgres;
  readonly #database: string;
  readonly #accounts: number;

  private constructor(server: TestPostgres, database: string, accounts: number) {
    this.#server = server;
    this.#database = database;
    this.#accounts = accounts;
  }

  /** Makes the tables in a database of its own. `tablespace`: where the ledger lies. */
  static async open(server: TestPostgres, database: string, accounts: number, tablespace = 'pg_default'): Promise<Bank> {
    await server.sql(`create database ${database}`);
    await server.sql(
      `create table accounts (id int primary key, balance bigint not null, filler text not null);
       create table ledger (id bigserial primary key, payer int not null, payee int not null, amount bigint not null) tablespace ${tablespace};
       insert into accounts select g, ${BALANCE}, repeat(md5(g::text), 3) from generate_series(1, ${accounts}) as g;`,
      database,
    );
    return new Bank(server, database, accounts);
  }

  /** Transfers over `connections` connections, and tables that come and go over one more, until it is disposed of. */
  async transfers(connections: number): Promise<AsyncDisposable> {
    const programs = [await this.#start('transfer', transfer(this.#accounts), connections), await this.#start('churn', churn, 1)];
    await Promise.all(programs.map((program) => program.waitFor(/progress: /, 'stderr')));
    return {
      [Symbol.asyncDispose]: async () => {
        for (const program of programs) {
          if (program.ended) throw new Error(`the load has ended: ${program.stdout}${program.stderr}`);
          program.kill('SIGINT');
        }
        await Promise.all(programs.map((program) => program.finished));
      },
    };
  }

  /** Throws unless no money was made or lost and the ledger tells each account's balance. Gives the number of transfers. */
  static async audit(sql: (statements: string, database: string) => Promise<string>, database: string, accounts: number): Promise<number> {
    const answer = await sql(
      `with moved as (
         select account, sum(amount) as amount from (select payee as account, amount from ledger union all select payer, -amount from ledger) as moves group by account
       )
       select sum(balance), (select count(*) from ledger), count(*) filter (where balance <> ${BALANCE} + coalesce(moved.amount, 0)) from accounts left join moved on account = id`,
      database,
    );
    const [sum, transfers, wrong] = answer.split('|').map(Number);
    if (sum !== accounts * BALANCE || wrong !== 0) throw new Error(`the books are wrong: balances ${String(sum)} of ${accounts * BALANCE}, ${String(wrong)} accounts unlike the ledger`);
    return transfers ?? 0;
  }

  async #start(name: string, script: string, connections: number): Promise<ChildProgram> {
    const file = join(this.#server.folder, `${name}.sql`);
    await writeFile(file, script);
    const [command = '', ...args] = this.#server.command('pgbench', ['-n', '-c', String(connections), '-j', '2', '-T', '3600', '-P', '1', '--max-tries=100', '-f', file, this.#database]);
    return ChildProgram.start(command, args, { cwd: '/' });
  }
}
