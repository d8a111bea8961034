/** Every waiting time around a printer in one place, each with its reason. */

export type PrinterDelays = {
  /** A job that does not move for this long hangs: a cold laser warms up in 30 s, an A5 takes 20. */
  jobSilenceMs: number;
  /** Nobody stands longer than this for one slip, however often the printer says "nearly". */
  jobDeadlineMs: number;
  /** Paper can be put in and a cover closed in this time; then the job is given up. */
  troublePatienceMs: number;
  /** A printer that wakes up says "offline" for some seconds first; so does a slow Wi-Fi. */
  offlinePatienceMs: number;
  /** Drivers get this long to clear a job after they were told to, before they are left behind. */
  stopGraceMs: number;
  /** State of a running job is asked for this often: a slip takes two to ten seconds. */
  pollMs: number;
  /** Printers on the screen are asked how they are this often while nothing is printed. */
  checkEveryMs: number;
  /** Looking for all printers must not keep the screen waiting. */
  findMs: number;
  /** Practice printer: the sheet is drawn in, as people will see it. */
  fakeSendMs: number;
  /** Practice printer: one sheet comes out. */
  fakePageMs: number;
  /** Another process writes a folder in several steps: look when it has been quiet this long. */
  folderQuietMs: number;
} & IppDelays &
  ReceiptDelays &
  ScriptDelays;

/** Waits of the conversation with CUPS. */
export type IppDelays = {
  /** cupsd on the same machine answers in milliseconds; a busy PC takes seconds. */
  answerMs: number;
  /** Handing over a document of some hundred kilobytes. */
  submitMs: number;
};

/** Waits of receipt printers on the network. */
export type ReceiptDelays = {
  /** A printer that is switched on takes a connection at once. */
  connectMs: number;
  /** Printers that answer DLE EOT do so in 50 ms; those that do not never will. */
  statusMs: number;
  /** A printer takes no bytes while its buffer is full; a band of 256 lines takes 2 s on paper. */
  sendSilenceMs: number;
  /** What was sent last gets this long to arrive before the connection is cut. */
  finishMs: number;
};

/** Waits around the PowerShell script. */
export type ScriptDelays = {
  /** PowerShell starts in 1-3 s on an old PC, more when a virus scanner reads it first. */
  scriptSilenceMs: number;
  /** A program told to stop gets this long before it is killed; less than `stopGraceMs`. */
  killGraceMs: number;
  /** A program that said it is finished gets this long to leave. */
  exitGraceMs: number;
};

export const PRINTER_DELAYS: PrinterDelays = {
  jobSilenceMs: 60_000,
  jobDeadlineMs: 180_000,
  troublePatienceMs: 20_000,
  offlinePatienceMs: 12_000,
  stopGraceMs: 5_000,
  pollMs: 700,
  checkEveryMs: 5_000,
  findMs: 8_000,
  fakeSendMs: 500,
  fakePageMs: 1_200,
  folderQuietMs: 100,
  answerMs: 5_000,
  submitMs: 15_000,
  connectMs: 3_000,
  statusMs: 600,
  sendSilenceMs: 8_000,
  finishMs: 4_000,
  scriptSilenceMs: 20_000,
  killGraceMs: 2_000,
  exitGraceMs: 2_000,
};
