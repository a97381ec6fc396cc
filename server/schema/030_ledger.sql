-- The ledger: one chain, written by the keeper alone, append-only for everybody.
-- hash = SHA-256('odsluch-entry-v1' 0x00 ‖ seq as int8 ‖ prev ‖ SHA-256(payload)); the signature is the keeper's Ed25519 over the hash.

SET ROLE odsluch_owner;

CREATE TABLE office.entry (
  seq bigint PRIMARY KEY CHECK (seq > 0),
  before bigint GENERATED ALWAYS AS (NULLIF(seq - 1, 0)) STORED,
  prev bytea NOT NULL UNIQUE CHECK (octet_length(prev) = 32),
  -- The exact UTF-8 text that was hashed; never jsonb.
  payload text NOT NULL,
  hash bytea NOT NULL CHECK (octet_length(hash) = 32),
  signature bytea NOT NULL CHECK (octet_length(signature) = 64),
  -- Derived from the payload, so that no column can say otherwise than what was signed.
  kind text NOT NULL GENERATED ALWAYS AS (payload::jsonb ->> 'kind') STORED,
  login text GENERATED ALWAYS AS (payload::jsonb ->> 'login') STORED,
  guid uuid GENERATED ALWAYS AS ((payload::jsonb ->> 'guid')::uuid) STORED,
  command uuid UNIQUE GENERATED ALWAYS AS ((payload::jsonb ->> 'command')::uuid) STORED,
  -- The listening act and the recording that it speaks of, if any; of several recordings the first.
  act uuid GENERATED ALWAYS AS ((payload::jsonb ->> 'act')::uuid) STORED,
  recording uuid GENERATED ALWAYS AS (coalesce(payload::jsonb ->> 'recording', payload::jsonb -> 'recordings' ->> 0)::uuid) STORED,
  UNIQUE (seq, hash),
  FOREIGN KEY (before, prev) REFERENCES office.entry (seq, hash)
);
CREATE INDEX entry_kind ON office.entry (kind, seq DESC);
CREATE INDEX entry_act ON office.entry (act, seq) WHERE act IS NOT NULL;
CREATE INDEX entry_recording ON office.entry (recording, seq) WHERE recording IS NOT NULL;
-- Releases in somebody's presence: few among many.
CREATE INDEX entry_present ON office.entry (seq) WHERE kind = 'release' AND payload::jsonb -> 'present' <> '[]';
CREATE INDEX entry_login ON office.entry (login, seq DESC);
-- What one was refused and where one signed in, under whichever login.
CREATE INDEX entry_own ON office.entry (guid, seq DESC) WHERE kind IN ('refusal', 'session');
-- Refusals by their time, which is spelled so that its order is that of the text.
CREATE INDEX entry_refused ON office.entry ((payload::jsonb ->> 'at')) WHERE kind = 'refusal';
-- Who read the register, newest first.
CREATE INDEX entry_read ON office.entry (guid, seq DESC) WHERE kind = 'read';
CREATE INDEX entry_copy ON office.entry ((payload::jsonb ->> 'of'), seq) WHERE kind = 'read';
-- How a sound was taken in, whatever the catalogue says of it by now.
CREATE INDEX entry_sound ON office.entry ((payload::jsonb ->> 'plainSha256')) WHERE kind = 'ingest';
-- Nightly checks that found something.
CREATE INDEX entry_faults ON office.entry (seq) WHERE kind = 'checked' AND payload::jsonb ->> 'faults' <> '0';

-- Checks that a new entry continues the chain; the signature is checked by verify, which holds the keeper's public key.
CREATE FUNCTION office.check_chain() RETURNS trigger
  LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  last office.entry;
BEGIN
  SELECT * INTO last FROM office.entry ORDER BY seq DESC LIMIT 1;
  IF NEW.seq <> coalesce(last.seq, 0) + 1
     OR NEW.prev <> coalesce(last.hash, decode(repeat('00', 32), 'hex'))
     OR NEW.hash <> sha256(convert_to('odsluch-entry-v1', 'UTF8') || '\x00'::bytea || int8send(NEW.seq) || NEW.prev
                           || sha256(convert_to(NEW.payload, 'UTF8'))) THEN
    RAISE EXCEPTION 'entry % does not continue the chain', NEW.seq USING ERRCODE = 'OD009';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER check_chain BEFORE INSERT ON office.entry FOR EACH ROW EXECUTE FUNCTION office.check_chain();
CREATE TRIGGER refuse_change BEFORE UPDATE OR DELETE ON office.entry FOR EACH ROW EXECUTE FUNCTION office.refuse_change();
CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON office.entry FOR EACH STATEMENT EXECUTE FUNCTION office.refuse_change();
-- SECURITY: ALWAYS holds also where session_replication_role switches ordinary triggers off.
ALTER TABLE office.entry ENABLE ALWAYS TRIGGER check_chain;
ALTER TABLE office.entry ENABLE ALWAYS TRIGGER refuse_change;
ALTER TABLE office.entry ENABLE ALWAYS TRIGGER refuse_truncate;

-- The words behind an entry (justification, names, findings); the payload carries SHA-256(salt ‖ text).
-- Lawful erasure deletes the row, the chain stays whole.
CREATE TABLE office.entry_text (
  seq bigint PRIMARY KEY REFERENCES office.entry,
  salt bytea NOT NULL CHECK (octet_length(salt) = 16),
  text text NOT NULL
);
CREATE TRIGGER refuse_change BEFORE UPDATE ON office.entry_text FOR EACH ROW EXECUTE FUNCTION office.refuse_change();
CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON office.entry_text FOR EACH STATEMENT EXECUTE FUNCTION office.refuse_change();
ALTER TABLE office.entry_text ENABLE ALWAYS TRIGGER refuse_change;
ALTER TABLE office.entry_text ENABLE ALWAYS TRIGGER refuse_truncate;

-- What was asked for, word for word, behind an entry that answers it; `asked.digest` of the payload = SHA-256(salt ‖ kind ‖ 0 ‖ body).
-- Erased with the entry's words.
CREATE TABLE office.entry_asked (
  seq bigint PRIMARY KEY REFERENCES office.entry,
  salt bytea NOT NULL CHECK (octet_length(salt) = 16),
  body text NOT NULL
);
CREATE TRIGGER refuse_change BEFORE UPDATE ON office.entry_asked FOR EACH ROW EXECUTE FUNCTION office.refuse_change();
CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON office.entry_asked FOR EACH STATEMENT EXECUTE FUNCTION office.refuse_change();
ALTER TABLE office.entry_asked ENABLE ALWAYS TRIGGER refuse_change;
ALTER TABLE office.entry_asked ENABLE ALWAYS TRIGGER refuse_truncate;

-- The scanned paper behind an `instrument` entry, whose payload carries SHA-256(salt ‖ bytes). Erased like an entry's words.
CREATE TABLE office.scan (
  seq bigint PRIMARY KEY REFERENCES office.entry,
  -- The salt (16 bytes) before the file.
  salted bytea NOT NULL CHECK (octet_length(salted) > 16)
);
CREATE TRIGGER refuse_change BEFORE UPDATE ON office.scan FOR EACH ROW EXECUTE FUNCTION office.refuse_change();
CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON office.scan FOR EACH STATEMENT EXECUTE FUNCTION office.refuse_change();
ALTER TABLE office.scan ENABLE ALWAYS TRIGGER refuse_change;
ALTER TABLE office.scan ENABLE ALWAYS TRIGGER refuse_truncate;

-- The queue of requests. A row is deleted once its entry is journalled. Who asks is told by the signature alone; `login` is whose place it
-- takes, and whom the answer is for.
CREATE TABLE office.command (
  id uuid PRIMARY KEY,
  position bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
  kind text NOT NULL,
  login text NOT NULL,
  body text NOT NULL,
  -- Of those that its sender may hold at once, from 1; null where it did not come through api.submit.
  place smallint,
  address inet,
  -- What the sender signed with the rest, and with which session's key.
  session uuid,
  salt bytea CHECK (octet_length(salt) = 16),
  seen bigint,
  signature bytea CHECK (octet_length(signature) = 64),
  -- A password that only the keeper opens, for this request alone.
  sealed bytea CHECK (octet_length(sealed) = 1072),
  -- A scanned paper, its salt before it; the body names its SHA-256.
  scan bytea,
  -- Of a row that came through the door: who it says that it comes from.
  claimed text,
  -- SECURITY: connections of one person that ask at the same moment do not see each other's rows; an index does.
  UNIQUE (login, place)
);
-- SECURITY: one waiting at the door for each login and address; nobody holds up the sign-ins of others.
CREATE UNIQUE INDEX command_claimed ON office.command (claimed, address) NULLS NOT DISTINCT WHERE claimed IS NOT NULL;

-- Why a request was not taken: nobody signed that, so it is shown and nothing else. Lives 60 seconds.
CREATE TABLE office.door_answer (
  id uuid PRIMARY KEY,
  reason text NOT NULL,
  expires_at timestamptz NOT NULL
);

-- A recording's key, sealed to the requester's ephemeral key. Lives 60 seconds.
CREATE TABLE office.release (
  command uuid PRIMARY KEY,
  seq bigint NOT NULL REFERENCES office.entry,
  login text NOT NULL,
  sealed bytea NOT NULL,
  expires_at timestamptz NOT NULL
);

-- Legal bases that the office approved, from papers that were confirmed; dated rows, never code.
CREATE TABLE office.legal_basis (
  code text NOT NULL,
  valid_from date NOT NULL,
  valid_to date,
  position integer NOT NULL,
  content jsonb NOT NULL,
  -- The entry that states it, and the one that confirms it.
  seq bigint NOT NULL,
  confirmed_seq bigint NOT NULL,
  PRIMARY KEY (code, valid_from)
);

RESET ROLE;
GRANT SELECT ON office.entry, office.entry_text, office.entry_asked, office.scan, office.command, office.door_answer, office.release, office.legal_basis TO odsluch_definer, odsluch_keeper;
GRANT INSERT ON office.command TO odsluch_definer;
GRANT INSERT ON office.entry, office.entry_text, office.entry_asked, office.scan, office.door_answer, office.release, office.legal_basis TO odsluch_keeper;
GRANT UPDATE ON office.legal_basis TO odsluch_keeper;
GRANT DELETE ON office.command, office.door_answer, office.release TO odsluch_keeper;

SET ROLE odsluch_definer;

-- Waits a microsecond a byte. Internal: whatever stores what a person wrote begins with it. The server can wait whole milliseconds alone, so
-- that what is less is drawn by lot: most requests wait for nothing, and all together as long as they should.
-- SECURITY: what is taken back, or fails after all, stands on the disk nonetheless until the server has cleared it; no count sees it.
-- Slower than it is cleared, it fills no disk. The lot is not random()'s, which a person can foresee by setseed.
CREATE FUNCTION api.take_time(bytes integer) RETURNS void
  LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT pg_sleep((bytes + (256 * get_byte(lot, 0) + get_byte(lot, 1)) % 1000) / 1000 / 1e3) FROM uuid_send(gen_random_uuid()) lot
$$;

-- Hands a signed request (shared/node/request.ts) to the keeper, who judges its kind and who signed it. Checks the form only and answers
-- alike for real, unknown and destroyed recordings. Through the door come sessions alone: whoever has none yet.
-- SECURITY: a scan of up to 14 MB is taken from whoever registers papers, with a paper; of anybody else nothing large is stored.
-- OD001 malformed or an id that there is already, OD002 too many pending, OD003 the connection is older than ten hours.
CREATE FUNCTION api.submit(id uuid, session uuid, kind text, body text, salt bytea, seen bigint, signature bytea, sealed bytea, scan bytea) RETURNS void
  LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET lock_timeout = '3s' AS $$
DECLARE
  whose text := CASE WHEN session_user = 'odsluch_door' AND body IS JSON OBJECT THEN submit.body::jsonb ->> 'login' END;
  free smallint;
  entered boolean := false;
BEGIN
  PERFORM api.session_begun();
  IF kind IS NULL OR kind !~ '^[a-zA-Z-]{2,24}$' OR body IS NULL OR NOT (body IS JSON OBJECT)
     OR octet_length(body) > (CASE WHEN session_user = 'odsluch_ingest' OR kind IN ('complete', 'correct', 'instrument', 'qualityScore') THEN 262144 ELSE 32768 END)
     OR id IS NULL OR session IS NULL OR salt IS NULL OR seen IS NULL OR signature IS NULL OR octet_length(salt) <> 16
     OR octet_length(signature) <> 64 OR octet_length(sealed) <> 1072
     OR scan IS NOT NULL AND (kind <> 'instrument' OR octet_length(scan) > 14000000
       OR NOT (pg_has_role(session_user, 'odsluch_secretary', 'MEMBER') OR pg_has_role(session_user, 'odsluch_protection_officer', 'MEMBER')))
     OR session_user = 'odsluch_door' AND (kind <> 'session' OR session <> id OR sealed IS NULL OR octet_length(body) > 2048
       OR coalesce(whose, '') !~ '^[a-z][a-z0-9._-]{1,19}$')
     OR EXISTS (SELECT FROM office.command c WHERE c.id = submit.id) OR EXISTS (SELECT FROM office.entry e WHERE e.command = submit.id) THEN
    RAISE EXCEPTION 'malformed request' USING ERRCODE = 'OD001';
  END IF;
  -- SECURITY: a place that a transaction has taken is nobody else's until it ends, and one transaction could take them all.
  IF session_user = 'odsluch_door' AND pg_current_xact_id_if_assigned() IS NOT NULL THEN
    RAISE EXCEPTION 'one session a transaction' USING ERRCODE = 'OD001';
  END IF;
  -- SECURITY: no address fills the door for the others.
  IF session_user = 'odsluch_door' AND (SELECT count(*) FROM office.command c WHERE c.login = session_user AND c.address = inet_client_addr()) >= 20 THEN
    RAISE EXCEPTION 'too many requests pending' USING ERRCODE = 'OD002';
  END IF;
  IF session_user <> 'odsluch_ingest' THEN
    -- Of a scan a tenth of that: 10 MB take a second.
    PERFORM api.take_time(octet_length(body) + coalesce(octet_length(sealed), 0) + coalesce(octet_length(scan), 0) / 10);
  END IF;
  FOR free IN
    SELECT p FROM generate_series(1, CASE WHEN session_user IN ('odsluch_ingest', 'odsluch_door') THEN 200 ELSE 3 END) p
     WHERE NOT EXISTS (SELECT FROM office.command c WHERE c.login = session_user AND c.place = p) ORDER BY p
  LOOP
    -- What another connection of the same person is about to take is not waited for.
    CONTINUE WHEN NOT pg_try_advisory_xact_lock(hashtext(session_user), free);
    INSERT INTO office.command (id, kind, login, body, place, address, session, salt, seen, signature, sealed, scan, claimed)
      VALUES (submit.id, submit.kind, session_user, submit.body, free, inet_client_addr(), submit.session, submit.salt, submit.seen,
        submit.signature, submit.sealed, submit.scan, whose)
      ON CONFLICT DO NOTHING RETURNING true INTO entered;
    EXIT WHEN entered;
  END LOOP;
  IF entered IS NOT TRUE THEN
    RAISE EXCEPTION 'too many requests pending' USING ERRCODE = 'OD002';
  END IF;
  -- SECURITY: anybody may fill the server's one buffer of notifications, and a commit that finds no room in it fails. Without the hint
  -- the keeper merely looks a little later.
  IF pg_notification_queue_usage() < 0.5 THEN
    PERFORM pg_notify('odsluch_command', '');
  END IF;
END
$$;
GRANT EXECUTE ON FUNCTION api.submit(uuid, uuid, text, text, bytea, bigint, bytea, bytea, bytea) TO odsluch_people, odsluch_ingest, odsluch_backup, odsluch_door;

-- The keeper's last sign of life, under its signature; what the app and its clock believe of the keeper comes from here alone.
CREATE FUNCTION api.pulse() RETURNS jsonb
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT api.session_begun();
  SELECT jsonb_build_object('time', p.time, 'seq', p.seq, 'hash', encode(p.hash, 'hex'), 'doorKey', encode(p.door_key, 'base64'),
      'doorEnd', p.door_end, 'signature', translate(encode(p.signature, 'base64'), chr(10), ''), 'leastApp', p.least_app) FROM office.pulse p
$$;
GRANT EXECUTE ON FUNCTION api.pulse() TO odsluch_people, odsluch_ingest, odsluch_backup, odsluch_door;

-- What became of a session that was asked for through the door: the entry, whose id only its sender knows, or why there is none.
CREATE FUNCTION api.door_answer(asked uuid)
  RETURNS TABLE (state text, reason text, seq bigint, prev bytea, payload text, hash bytea, signature bytea)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT api.session_begun();
  SELECT CASE WHEN c.id IS NOT NULL THEN 'pending' WHEN e.seq IS NOT NULL THEN 'done' WHEN d.id IS NOT NULL THEN 'refused' ELSE 'unknown' END,
      d.reason, e.seq, e.prev, e.payload, e.hash, e.signature
    FROM (SELECT door_answer.asked AS id) q
    LEFT JOIN office.command c ON c.id = q.id AND c.kind = 'session'
    LEFT JOIN office.entry e ON e.command = q.id AND e.kind = 'session' AND c.id IS NULL
    LEFT JOIN office.door_answer d ON d.id = q.id AND d.expires_at > clock_timestamp()
$$;
GRANT EXECUTE ON FUNCTION api.door_answer(uuid) TO odsluch_door;

-- The keeper's answer to one's own request; everything of an entry that its author needs to check hash and signature.
-- state: pending | released (sealed present, 60 s) | undelivered | expired | refused | done | unknown.
-- OD001 in a transaction that sees the past.
-- SECURITY: a key ends with the entry that ends its opening, which takes the row away. Volatile, so that each call looks at the rows of
-- its own moment, also within one long statement or cursor; a transaction with one snapshot would see the row for as long as it lasts.
CREATE FUNCTION api.answer(asked uuid)
  RETURNS TABLE (state text, reason text, seq bigint, prev bytea, payload text, hash bytea, signature bytea, sealed bytea)
  LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM api.session_begun();
  IF current_setting('transaction_isolation') IN ('repeatable read', 'serializable') THEN
    RAISE EXCEPTION 'answers are given to transactions that see the present' USING ERRCODE = 'OD001';
  END IF;
  -- SECURITY: while the command row stands, its entry is not in the journal yet, so there is no answer.
  IF EXISTS (SELECT FROM office.command c WHERE c.id = asked AND c.login = session_user) THEN
    RETURN QUERY SELECT 'pending', NULL::text, NULL::bigint, NULL::bytea, NULL::text, NULL::bytea, NULL::bytea, NULL::bytea;
    RETURN;
  END IF;
  RETURN QUERY
    SELECT CASE
        WHEN e.kind = 'refusal' THEN 'refused'
        WHEN e.kind <> 'release' THEN 'done'
        WHEN r.command IS NOT NULL AND r.expires_at > clock_timestamp() THEN 'released'
        WHEN EXISTS (SELECT FROM office.entry u WHERE u.kind = 'undelivered' AND u.act = e.act
                      AND (u.payload::jsonb ->> 'release')::bigint = e.seq) THEN 'undelivered'
        ELSE 'expired' END,
      CASE WHEN e.kind = 'refusal' THEN e.payload::jsonb ->> 'reason' END,
      e.seq, e.prev, e.payload, e.hash, e.signature,
      CASE WHEN r.expires_at > clock_timestamp() THEN r.sealed END
    FROM office.entry e LEFT JOIN office.release r ON r.command = e.command AND r.login = session_user
    -- SECURITY: what somebody asked who had this login before is nobody's any more.
    WHERE e.command = asked AND e.login = session_user AND e.guid IS NOT DISTINCT FROM api.own_guid();
  IF NOT FOUND THEN
    RETURN QUERY SELECT 'unknown', (SELECT d.reason FROM office.door_answer d WHERE d.id = asked AND d.expires_at > clock_timestamp()),
      NULL::bigint, NULL::bytea, NULL::text, NULL::bytea, NULL::bytea, NULL::bytea;
  END IF;
END
$$;
GRANT EXECUTE ON FUNCTION api.answer(uuid) TO odsluch_people, odsluch_ingest, odsluch_backup;

-- Whether an entry stops all listening: of how the database is built every one but the first, of the nightly checks one that found what the one
-- before had not, of incidents a restore. Internal.
CREATE FUNCTION api.stops(e office.entry) RETURNS boolean
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT CASE e.kind
      WHEN 'suspended' THEN true
      WHEN 'schema' THEN e.payload::jsonb ->> 'before' IS NOT NULL
      WHEN 'checked' THEN NOT coalesce(
        (SELECT c.payload::jsonb -> 'digests' FROM office.entry c WHERE c.kind = 'checked' AND c.seq < e.seq ORDER BY c.seq DESC LIMIT 1), '[]')
        @> (e.payload::jsonb -> 'digests')
      WHEN 'incident' THEN e.payload::jsonb ? 'known'
      ELSE false END
$$;

-- The entry by which all listening is stopped now; no row where it is not. Internal.
-- Each kind by its own index search: a scan of the newest entries would read the whole ledger of an office that never stopped.
CREATE FUNCTION api.stop() RETURNS SETOF office.entry
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT e.* FROM office.entry e
   WHERE e.kind <> 'resumed' AND e.seq = greatest(
     (SELECT s.seq FROM office.entry s WHERE s.kind = 'suspended' ORDER BY s.seq DESC LIMIT 1),
     (SELECT s.seq FROM office.entry s WHERE s.kind = 'resumed' ORDER BY s.seq DESC LIMIT 1),
     (SELECT s.seq FROM office.entry s WHERE s.kind = 'schema' AND api.stops(s) ORDER BY s.seq DESC LIMIT 1),
     (SELECT s.seq FROM office.entry s WHERE s.kind = 'checked' AND s.payload::jsonb ->> 'faults' <> '0' AND api.stops(s)
       ORDER BY s.seq DESC LIMIT 1),
     (SELECT s.seq FROM office.entry s WHERE s.kind = 'incident' AND api.stops(s) ORDER BY s.seq DESC LIMIT 1))
$$;

-- Whether all listening is suspended: {by: secretary | mayor | administrator | keeper (an emergency) | schema | checked | incident, since}, null where it is
-- not. Internal: api.me() tells it.
CREATE FUNCTION api.suspension() RETURNS jsonb
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT jsonb_build_object('by', coalesce(e.payload::jsonb ->> 'by', e.kind), 'since', e.payload::jsonb ->> 'at') FROM api.stop() e
$$;

-- An entry as the program checks it before it prints anything of it: {seq, prev, payload (the signed text), hash, signature, salt, text};
-- bytes in hex. Salt and text only `worded`; null also where there are no words, or none any more. Internal: called by functions that check
-- whose entry it is.
CREATE FUNCTION api.sealed(e office.entry, worded boolean) RETURNS jsonb
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT jsonb_build_object('seq', e.seq, 'prev', encode(e.prev, 'hex'), 'payload', e.payload, 'hash', encode(e.hash, 'hex'),
      'signature', encode(e.signature, 'hex'), 'salt', encode(t.salt, 'hex'), 'text', t.text)
    FROM (SELECT) one LEFT JOIN office.entry_text t ON worded AND t.seq = e.seq
$$;

-- Lists of kinds, as shared/ledger has them: kinds.sql fills them in at every migration. Internal.
-- The words of these go to whoever may read the entry, in the register and in an act; what else either tells it names itself.
CREATE FUNCTION api.told_kinds() RETURNS text[]
  LANGUAGE sql IMMUTABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$ SELECT '{}'::text[] $$;
-- What is said of how somebody spoke, on a card of a review of quality; a request for one that was refused is called so, too.
CREATE FUNCTION api.card_kinds() RETURNS text[]
  LANGUAGE sql IMMUTABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$ SELECT '{}'::text[] $$;
-- Their words, and what was asked for, go with the recording that they speak of.
CREATE FUNCTION api.call_kinds() RETURNS text[]
  LANGUAGE sql IMMUTABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$ SELECT '{}'::text[] $$;
GRANT EXECUTE ON FUNCTION api.card_kinds(), api.call_kinds() TO odsluch_owner;

-- Numbers of all entries that register one of these accounts, under whatever login: among them is the one by which a paper names whoever made an entry,
-- which is not the newest. Internal: called by functions that check who may read them.
CREATE FUNCTION api.registering(accounts uuid[]) RETURNS SETOF bigint
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT e.seq FROM office.entry e WHERE e.kind = 'person'
     AND EXISTS (SELECT FROM jsonb_array_elements(e.payload::jsonb -> 'people') one WHERE (one ->> 'guid')::uuid = ANY (accounts))
$$;

-- The scanned paper behind an entry, its salt before it, for whoever compares the two and whoever looks at papers in force: nothing where
-- there is none, or none any more. The program holds it against the hash in the entry before it shows it.
CREATE FUNCTION api.scan(entry bigint) RETURNS bytea
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT api.session_begun();
  SELECT s.salted FROM office.scan s WHERE s.seq = scan.entry
$$;
GRANT EXECUTE ON FUNCTION api.scan(bigint) TO odsluch_secretary, odsluch_mayor, odsluch_protection_officer;

-- What an authorisation covers, as its paper says: {purposes, departments (null: all), quality}. Internal.
CREATE FUNCTION api.scope(a office.authorisation) RETURNS jsonb
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT jsonb_build_object('purposes', one -> 'purposes', 'departments', one -> 'departments', 'quality', one -> 'quality')
    FROM office.entry e, jsonb_array_elements(e.payload::jsonb -> 'rows') one
   WHERE e.seq = a.seq AND e.kind = 'instrument' AND one ->> 'number' = a.number
$$;

-- The head of the ledger: number and hash, for the footer of a protocol.
CREATE FUNCTION api.head() RETURNS TABLE (seq bigint, hash bytea)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT api.session_begun();
  SELECT e.seq, e.hash FROM office.entry e ORDER BY e.seq DESC LIMIT 1
$$;
GRANT EXECUTE ON FUNCTION api.head() TO odsluch_people;

-- The chain behind entry `after`, without a word of what its entries say: at most 5,000 links, oldest first; the last of them with the
-- keeper's signature. With it a workstation finds out whether the ledger still goes on from the entry that it saw last.
CREATE FUNCTION api.chain(after bigint) RETURNS TABLE (seq bigint, prev bytea, digest bytea, signature bytea)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT api.session_begun();
  SELECT e.seq, e.prev, sha256(convert_to(e.payload, 'UTF8')), CASE WHEN lead(e.seq) OVER (ORDER BY e.seq) IS NULL THEN e.signature END
    FROM (SELECT * FROM office.entry t WHERE t.seq > chain.after ORDER BY t.seq LIMIT 5000) e ORDER BY e.seq
$$;
GRANT EXECUTE ON FUNCTION api.chain(bigint) TO odsluch_people, odsluch_ingest;

-- How many of one's own requests the keeper has not answered yet.
CREATE FUNCTION api.pending() RETURNS bigint
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT api.session_begun();
  SELECT count(*) FROM office.command c WHERE c.login = session_user
$$;
GRANT EXECUTE ON FUNCTION api.pending() TO odsluch_people, odsluch_ingest;

-- Legal bases that hold on the keeper's today; not the one that plans of reviews have: nobody picks a call by it.
CREATE FUNCTION api.legal_bases() RETURNS jsonb
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT api.session_begun();
  SELECT coalesce(jsonb_agg(b.content ORDER BY b.position), '[]') FROM office.legal_basis b, office.pulse p
   WHERE b.valid_from <= p.today AND (b.valid_to IS NULL OR b.valid_to >= p.today) AND b.content -> 'plan' IS NULL
$$;
GRANT EXECUTE ON FUNCTION api.legal_bases() TO odsluch_people;

RESET ROLE;
