"""Moves money between the accounts of a SQLite database, one transaction after another, until it is ended: sqlite-transfers.py make|write FILE MODE

`make` builds the database: 1,000 accounts of 1,000 each, a ledger, and 20 MB that never change. Whatever the moment: the balances' sum is 1,000,000, and the ledger tells each balance."""
import random
import sqlite3
import sys

command, path, mode = sys.argv[1:]
database = sqlite3.connect(path, timeout=60, isolation_level=None)
if command == 'make':
    database.execute(f'pragma journal_mode = {mode}')
    database.executescript('''
        create table account (id integer primary key, balance integer not null);
        create table ledger (id integer primary key, account integer not null, amount integer not null);
        create table ballast (id integer primary key, content blob not null);
        begin;
        with recursive n(i) as (select 1 union all select i + 1 from n where i < 1000) insert into account select i, 1000 from n;
        with recursive n(i) as (select 1 union all select i + 1 from n where i < 10000) insert into ballast select i, randomblob(2000) from n;
        commit;''')
    sys.exit()
database.execute('pragma synchronous = off')
print('ready', flush=True)
count = 0
while True:
    giver, taker = random.sample(range(1, 1001), 2)
    amount = random.randint(1, 50)
    database.execute('begin immediate')
    database.execute('update account set balance = balance - ? where id = ?', (amount, giver))
    database.execute('update account set balance = balance + ? where id = ?', (amount, taker))
    database.execute('insert into ledger (account, amount) values (?, ?), (?, ?)', (giver, -amount, taker, amount))
    database.execute('commit')
    count += 1
    if count == 20:
        print('busy', flush=True)
