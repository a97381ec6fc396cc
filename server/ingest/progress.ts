/** Progress of a run: bytes done, rate, time left. Times in milliseconds, from the given clock. */
export class Progress {
  readonly #total: number;
  readonly #now: () => number;
  readonly #started: number;
  #done = 0;

  constructor(totalBytes: number, now: () => number = () => performance.now()) {
    this.#total = totalBytes;
    this.#now = now;
    this.#started = now();
  }

  add(bytes: number): void {
    this.#done += bytes;
  }

  /** `45 %, 12,3 MB/s, pozostało 1:05`; before anything was read there is no rate and no time left. */
  line(): string {
    const elapsed = (this.#now() - this.#started) / 1000;
    const percent = this.#total === 0 ? 100 : Math.min(100, Math.floor((100 * this.#done) / this.#total));
    if (this.#done === 0 || elapsed <= 0) return `${percent} %`;
    const rate = this.#done / elapsed;
    const left = Math.max(0, Math.round((this.#total - this.#done) / rate));
    const megabytes = (rate / 1_000_000).toFixed(1).replace('.', ',');
    return `${percent} %, ${megabytes} MB/s, pozostało ${Math.floor(left / 60)}:${String(left % 60).padStart(2, '0')}`;
  }
}

/** One line that rewrites itself on a terminal; elsewhere silence, the result says enough. */
export function progressLine(): (line: string) => void {
  return process.stderr.isTTY ? (line) => process.stderr.write(`\r\u001b[K${line}`) : () => undefined;
}
