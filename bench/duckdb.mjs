// What DuckDB needs for the same year: reading the CSV into a table with two threads, the file's
// size, and the same questions in SQL. Prints a line each, times in microseconds.
//
//   node duckdb.mjs FILE.csv DATABASE [questions]     without the last: the import alone

import { DuckDBInstance } from '@duckdb/node-api';
import { statSync } from 'node:fs';

const [csv, database, questions] = process.argv.slice(2);
const instance = await DuckDBInstance.create(database, { threads: '2' });
const connection = await instance.connect();
const version = (await (await connection.run('SELECT version()')).getRows())[0][0];

let start = performance.now();
await connection.run(
  `CREATE TABLE baci AS SELECT * FROM read_csv('${csv}', types = {'t': 'SMALLINT', 'i': 'SMALLINT',
   'j': 'SMALLINT', 'k': 'INTEGER', 'v': 'DECIMAL(18,3)', 'q': 'VARCHAR'})`);
const imported = performance.now() - start;
await connection.run('CHECKPOINT');
const rows = Number((await (await connection.run('SELECT count(*) FROM baci')).getRows())[0][0]);
console.log(`duckdb ${version}`);
console.log(`import_seconds ${(imported / 1000).toFixed(3)}`);
console.log(`bytes_per_row ${(statSync(database).size / rows).toFixed(2)}`);

if (!questions) process.exit(0);
const countries = [276, 156, 842, 251, 380, 392, 792, 398, 528, 826];
async function time(name, sql) {
  const statement = await connection.prepare(sql);
  const times = [];
  for (let round = 0; round < 3; ++round) {
    for (const i of countries) {
      for (const j of countries) {
        if (i === j) continue;
        statement.bindInteger(1, i);
        if (sql.includes('$2')) statement.bindInteger(2, j);
        start = performance.now();
        await (await statement.run()).getRows();
        times.push((performance.now() - start) * 1000);
      }
    }
  }
  times.sort((a, b) => a - b);
  console.log(`${name.padEnd(28)} ${times[times.length >> 1].toFixed(1)}`);
}
await time('rows of a pair', 'SELECT k, v, q FROM baci WHERE i = $1 AND j = $2');
await time('top ten commodities',
           'SELECT k, v FROM baci WHERE i = $1 AND j = $2 ORDER BY v DESC LIMIT 10');
await time('top ten partners',
           'SELECT j, sum(v) AS s FROM baci WHERE i = $1 GROUP BY j ORDER BY s DESC LIMIT 10');
await time('top ten with RCA',
           `WITH own AS (SELECT k, sum(v) AS s FROM baci WHERE i = $1 GROUP BY k),
            world AS (SELECT k, sum(v) AS s FROM baci GROUP BY k),
            top AS (SELECT k, v FROM baci WHERE i = $1 AND j = $2 ORDER BY v DESC LIMIT 10)
            SELECT k, v, own.s / (SELECT sum(s) FROM own) / (world.s / (SELECT sum(s) FROM world))
            FROM top JOIN own USING (k) JOIN world USING (k)`);
