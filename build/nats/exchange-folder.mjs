/**
 * The folder of one point's exchange on the PC that runs the server: certificates, the server's
 * configuration, who belongs to it, and for each machine the file to carry there once. No seed of
 * a machine stays here after its file was carried over and removed.
 */
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join, resolve } from 'node:path';
import { nkeys } from '@nats-io/transport-node';
import { SetupError } from '../say.mjs';
import { makeCertificates } from './certificates.mjs';
import { machineId, serverFile } from './server-file.mjs';

/** As many as the numbers on the machines; a point has two to four. */
export const MOST_MACHINES = 99;

/**
 * @typedef {object} State what is kept in exchange-state.json; no secret
 * @property {string} point
 * @property {string[]} addresses the first is the one written into the machines' files
 * @property {string} listen
 * @property {number} port
 * @property {import('./server-file.mjs').Member[]} machines
 * @property {number} next number of the next machine: a number is never given twice
 */

/**
 * Makes the exchange in `folder`.
 * @param {string} folder must not hold an exchange yet
 * @param {{ point: string, addresses: string[], listen: string, port: number, machines: number }} wish
 * @throws {SetupError} with what to do when the wish cannot be met
 */
export async function makeExchange(folder, { point, addresses, listen, port, machines }) {
  if (existsSync(join(folder, 'exchange-state.json'))) {
    throw new SetupError(
      `${folder} already holds an exchange. Add machines with "add", or name another folder.\n` +
        `Thư mục ${folder} đã có máy chủ trao đổi. Thêm máy bằng "add", hoặc chọn thư mục khác.`,
    );
  }
  if (!/^[a-z0-9][a-z0-9-]{0,39}$/.test(point)) {
    throw new SetupError(
      `--point: small letters, digits and "-" only, as in point.json, not "${point}".\n` +
        '--point: chỉ chữ thường không dấu, số và "-", giống trong point.json.',
    );
  }
  if (!(Number.isInteger(machines) && machines >= 1 && machines <= MOST_MACHINES)) {
    throw new SetupError(
      `--machines: a number from 1 to ${MOST_MACHINES}.\n--machines: số từ 1 đến ${MOST_MACHINES}.`,
    );
  }
  mkdirSync(join(folder, 'machines'), { recursive: true, mode: 0o700 });
  chmodSync(folder, 0o700);
  const { ca, certificate, key } = await makeCertificates();
  writeSecret(join(folder, 'ca.pem'), ca);
  writeSecret(join(folder, 'server-cert.pem'), certificate);
  writeSecret(join(folder, 'server-key.pem'), key);
  /** @type {State} */
  const state = { point, addresses, listen, port, machines: [], next: 1 };
  for (let made = 0; made < machines; made += 1) enlist(folder, state);
  save(folder, state);
}

/**
 * Adds one machine.
 * @param {string} folder
 * @returns {{ number: number, file: string }} its number, and the file to carry to it
 */
export function addMachine(folder) {
  const state = readState(folder);
  if (state.next > MOST_MACHINES) throw new SetupError('No number is left. / Đã hết số máy.');
  const added = enlist(folder, state);
  save(folder, state);
  return added;
}

/**
 * Shuts machine `number` out: a stolen or retired PC. Takes effect when the server reads its file.
 * @param {string} folder
 * @param {number} number
 */
export function revokeMachine(folder, number) {
  const state = readState(folder);
  if (!state.machines.some((machine) => machine.number === number)) {
    throw new SetupError(
      `There is no machine ${number} here. / Không có máy số ${number} trong danh sách.`,
    );
  }
  state.machines = state.machines.filter((machine) => machine.number !== number);
  rmSync(join(folder, 'machines', machineId(number)), { recursive: true, force: true });
  save(folder, state);
}

/**
 * @param {string} folder
 * @returns {State}
 */
export function readState(folder) {
  const path = join(folder, 'exchange-state.json');
  if (!existsSync(path)) {
    throw new SetupError(
      `${folder} holds no exchange yet: begin with "new".\n` +
        `Thư mục ${folder} chưa có máy chủ trao đổi: bắt đầu bằng "new".`,
    );
  }
  return JSON.parse(readFileSync(path, 'utf8'));
}

/** @param {string} folder */
export function pidFile(folder) {
  return join(resolve(folder), 'nats-server.pid');
}

/**
 * A new key for the next machine, and its file.
 * @param {string} folder
 * @param {State} state changed in place
 */
function enlist(folder, state) {
  const number = state.next;
  const pair = nkeys.createUser();
  const seed = new TextDecoder().decode(pair.getSeed());
  const place = join(folder, 'machines', machineId(number));
  mkdirSync(place, { recursive: true, mode: 0o700 });
  const file = join(place, 'exchange.json');
  const card = {
    format: 1,
    server: `${bracketed(state.addresses[0] ?? '')}:${state.port}`,
    ca: readFileSync(join(folder, 'ca.pem'), 'utf8'),
    point: state.point,
    machine: number,
    seed,
  };
  writeSecret(file, `${JSON.stringify(card, null, 2)}\n`);
  state.machines = [...state.machines, { number, publicKey: pair.getPublicKey() }];
  state.next = number + 1;
  pair.clear();
  return { number, file };
}

/** @param {string} address */
function bracketed(address) {
  return address.includes(':') ? `[${address}]` : address;
}

/**
 * @param {string} folder
 * @param {State} state
 */
function save(folder, state) {
  writeSecret(join(folder, 'exchange-state.json'), `${JSON.stringify(state, null, 2)}\n`);
  writeSecret(
    join(folder, 'nats-server.conf'),
    serverFile({
      point: state.point,
      listen: bracketed(state.listen),
      port: state.port,
      certificate: join(resolve(folder), 'server-cert.pem'),
      key: join(resolve(folder), 'server-key.pem'),
      pidFile: pidFile(folder),
      machines: state.machines,
    }),
  );
}

/**
 * Written whole or not at all, readable by its owner only.
 * @param {string} path
 * @param {string} text
 */
function writeSecret(path, text) {
  writeFileSync(`${path}.new`, text, { mode: 0o600 });
  renameSync(`${path}.new`, path);
}
