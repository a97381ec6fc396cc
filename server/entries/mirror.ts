import type { EntryKind, Payload } from '../../shared/ledger/kinds.ts';
import { actLength, formerCases, type LedgerState } from './state.ts';
import type { Part } from '../keeper/connection.ts';

/** Who a person is by name, as the entry's text has it. */
export type PersonName = { displayName: string; post: string; unit: string };

/**
 * What an entry changes in the read models, as statements of the entry's own transaction. `state` is the state before
 * the entry; `words` are null where there are none any more. `verify` recomputes all of it from the ledger.
 */
export function mirrorOf(state: LedgerState, payload: Payload, seq: number, words: unknown): Part[] {
  const mirror = mirrors[payload.kind] as Mirror<EntryKind>;
  return mirror(state, payload, seq, words);
}

type Mirror<K extends EntryKind> = (
  state: LedgerState,
  payload: Payload<K>,
  seq: number,
  words: unknown,
) => Part[];

const none = (): Part[] => [];

const mirrors: { [K in EntryKind]: Mirror<K> } = {
  genesis: none,
  refusal: none,
  incident: none,
  suspended: none,
  resumed: none,
  schema: none,
  joined: none,
  left: none,
  key: (_state, { month, public: publicKey }, seq) => [
    {
      sql: `INSERT INTO office.wrapping_key (id, public_key, seq) VALUES ($1, $2, $3)`,
      values: [month, Buffer.from(publicKey, 'base64'), seq],
    },
  ],
  basis: (_state, { position, content, from, to }, seq) => [
    {
      sql: `INSERT INTO office.legal_basis (code, valid_from, valid_to, position, content, seq)
            VALUES ($1, $2, $3, $4, $5, $6)`,
      values: [content.code, from, to, position, JSON.stringify(content), seq],
    },
  ],
  ingest: (_state, { recording }, seq) => [
    {
      sql: `UPDATE office.recording SET state = 'available', seq = $2 WHERE id = $1`,
      values: [recording, seq],
    },
  ],
  stubs: (_state, { batch }, seq) => [
    {
      sql: `UPDATE office.recording SET state = 'destroyed', seq = $2 WHERE batch = $1`,
      values: [batch, seq],
    },
  ],
  person: (_state, { subject, subjectGuid, roles, employee }, seq, words) => {
    // Without its words the login stands for the name, as for whoever reads the entry.
    const { displayName, post, unit } = (words ?? { displayName: subject, post: '', unit: '' }) as PersonName;
    return [
      {
        sql: `INSERT INTO office.person (login, guid, display_name, post, unit, roles, employee, seq)
              VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
              ON CONFLICT (login) DO UPDATE SET guid = EXCLUDED.guid, display_name = EXCLUDED.display_name,
                post = EXCLUDED.post, unit = EXCLUDED.unit, roles = EXCLUDED.roles, employee = EXCLUDED.employee, seq = EXCLUDED.seq`,
        values: [subject, subjectGuid, displayName, post, unit, roles, employee, seq],
      },
    ];
  },
  authorise: (_state, { number, subject, subjectGuid, act, signedOn, from, to }, seq) => [
    {
      sql: `INSERT INTO office.authorisation (number, login, guid, act, signed_on, from_day, to_day, seq)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
      values: [number, subject, subjectGuid, act, signedOn, from, to, seq],
    },
  ],
  revoke: (_state, { number, at }) => [
    { sql: `UPDATE office.authorisation SET revoked_at = $2 WHERE number = $1`, values: [number, at] },
  ],
  release: mirrorRelease,
  undelivered: (_state, { opening, at }) => [closeOpening(opening, at, 'undelivered', [], false)],
  closed: (state, { opening, at, how, ranges, wrongCall }) =>
    state.openings.get(opening)?.closed === null
      ? [closeOpening(opening, at, how, ranges, wrongCall)]
      : [
          {
            sql: `UPDATE office.opening SET wrong_call = wrong_call OR $2 WHERE id = $1`,
            values: [opening, wrongCall],
          },
        ],
  hold: (_state, { recording }, seq) => [
    { sql: `UPDATE office.recording SET hold_seq = $2 WHERE id = $1`, values: [recording, seq] },
  ],
  completed: (_state, { act, at }, seq) => [
    {
      sql: `UPDATE office.act SET state = 'completed', completed_seq = $2, completed_at = $3 WHERE id = $1`,
      values: [act, seq, at],
    },
    { sql: `DELETE FROM office.draft WHERE act = $1`, values: [act] },
  ],
  corrected: (state, { act, at, caseBefore, case: now }, seq) => [
    {
      sql: `UPDATE office.act SET state = 'completed', completed_seq = $2, completed_at = $3, case_number = $4, former_cases = $5,
              corrections = corrections + 1, filed_seq = NULL, filed_on = NULL, way = NULL WHERE id = $1`,
      values: [act, seq, at, now, formerCases(state.acts.get(act) ?? { formerCases: [] }, caseBefore, now)],
    },
  ],
  reopened: (_state, { act }) => [
    {
      sql: `UPDATE office.act SET state = 'started', completed_seq = NULL, completed_at = NULL WHERE id = $1`,
      values: [act],
    },
  ],
  filed: (_state, { act, day, way }, seq) => [
    {
      sql: `UPDATE office.act SET state = 'filed', filed_seq = $2, filed_on = $3, way = $4 WHERE id = $1`,
      values: [act, seq, day, way],
    },
    // One may have been on its way, in an open transaction, while the act was being completed.
    { sql: `DELETE FROM office.draft WHERE act = $1`, values: [act] },
  ],
};

function mirrorRelease(state: LedgerState, payload: Payload<'release'>, seq: number): Part[] {
  const { act, protocol, login, basis, authorisation, recording, command, at } = payload;
  const opened: Part = {
    sql: `INSERT INTO office.opening (id, act, recording, seq, opened_at, last_beat) VALUES ($1, $2, $3, $4, $5, $5)`,
    values: [command, act, recording, seq, at],
  };
  if (state.acts.has(act)) return [opened];
  const until = new Date(Date.parse(at) + actLength).toISOString();
  return [
    {
      sql: `INSERT INTO office.act (id, number, login, case_number, basis, authorisation, opened_at, until, state, seq)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'started', $9)`,
      values: [act, protocol, login, payload.case, basis, authorisation, at, until, seq],
    },
    opened,
  ];
}

function closeOpening(id: string, at: string, how: string, ranges: unknown, wrongCall: boolean): Part {
  return {
    sql: `UPDATE office.opening SET closed_at = $2, how = $3, ranges = $4, wrong_call = wrong_call OR $5 WHERE id = $1`,
    values: [id, at, how, JSON.stringify(ranges), wrongCall],
  };
}
