/**
 * The configuration of one point's `nats-server`: TLS always, one NKey per machine, and for each
 * machine only its own subjects. https://docs.nats.io/running-a-nats-service/configuration
 */

/**
 * @typedef {object} Member a machine of the point
 * @property {number} number 1, 2, 3 … as people call it ("Máy 2")
 * @property {string} publicKey its NKey, "U…"
 */

/**
 * @typedef {object} ServerSettings
 * @property {string} point id of the point: letters, digits, "-"
 * @property {string} listen address to listen on
 * @property {number} port
 * @property {string} certificate path
 * @property {string} key path
 * @property {string} pidFile
 * @property {Member[]} machines
 */

/** A machine's name in subjects. @param {number} number */
export function machineId(number) {
  return `m${number}`;
}

/**
 * What machine `number` may do. It tells the others by its own subjects only, so what arrives there
 * is from it; it hears everybody's presence and what is sent to it, and nobody else's help.
 * @param {string} point
 * @param {number} number
 */
export function permissionsOf(point, number) {
  const own = machineId(number);
  return {
    publish: [`dh.${point}.machine.${own}.>`],
    subscribe: [`dh.${point}.machine.*.presence`, `dh.${point}.machine.*.to.${own}`],
  };
}

/**
 * The text of nats-server.conf.
 * @param {ServerSettings} settings
 */
export function serverFile(settings) {
  const users = settings.machines.map(({ number, publicKey }) => {
    const { publish, subscribe } = permissionsOf(settings.point, number);
    return `    {
      nkey: ${publicKey}
      permissions: {
        publish: { allow: ${JSON.stringify(publish)} }
        subscribe: { allow: ${JSON.stringify(subscribe)} }
      }
    }`;
  });
  return `# Exchange between the machines of point "${settings.point}". Written by "exchange"; changes are lost.
# Máy chủ trao đổi giữa các máy của điểm "${settings.point}". Do lệnh "exchange" ghi ra.
server_name: ${JSON.stringify(`dong-hanh-${settings.point}`)}
listen: ${JSON.stringify(`${settings.listen}:${settings.port}`)}
pid_file: ${JSON.stringify(settings.pidFile)}
tls {
  cert_file: ${JSON.stringify(settings.certificate)}
  key_file: ${JSON.stringify(settings.key)}
  timeout: 5
}
# A message is at most some 2 KB; a machine has one connection and two subscriptions.
max_payload: 8KB
max_control_line: 1KB
max_connections: 200
max_subscriptions: 8
max_pending: 1MB
write_deadline: "5s"
ping_interval: "20s"
ping_max: 2
# Machines by number: ${settings.machines.map(({ number }) => number).join(', ')}
authorization {
  timeout: 5
  users: [
${users.join('\n')}
  ]
}
`;
}
