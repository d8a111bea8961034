import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { capture } from '../child.mjs';
import { addMachine, makeExchange, readState, revokeMachine } from './exchange-folder.mjs';
import { findNatsServer } from './find-server.mjs';

const WISH = { point: 'diem-thu', addresses: ['127.0.0.1'], listen: '127.0.0.1', port: 4222 };
let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dong-hanh-exchange-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const conf = () => readFileSync(join(folder, 'nats-server.conf'), 'utf8');
const card = (number) =>
  JSON.parse(readFileSync(join(folder, 'machines', `m${number}`, 'exchange.json'), 'utf8'));

it('gives each machine its key and only its own subjects, in files of the owner alone', async () => {
  await makeExchange(folder, { ...WISH, machines: 2 });
  expect(card(2)).toMatchObject({
    format: 1,
    machine: 2,
    point: 'diem-thu',
    server: '127.0.0.1:4222',
  });
  expect(card(1).seed).not.toBe(card(2).seed);
  expect(conf()).toContain('publish: { allow: ["dh.diem-thu.machine.m2.>"] }');
  for (const number of [1, 2]) expect(conf()).not.toContain(card(number).seed);
  if (process.platform !== 'win32') {
    for (const name of ['server-key.pem', 'nats-server.conf', 'machines/m1/exchange.json']) {
      expect(statSync(join(folder, name)).mode & 0o077, name).toBe(0);
    }
  }
});

it('never gives a number twice, and shuts out exactly who is revoked', async () => {
  await makeExchange(folder, { ...WISH, machines: 2 });
  const before = readState(folder).machines;
  revokeMachine(folder, 2);
  expect(addMachine(folder).number).toBe(3);
  expect(readState(folder).machines.map(({ number }) => number)).toEqual([1, 3]);
  expect(conf()).not.toContain(before[1]?.publicKey);
  expect(conf()).toContain(before[0]?.publicKey);
  expect(() => revokeMachine(folder, 2)).toThrow(/2/);
});

it('refuses to make a second exchange over the first, and a point that is no word of a subject', async () => {
  await makeExchange(folder, { ...WISH, machines: 1 });
  await expect(makeExchange(folder, { ...WISH, machines: 1 })).rejects.toThrow(/already/);
  for (const point of ['', 'a.b', '>', '*', 'Điểm 6']) {
    const other = { ...WISH, point, machines: 1 };
    await expect(makeExchange(join(folder, 'x'), other)).rejects.toThrow(/--point/);
  }
});

it.skipIf(!findNatsServer())('writes what nats-server reads', async () => {
  await makeExchange(folder, { ...WISH, machines: 3 });
  const program = findNatsServer() ?? '';
  const said = await capture(program, ['-t', '-c', join(folder, 'nats-server.conf')]);
  expect(said.code, said.stderr).toBe(0);
});
