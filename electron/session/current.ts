import type { Knex } from 'knex';
import type { FailureCode } from '../../shared/failure.ts';
import type { Me } from '../../shared/session.ts';
import { fail } from '../failed.ts';

/**
 * The keeper's final word on one command, as `api.answer` gives it. `payload` is the exact text that was hashed,
 * `prev`, `hash` and `signature` are 32, 32 and 64 bytes; `sealed` is there only for a release (HPKE `enc ‖ ct`).
 */
export type Answer = {
  command: string;
  /** `unknown`: the keeper counted the request together with others and made no entry of its own for it. */
  state: 'released' | 'undelivered' | 'expired' | 'refused' | 'done' | 'unknown';
  /** A failure code where `state` is `refused`, else null. */
  reason: FailureCode | null;
  seq: number | null;
  prev: Buffer | null;
  payload: string | null;
  hash: Buffer | null;
  signature: Buffer | null;
  sealed: Buffer | null;
};

/** Why a session ended; the first four tell the page so (`session.ended`), a sign-out was asked for. */
export type EndReason = 'ten-hours' | 'account' | 'version' | 'signed-out';

/** One signed-in person: the connection is the person's own (session_user), so every rule of the server holds. */
export type Session = {
  readonly login: string;
  /** What the server said at sign-in or at the last `refresh`. */
  readonly me: Me;
  refresh(): Promise<Me>;
  db: {
    /**
     * One statement with `$1…` parameters on the person's pool (at most 2 connections), prepared once per
     * connection. A bigint comes as number, a date as its text, a timestamptz as Date, jsonb as its value.
     * Fails with 'database-unreachable', or with what the server raised: 'invalid-input' (OD001),
     * 'too-many-pending' (OD002), 'not-signed-in' (OD003), 'act-unknown' (OD004).
     */
    query<Row extends object>(sql: string, params?: readonly unknown[]): Promise<Row[]>;
    /** The same on the line that carries commands, which is always open and never waits for a list: signs of life. */
    ask<Row extends object>(sql: string, params?: readonly unknown[]): Promise<Row[]>;
    /** For queries that are composed, such as catalogue filters and reports; the same pool. */
    knex(): Promise<Knex>;
  };
  /**
   * Stores a command and waits for the keeper's answer. Fails with 'too-many-pending', 'answer-late' (not
   * answered within `timeoutMs`, 30 000 by default; the command may still be carried out) or 'database-unreachable'.
   * A refusal is an answer, not a failure. Checking hash and signature is the caller's duty.
   */
  submit(kind: string, body: object, options?: { timeoutMs?: number }): Promise<Answer>;
  /** What this workstation saw of the ledger; both fail with 'ledger-not-continued' where the ledger does not go on from there. */
  witness: {
    /** Returns the newest entry, signed by the pinned keeper. */
    look(): Promise<{ seq: number; hash: Buffer }>;
    /** `entry`: one whose hash and signature were checked. */
    confirm(entry: { seq: number; prev: Buffer; hash: Buffer }): Promise<void>;
  };
  /** Calls `tell`, until the session ends, when the keeper may have closed something by itself: a hint, never trusted. */
  onClosed(tell: () => void): void;
  /** Runs `dispose` once when the session ends, newest first. Returns the function that takes it away again. */
  onEnd(dispose: (reason: EndReason) => void | Promise<void>): () => void;
};

let current: Session | null = null;

/** The session of the signed-in person; every handler but sign-in's starts with it. Fails with 'not-signed-in'. */
export function session(): Session {
  return current ?? fail('not-signed-in');
}

/** The same for code that also runs while nobody is signed in. */
export function signedIn(): Session | null {
  return current;
}

/** Only the session feature calls this: at sign-in, and with null at the end. */
export function setCurrent(next: Session | null): void {
  current = next;
}
