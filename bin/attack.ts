/**
 * `npm run attack [-- MINUTES [SEED]]`: hostile input against the readers in this process and against a
 * server on loopback, for a minute unless told. Prints how long nobody was answered, what broke and who
 * was kept out; exits 1 where anything did.
 */
import { randomInt } from 'node:crypto';
import { attackReaders } from '../attack/readers.ts';
import { attackServer } from '../attack/server.ts';

const [minutes = '1', seed = String(randomInt(1_000_000))] = process.argv.slice(2);
const milliseconds = Number(minutes) * 30_000;
if (!(milliseconds > 0)) throw new Error('npm run attack -- MINUTES [SEED]');

console.log(`Attacking with seed ${seed}\n`);
const thrown = attackReaders({ seed, milliseconds });
const broken = await attackServer({ seed, milliseconds });
console.log(thrown + broken === 0 ? '\nNothing broke.' : `\n${thrown + broken} things broke.`);
process.exitCode = thrown + broken === 0 ? 0 : 1;
