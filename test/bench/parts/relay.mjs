/** Hears of rows, and answers each with a row of its own, committed as a keeper's entry is; see `key.ts`. */
import pg from 'pg';

const client = new pg.Client(JSON.parse(process.env.BENCH));
await client.connect();
await client.query('LISTEN bench_asked');
const answer = `INSERT INTO office.bench (text) VALUES ('${'x'.repeat(200)}'); NOTIFY bench_told`;
client.on('notification', () => void client.query(answer));
process.send('ready');
