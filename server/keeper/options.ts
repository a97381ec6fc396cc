import type { ClientConfig } from 'pg';
import type { Logger } from 'pino';
import type {
  AuthorityRules,
  DestructionRules,
  HoldRules,
  QualityRules,
  ReconcileRules,
  WordLimits,
} from '../../shared/limits.ts';
import type { Payload } from '../../shared/ledger/kinds.ts';
import type { FormerKeeperKey } from '../../shared/settings.ts';
import type { Clock } from './clock.ts';
import type { Directory } from './directory.ts';

/** What the keeper asks of the office's directory (`openDirectory` gives one; a test may answer by itself). */
export type KeeperDirectory = Pick<Directory, 'lookUp' | 'lookUpAll' | 'tries' | 'prove' | 'currentTime'>;

/** What a look at ledger, journal and tables came to, as it is entered. */
export type Report = Pick<Payload<'checked'>, 'upTo' | 'head' | 'faults' | 'first' | 'digests'>;
/** Such a look, beside the keeper's own work, until `signal`. Rejects where it could not be done. */
export type Check = (signal: AbortSignal) => Promise<Report>;

/** Points of a request at which a test may look at, or end, the keeper. `release` = the sealed key can be fetched from now on;
 *  `entering`, `own`, `kept` = an entry that the keeper makes by itself is to be committed, is, and stands in the journal, and `command` its kind;
 *  `overwritten` and `unlinked` = so are keys of a night. */
export type Step =
  | ('decided' | 'committed' | 'journalled' | 'released')
  | ('entering' | 'own' | 'kept' | 'overwritten' | 'unlinked');

export type KeeperOptions = {
  /** Connects as `odsluch_keeper`. */
  database: ClientConfig;
  /** Folder of the private keys, 0700, made by `initialiseLedger`. */
  keystore: string;
  /** Folder of the recordings. */
  share: string;
  /** Ledger keys that were replaced, as the settings pin them. */
  formerKeys?: readonly FormerKeeperKey[] | undefined;
  /** The journal file, made by `initialiseLedger`. */
  journal: string;
  directory: KeeperDirectory;
  /** Numbers of protocols; `{n}` and `{rok}` are replaced. Default `PO/{n}/{rok}`. */
  protocolPattern?: string;
  /** Numbers and review of what is kept as evidence. Default: as `shared/limits.ts` says. */
  holds?: HoldRules;
  /** When what is over goes. Default: as `shared/limits.ts` says. */
  destruction?: DestructionRules;
  /** How calls are held against what was recorded. Default: as `shared/limits.ts` says. */
  reconcile?: ReconcileRules;
  /** Terms and numbers of reviews of quality. Default: as `shared/limits.ts` says. */
  quality?: QualityRules;
  /** How much has to be written. Default: as `shared/limits.ts` says. */
  words?: WordLimits;
  /** Numbers and terms of papers, rules and reviews. Default: as `shared/limits.ts` says. */
  authority?: AuthorityRules;
  /** How often an act may be changed within an hour. Default: as `shared/limits.ts` says. */
  actChangesAnHour?: number;
  /** How many sessions a person may begin within an hour by one password. Default: as `shared/limits.ts` says. */
  signInsAnHour?: number;
  /** How many recordings an entry of a night destroys at most. No setting: the ledger refuses more than the default, `mostAtOnce`. */
  nightAtOnce?: number;
  /** Days for which the key of no entry is kept. Default: as `shared/limits.ts` says. */
  keepDays?: number;
  /** Months for which searches are remembered. Default: as `shared/limits.ts` says. */
  searchMonths?: number;
  /** Default: JSON lines on standard error. */
  log?: Logger;
  /** How long a start waits for another keeper to let go of the lock; later it waits for ever. Milliseconds, default 30000. */
  lockPatienceMs?: number;
  /** How often the keeper shows itself and looks after what is being heard. Milliseconds, default 5000. */
  pulseMs?: number;
  /** How often the keeper looks whether the database was changed; it does so at each start as well. Milliseconds, default an hour. */
  schemaMs?: number;
  /** How often the keeper asks the directory about everybody's account. Milliseconds, default two minutes. */
  accountMs?: number;
  /** Looks each night at ledger, journal and tables; default: nothing does. */
  check?: Check;
  /** Ends a keeper that still waits for its database, as `stop()` ends a running one. */
  signal?: AbortSignal;
  /** Default: the clocks of the database and of the directory beside this host's. */
  clock?: Clock;
  onStep?: (step: Step, command: string) => void | Promise<void>;
};

/** Exit codes of the keeper, for the service manager: only `stopped` is a wanted end. */
export const exitCodes = {
  stopped: 0,
  /** A fault of the program itself. */
  fault: 1,
  /** The keystore is missing, unreadable, open to others, or belongs to another ledger. */
  keystore: 2,
  /** Ledger and journal do not agree, or an entry is not ours: nothing is released until people have looked at it. */
  ledger: 3,
  /** Another keeper holds the lock. */
  anotherKeeper: 4,
} as const;
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** Why the keeper does not run; `code` is the exit code, `message` one line for the log without personal data. */
export class KeeperEnd extends Error {
  readonly code: ExitCode;
  constructor(code: ExitCode, message: string) {
    super(message);
    this.code = code;
  }
}
