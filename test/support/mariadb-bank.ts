/**
 * Transfers between accounts in a MariaDB database, made over many connections at once: money moves and is never made, and a ledger tells of each transfer.
 */
import { ChildProgram } from './child-program.ts';
import type { TestMariadb } from './mariadb-server.ts';

const BALANCE = 1000;

const schema = (accounts: number): string => `
create table control (running int not null) engine=innodb;
create table accounts (id int primary key, balance bigint not null, filler varchar(100) not null) engine=innodb;
create table ledger (id bigint primary key auto_increment, payer int not null, payee int not null, amount bigint not null) engine=innodb;
insert into control values (0);
insert into accounts select seq, ${BALANCE}, repeat(md5(seq), 3) from seq_1_to_${accounts};
delimiter //
create procedure transfers() modifies sql data
begin
  declare payer, payee, amount int;
  while (select running from control) = 1 do
    begin
      -- A transfer that others stand in the way of is given up.
      declare continue handler for 1213, 1205 rollback;
      set payer = 1 + floor(rand() * ${accounts}), payee = 1 + floor(rand() * ${accounts}), amount = 1 + floor(rand() * 50);
      if payer <> payee then
        start transaction;
        update accounts set balance = balance + if(id = payer, -amount, amount) where id in (payer, payee);
        if row_count() = 2 then insert into ledger (payer, payee, amount) values (payer, payee, amount); end if;
        commit;
      end if;
    end;
  end while;
end//
create procedure churn(database_name varchar(64)) modifies sql data
begin
  -- Tables come and go: what is listed is not there any more when it is opened.
  while (select running from control) = 1 do
    execute immediate concat('create table ', database_name, '.fleeting engine=innodb as select seq, md5(seq) as text from seq_1_to_500');
    execute immediate concat('drop table ', database_name, '.fleeting');
  end while;
end//
delimiter ;
`;

export class MariadbBank {
  readonly #server: TestMariadb;
  readonly #database: string;

  private constructor(server: TestMariadb, database: string) {
    this.#server = server;
    this.#database = database;
  }

  /** Makes the tables in a database of its own. */
  static async open(server: TestMariadb, database: string, accounts: number): Promise<MariadbBank> {
    await server.sql(`create database ${database} character set utf8mb4`);
    await server.sql(schema(accounts), database);
    return new MariadbBank(server, database);
  }

  /** Transfers over `connections` connections until it is disposed of. `churnIn`: a database where tables come and go meanwhile. */
  async transfers(connections: number, churnIn?: string): Promise<AsyncDisposable> {
    await this.#server.sql('update control set running = 1', this.#database);
    const calls = [...Array.from({ length: connections }, () => 'call transfers()'), ...(churnIn === undefined ? [] : [`call churn('${churnIn}')`])];
    const programs = calls.map((call) => ChildProgram.start('mariadb', ['--no-defaults', `--socket=${this.#server.socket}`, this.#database, '-e', call], { cwd: '/' }));
    for (;;) if (Number(await this.#server.sql('select count(*) from ledger', this.#database)) > 200) break;
    return {
      [Symbol.asyncDispose]: async () => {
        const ended = programs.filter((program) => program.ended).map((program) => program.stderr);
        await this.#server.sql('update control set running = 0', this.#database);
        await Promise.all(programs.map((program) => program.finished));
        if (ended.length > 0) throw new Error(`the load has ended: ${ended.join(' ')}`);
      },
    };
  }

  /** Throws unless no money was made or lost and the ledger tells each account's balance. Gives the number of transfers. */
  static async audit(server: TestMariadb, database: string, accounts: number): Promise<number> {
    const answer = await server.sql(
      `select sum(balance), (select count(*) from ledger), sum(balance <> ${BALANCE} + coalesce(moved.amount, 0)) from accounts left join
         (select account, sum(amount) as amount from (select payee as account, amount from ledger union all select payer, -amount from ledger) as moves group by account) as moved on account = id`,
      database,
    );
    const [sum, transfers, wrong] = answer.split('\t').map(Number);
    if (sum !== accounts * BALANCE || wrong !== 0) throw new Error(`the books are wrong: balances ${String(sum)} of ${accounts * BALANCE}, ${String(wrong)} accounts unlike the ledger`);
    return transfers ?? 0;
  }
}
