/** A release that was readable: in the table, or in a program's hands. `hash` in hex as it was told then. */
export type Readable = { command: string; seq: number; hash: string | null; withoutLine: boolean };

/** Everything that the rounds found. Whatever is in `faults` makes the run fail. */
export class Findings {
  rounds = 0;
  requests = 0;
  windows = 0;
  undelivered = 0;
  refusals = 0;
  /** Sessions that somebody was told are proved, and those that he was told have ended. */
  readonly proved = new Set<string>();
  readonly ended = new Set<string>();
  verifyFailures = 0;
  /** Keys that came into the hands of somebody whose connection has `synchronous_commit = off`. */
  openedWithoutFlush = 0;
  readonly kills = { keeper: 0, databaseKilled: 0, databaseImmediate: 0, app: 0 };
  readonly readable = new Map<string, Readable>();
  readonly withoutEntry = new Set<string>();
  readonly withoutLine = new Set<string>();
  readonly faults: string[] = [];

  /** Notes that a release can be read. `hasLine` is asked at this moment: the line must be there before the key. */
  sawRelease({ command, seq, hash }: Omit<Readable, 'withoutLine'>, hasLine: () => boolean): void {
    const known = this.readable.get(command);
    if (known === undefined) {
      const withoutLine = !hasLine();
      if (withoutLine) this.withoutLine.add(command);
      this.readable.set(command, { command, seq, hash, withoutLine });
      return;
    }
    if (known.seq !== seq || (known.hash !== null && hash !== null && known.hash !== hash)) {
      this.faults.push(`two answers to command ${command}`);
    }
    known.hash ??= hash;
  }

  get faultless(): boolean {
    return (
      this.faults.length === 0 &&
      this.withoutEntry.size === 0 &&
      this.withoutLine.size === 0 &&
      this.verifyFailures === 0
    );
  }
}
