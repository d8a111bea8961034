/**
 * The one place that knows how the core runs: as Electron's utility process or, where a Node is
 * named, as a child process of that Node (the development runtime's own Node cannot load the
 * database addon).
 */
import { fork } from 'node:child_process';
import { utilityProcess } from 'electron';
import type { CoreMessage } from '../contract/host';

/**
 * glibc keeps freed memory in an arena for each thread; pictures of papers, worked on in a thread,
 * would hold some 200 MB that way. Other systems ignore these.
 */
const MEMORY_THRIFT = {
  MALLOC_ARENA_MAX: '2',
  MALLOC_TRIM_THRESHOLD_: '131072',
  MALLOC_MMAP_THRESHOLD_: '131072',
};

/** Young objects of the core are few; the default of 16 MB is never needed and never given back. */
const SMALL_HEAP = ['--max-semi-space-size=2'];

export type CoreProcess = {
  pid: number | undefined;
  send(message: CoreMessage): void;
  onMessage(listener: (message: CoreMessage) => void): void;
  /** `code` is null when a signal ended the process. */
  onExit(listener: (code: number | null) => void): void;
  kill(): void;
};

/** Starts the core from `entry`, a JavaScript file. */
export function startCoreProcess(entry: string, coreNode: string | null): CoreProcess {
  return coreNode ? startUnderNode(entry, coreNode) : startUtility(entry);
}

function startUnderNode(entry: string, coreNode: string): CoreProcess {
  const child = fork(entry, [], {
    execPath: coreNode,
    execArgv: SMALL_HEAP,
    env: { ...process.env, ...MEMORY_THRIFT },
    serialization: 'advanced',
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  return {
    pid: child.pid,
    send(message) {
      // A message to a core that is just dying is lost; its successor asks anew.
      if (child.connected) child.send(message, () => {});
    },
    onMessage: (listener) => child.on('message', (message) => listener(message as CoreMessage)),
    onExit(listener) {
      // One that was started early may have died before anybody listened.
      if (child.exitCode !== null || child.signalCode !== null) listener(child.exitCode);
      else child.once('exit', (code) => listener(code));
    },
    kill: () => child.kill('SIGKILL'),
  };
}

function startUtility(entry: string): CoreProcess {
  const child = utilityProcess.fork(entry, [], {
    serviceName: 'dong-hanh-core',
    execArgv: SMALL_HEAP,
    stdio: 'inherit',
    env: { ...process.env, ...MEMORY_THRIFT },
  });
  return {
    get pid() {
      return child.pid;
    },
    send: (message) => child.postMessage(message),
    onMessage: (listener) => child.on('message', (message) => listener(message as CoreMessage)),
    onExit: (listener) => child.once('exit', (code) => listener(code)),
    kill: () => child.kill(),
  };
}
