-- D2, the register of listenings: every act and every refusal, newest first, for the Secretary. No caller, no sound.

SET ROLE odsluch_definer;

-- Rows older than entry `before` (null = from the newest), at most n (1–200, else OD001).
CREATE FUNCTION api.register(before bigint, n integer)
  RETURNS TABLE (kind text, seq bigint, at timestamptz, login text, person text, act uuid, number text, authorisation text,
    case_number text, basis_label text, recordings bigint, ranges jsonb, state text, reason text, times integer,
    former_cases text[])
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM api.session_begun();
  IF n IS NULL OR n NOT BETWEEN 1 AND 200 THEN
    RAISE EXCEPTION 'malformed page' USING ERRCODE = 'OD001';
  END IF;
  RETURN QUERY
    SELECT * FROM (
      (SELECT 'act'::text, a.seq, a.opened_at, a.login,
          -- As the person was called then: the login may be somebody else's by now.
          coalesce((SELECT t.text::jsonb -> 'person' ->> 'displayName' FROM office.entry_text t WHERE t.seq = a.seq), a.login),
          a.id, a.number, a.authorisation, a.case_number,
          (SELECT b.content ->> 'label' FROM office.legal_basis b WHERE b.code = a.basis ORDER BY b.valid_from DESC LIMIT 1),
          (SELECT count(DISTINCT o.recording) FROM office.opening o WHERE o.act = a.id),
          -- One list of ranges per opening, with its recording: the same stretch heard twice counts once in the program that shows it.
          (SELECT jsonb_agg(jsonb_build_object('recording', o.recording, 'ranges', o.ranges)) FROM office.opening o WHERE o.act = a.id),
          a.state, NULL::text, NULL::integer, a.former_cases
        FROM office.act a
       WHERE register.before IS NULL OR a.seq < register.before
       ORDER BY a.seq DESC LIMIT n)
      UNION ALL
      (SELECT 'refusal', e.seq, (e.payload::jsonb ->> 'at')::timestamptz, e.login, coalesce(p.display_name, e.login), NULL, NULL, NULL,
          e.payload::jsonb ->> 'case',
          (SELECT b.content ->> 'label' FROM office.legal_basis b WHERE b.code = e.payload::jsonb ->> 'basis' ORDER BY b.valid_from DESC LIMIT 1),
          NULL, NULL, NULL, e.payload::jsonb ->> 'reason', (e.payload::jsonb ->> 'count')::integer, NULL
        FROM office.entry e LEFT JOIN office.person p ON p.login = e.login AND p.guid::text = e.payload::jsonb ->> 'guid'
       WHERE e.kind = 'refusal' AND (register.before IS NULL OR e.seq < register.before)
       ORDER BY e.seq DESC LIMIT n)
      UNION ALL
      -- What stopped all listening, and what let it go on; the first look at the database stopped nothing.
      (SELECT e.kind, e.seq, (e.payload::jsonb ->> 'at')::timestamptz, e.login, coalesce(p.display_name, e.login), NULL, NULL, NULL,
          NULL, NULL, NULL, NULL, NULL,
          -- In the person's own words; of a changed database the parts that differ, as codes.
          coalesce((SELECT t.text::jsonb ->> 'reason' FROM office.entry_text t WHERE t.seq = e.seq),
            (SELECT string_agg(part, ',') FROM jsonb_array_elements_text(e.payload::jsonb -> 'changed') part)), NULL, NULL
        FROM office.entry e LEFT JOIN office.person p ON p.login = e.login AND p.guid::text = e.payload::jsonb ->> 'guid'
       WHERE (e.kind IN ('suspended', 'resumed') OR e.kind = 'schema' AND e.payload::jsonb ->> 'before' IS NOT NULL)
         AND (register.before IS NULL OR e.seq < register.before)
       ORDER BY e.seq DESC LIMIT n)
    ) newest ORDER BY 2 DESC LIMIT n;
END
$$;
GRANT EXECUTE ON FUNCTION api.register(bigint, integer) TO odsluch_secretary;

RESET ROLE;
