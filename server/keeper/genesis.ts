import type { ClientConfig } from 'pg';
import type { BasisProposal } from '../legal-bases.ts';

export type GenesisOptions = {
  /** Connects as `odsluch_keeper` to a migrated database whose ledger is empty. */
  database: ClientConfig;
  /** Folder for the private keys; made with 0700 where it is missing. */
  keystore: string;
  /** File of the journal; made with 0600. */
  journal: string;
  /** Name of the office, as the genesis entry carries it. */
  office: string;
  /** The office's approval of the legal bases that are loaded: its number. */
  approval: string;
  bases?: readonly BasisProposal[];
  /** `act` = number of the paper act that appoints the Secretary. */
  secretary: { login: string; guid: string; displayName: string; post: string; unit: string; act: string };
};

/**
 * Begins a ledger: keys in the keystore, the genesis entry, one `basis` entry a legal basis, the `person` entry of the
 * first Secretary (with the login that goes with it). Returns the keeper's public key as the office pins it.
 * Throws LedgerExists where the ledger has entries already.
 */
export async function initialiseLedger(_options: GenesisOptions): Promise<{ keeperPublicKey: string }> {
  throw new Error('in the making');
}

export class LedgerExists extends Error {}
