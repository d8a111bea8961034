/** Path of the program `nats-server`, or null. NATS_SERVER names the program itself. */
export function findNatsServer(env?: NodeJS.ProcessEnv): string | null;
