/**
 * `npm run exchange -- COMMAND`: sets up the exchange between the machines of a point on one PC.
 * The server is `nats-server`, as Debian or its makers give it; this writes its configuration.
 */
import { existsSync, readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { networkInterfaces } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { handOver } from './child.mjs';
import {
  addMachine,
  makeExchange,
  pidFile,
  readState,
  revokeMachine,
} from './nats/exchange-folder.mjs';
import { findNatsServer } from './nats/find-server.mjs';
import { machineId } from './nats/server-file.mjs';
import { fail, SetupError, say } from './say.mjs';

const USAGE = `
  exchange new --point ID --machines N [--address 192.168.1.10] [--port 4222] [--folder exchange]
      Makes the certificates, one key per machine and the server's configuration.
      Tạo chứng thư, mỗi máy một khóa, và cấu hình máy chủ.
  exchange run [--folder exchange]       Runs the server in this window. / Chạy máy chủ.
  exchange service [--folder exchange]   Prints a systemd unit. / In tệp dịch vụ systemd.
  exchange list [--folder exchange]      Who belongs to it. / Liệt kê các máy.
  exchange add [--folder exchange]       One machine more. / Thêm một máy.
  exchange revoke --machine N [--folder exchange]
      Shuts a machine out (stolen, retired). / Bỏ một máy (mất, thôi dùng).`;

/** @type {Record<string, (options: Options, folder: string) => Promise<number> | number>} */
const COMMANDS = { new: make, run, service, list, add, revoke };

/** @typedef {{ point?: string, machines?: string, address?: string, port?: string, machine?: string, folder: string }} Options */

/**
 * @param {Options} options
 * @param {string} folder
 */
async function make(options, folder) {
  const addresses = options.address?.split(',') ?? lanAddresses();
  const [first] = addresses;
  if (first === undefined) {
    throw new SetupError(
      'This PC has no address in a network: connect it, or name one with --address.\n' +
        'Máy này chưa nối mạng: hãy nối mạng, hoặc ghi địa chỉ bằng --address.',
    );
  }
  const port = Number(options.port ?? 4222);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) {
    throw new SetupError('--port: 1-65535.');
  }
  const listen = isIP(first) ? first : '0.0.0.0';
  const point = options.point ?? '';
  const machines = Number(options.machines ?? 2);
  await makeExchange(folder, { point, addresses, listen, port, machines });
  say(`
Made in ${folder}. The server will be at ${first}:${port}.
Đã tạo trong ${folder}. Máy chủ sẽ ở ${first}:${port}.

1. Carry one file to each machine, into its data folder (beside point.json), and start the kiosk there.
   It takes the key over, sealed, and removes the file. Then delete the copy.
   Chép cho mỗi máy một tệp, vào thư mục dữ liệu của máy đó (cạnh point.json), rồi mở lại ứng dụng.
   Máy tự cất khóa (đã mã hóa) và xóa tệp. Sau đó xóa bản chép.`);
  for (const { number } of readState(folder).machines) {
    say(`     Máy ${number}: ${join(folder, 'machines', machineId(number), 'exchange.json')}`);
  }
  say(`2. Start the server: exchange run --folder ${folder} (or: exchange service …)
   Chạy máy chủ: exchange run --folder ${folder}`);
  return 0;
}

/**
 * @param {Options} _options
 * @param {string} folder
 */
function run(_options, folder) {
  readState(folder);
  say(`Running nats-server; Ctrl+C ends it. / Máy chủ đang chạy; Ctrl+C để dừng.`);
  return handOver(serverProgram(), ['-c', join(folder, 'nats-server.conf')]);
}

/**
 * @param {Options} _options
 * @param {string} folder
 */
function service(_options, folder) {
  readState(folder);
  // Standard output: `exchange service > /etc/systemd/system/dong-hanh-exchange.service`.
  console.log(`[Unit]
Description=Exchange between the machines of a Dong Hanh point
After=network-online.target
Wants=network-online.target

[Service]
ExecStart=${serverProgram()} -c ${join(folder, 'nats-server.conf')}
ExecReload=/bin/kill -HUP $MAINPID
Restart=always
RestartSec=2
NoNewPrivileges=true
ProtectSystem=strict
ReadWritePaths=${folder}
PrivateTmp=true

[Install]
WantedBy=multi-user.target`);
  return 0;
}

/**
 * @param {Options} _options
 * @param {string} folder
 */
function list(_options, folder) {
  const { point, addresses, port, machines } = readState(folder);
  say(`${point}: ${addresses.join(', ')} port ${port}`);
  for (const { number, publicKey } of machines) {
    const file = join(folder, 'machines', machineId(number), 'exchange.json');
    const left = existsSync(file) ? '  (file still here / tệp còn ở đây)' : '';
    say(`  Máy ${number}  ${publicKey}${left}`);
  }
  return 0;
}

/**
 * @param {Options} _options
 * @param {string} folder
 */
function add(_options, folder) {
  const { number, file } = addMachine(folder);
  say(`Máy ${number}: ${file}`);
  reload(folder);
  return 0;
}

/**
 * @param {Options} options
 * @param {string} folder
 */
function revoke(options, folder) {
  const number = Number(options.machine);
  revokeMachine(folder, number);
  say(`Machine ${number} is shut out. / Đã bỏ máy ${number}.`);
  reload(folder);
  return 0;
}

/** A running server reads its file again and drops who is no longer in it. @param {string} folder */
function reload(folder) {
  const file = pidFile(folder);
  const pid = existsSync(file) ? Number(readFileSync(file, 'utf8')) : Number.NaN;
  try {
    if (!Number.isInteger(pid) || process.platform === 'win32') throw new Error('not told');
    process.kill(pid, 'SIGHUP');
    say('The running server has read it. / Máy chủ đang chạy đã nhận.');
  } catch {
    say(
      'Restart the server if it is running elsewhere. / Nếu máy chủ đang chạy, hãy chạy lại máy chủ.',
    );
  }
}

function serverProgram() {
  const program = findNatsServer();
  if (program !== null) return program;
  throw new SetupError(
    'nats-server is not on this PC. Debian or Ubuntu: "apt install nats-server". Elsewhere put the ' +
      'single program from https://nats.io/download and name it in NATS_SERVER.\n' +
      'Máy này chưa có nats-server. Debian hoặc Ubuntu: "apt install nats-server". Hệ khác: tải một ' +
      'tệp chương trình ở https://nats.io/download và ghi đường dẫn vào NATS_SERVER.',
  );
}

/** IPv4 addresses of this PC that others of its network can reach. */
function lanAddresses() {
  return Object.values(networkInterfaces())
    .flatMap((list) => list ?? [])
    .filter(({ family, internal }) => family === 'IPv4' && !internal)
    .map(({ address }) => address);
}

async function main() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      point: { type: 'string' },
      machines: { type: 'string' },
      address: { type: 'string' },
      port: { type: 'string' },
      machine: { type: 'string' },
      folder: { type: 'string', default: 'exchange' },
    },
  });
  const [name = ''] = positionals;
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (command === undefined) throw new SetupError(USAGE);
  process.exitCode = await command(values, resolve(values.folder));
}

main().catch(fail);
