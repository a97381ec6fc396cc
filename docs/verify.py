#!/usr/bin/env python3
"""Verifies an exported ledger of Odsluch without a line of Odsluch's own code. What is checked stands in formats.md.

    verify.py LEDGER --keeper ed25519:BASE64 [--former ed25519:BASE64:SEQ:HASH]... [--journal FILE] [--head SEQ:HASH]... [--proof]

With --proof LEDGER is the proof of a package for an inspection: what the entries of a period say, and of every other its digest.
Needs Python 3.8, the package `cryptography`, and formats.md beside it: the fields of a payload are read there. Says one line. Exit code 0: no fault. 1: a fault, and the first wrong
entry is named. 2: nothing was checked (a file is not there, an option is malformed).
"""
import argparse
import base64
import collections
import functools
import hashlib
import json
import pathlib
import re
import sys
import uuid
from datetime import date, datetime, timedelta
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

AGREE = {"secretary", "mayor", "protection_officer"}  # To an erasure that somebody else of the desk entered.
EXCLUDING = {"protection_officer", "administrator"}  # Offices that exclude every other one, and listening.
# Entered by the keeper of its own accord, before anybody can ask for anything.
BEGINNING = ("genesis", "person", "instrument", "confirmed")
# What each kind of entry answers, which are entered for the directory password alone, and of which the words go with the call (what was refused of a
# card, too): as formats.md says (`read_kinds`).
ASKED_AS, WITH_PASSWORD, SAID_OF_CALLS = {}, {"session"}, set()
# Under these a restricted recording is opened: for the rights of its person.
OF_RIGHTS = ("RODO_15", "RODO_PRAWA")
# What an authorisation gives, by whether it covers reviews of quality.
GIVEN = {"no": {"listener"}, "only": {"quality"}, "also": {"listener", "quality"}}
HOLIDAYS = ("01-01", "05-01", "05-03", "08-15", "11-01", "11-11", "12-25", "12-26")
LATER_HOLIDAYS = {"01-06": 2011, "12-24": 2025}  # Each with the first year of it.
JOURNALLED = ["seq", "prev", "payload", "hash", "signature"]
PROVED = ["seq", "prev", "payload", "digest", "hash", "signature"]
LARGEST = 2**53 - 1  # Beyond it readers of JSON do not agree on a number.


class Fault(Exception):
    def __init__(self, seq, what, why):
        super().__init__(f"FAULT entry {seq}: {what} - {why}")


def sha256(*parts):
    return hashlib.sha256(b"".join(parts)).digest()


def refuse(found):
    raise ValueError(found)


def spelled(value):
    """JSON as JSON.stringify writes it: keys in their order, no white space, nothing escaped that need not be."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def whole_number(text):
    return int(text) if abs(int(text)) <= LARGEST else refuse(text)


def parsed(text):
    """Reads an object that stands in its one spelling: a space, a repeated key, a fraction make another one."""
    value = json.loads(text, parse_float=refuse, parse_constant=refuse, parse_int=whole_number)
    return value if isinstance(value, dict) and spelled(value) == text else refuse(text)


def shapes_of(page):
    """Under each heading of formats.md the fields that its table lists, in their order, and whether one may be left out."""
    shapes, fields = {}, []
    for line in page.splitlines():
        if line.startswith("#"):
            fields = shapes.setdefault(line, [])
        row = re.match(r"\| `(\w+)` \| [^|]+ \| (optional:)?", line)
        if row:
            fields.append((row[1], row[2] is not None))
    return shapes


def read_kinds(page):
    """What formats.md says of the requests that entries answer."""
    for kind, asked, password in re.findall(r"^### `([\w-]+)`\n(?:(?!#).*\n)*?Answers: `([\w-]+)`(, with the password$)?", page, re.M):
        ASKED_AS[kind] = asked
        if password:
            WITH_PASSWORD.add(kind)
    SAID_OF_CALLS.update(re.findall(r"^### `([\w-]+)`\n(?:(?!#).*\n)*?Text: .*; gone with the recording$", page, re.M))


def shape_in(value, name, shapes):
    """The table of the objects in a field; of some it depends on what they are of."""
    return shapes.get(f"#### `{name}` of `{value.get('what', value.get('of'))}`") or shapes[f"#### `{name}`"]


def has_shape(value, shape, shapes):
    """Whether an object has these fields and no others, in this order, and every object in it those of its own table."""
    objects = [(name, one) for name, part in value.items()
               for one in (part if isinstance(part, list) else [part]) if isinstance(one, dict)]
    return (list(value) == [name for name, optional in shape if name in value or not optional]
            and all(has_shape(one, shape_in(value, name, shapes), shapes) for name, one in objects))


def from_hex(text, length=32):
    data = bytes.fromhex(text)
    return data if len(data) == length and data.hex() == text else refuse(text)


def from_base64(text, length):
    data = base64.b64decode(text, validate=True)
    return data if len(data) == length and base64.b64encode(data).decode() == text else refuse(text)


def read_entry(line, expected):
    """The fields of a line; the bytes of prev, payload, hash and signature; of the words, and of the request's salt and JSON, or None."""
    try:
        entry = parsed(line[:-1].decode("utf-8"))
        fields = JOURNALLED + ["salt", "text", "requestSalt", "request"]
        if line[-1:] != b"\n" or list(entry) != fields or type(entry["seq"]) is not int or entry["seq"] < 1:
            refuse("not the fields of an entry")
        prev, digest, signature = from_hex(entry["prev"]), from_hex(entry["hash"]), from_base64(entry["signature"], 64)
        words, request = (None if entry[salt] is None and entry[text] is None else
                          (from_hex(entry[salt], 16), entry[text].encode())
                          for salt, text in (("salt", "text"), ("requestSalt", "request")))
        return entry, (prev, sha256(entry["payload"].encode()), digest, signature), words, request
    except (ValueError, TypeError, AttributeError, RecursionError):
        raise Fault(expected, "unreadable", "this line is not one of an export") from None


def read_link(line, expected):
    """The fields of a line of a proof; the bytes of prev, of the digest of its payload, of hash and signature."""
    try:
        entry = parsed(line[:-1].decode("utf-8"))
        if line[-1:] != b"\n" or list(entry) != PROVED or type(entry["seq"]) is not int or entry["seq"] < 1 or (
                entry["payload"] is None) is (entry["digest"] is None):
            refuse("not the fields of a link")
        said = from_hex(entry["digest"]) if entry["payload"] is None else sha256(entry["payload"].encode())
        return entry, (from_hex(entry["prev"]), said, from_hex(entry["hash"]), from_base64(entry["signature"], 64))
    except (ValueError, TypeError, AttributeError, RecursionError):
        raise Fault(expected, "unreadable", "this line is not one of a proof") from None


def check_entry(seq, raw, expected, before, keys, rest):
    prev, said, digest, signature = raw
    if seq != expected:
        moved = seq < expected or any(line.startswith(b'{"seq":%d,' % expected) for line in rest)
        raise Fault(expected, "order" if moved else "missing", f"entry {seq} stands in its place")
    if prev != before:
        raise Fault(seq, "chain", "it does not continue the entry before it")
    if digest != sha256(b"odsluch-entry-v1\0", seq.to_bytes(8, "big"), prev, said):
        raise Fault(seq, "hash", "its payload is not the one that was hashed")
    try:
        Ed25519PublicKey.from_public_bytes(key_at(keys, seq)[0]).verify(signature, digest)
    except InvalidSignature:
        raise Fault(seq, "signature", "the pinned keeper did not sign it, or with a key that counts elsewhere") from None
    if key_at(keys, seq)[1] == seq and key_at(keys, seq)[2] != digest:
        raise Fault(seq, "keeper", "another hash of it is pinned, with the key that ends here")


def key_at(keys, seq):
    """The key that counts at a place, the last place of it and the hash there; of the present one None."""
    return next(key for key in keys if key[1] is None or seq <= key[1])


def check_change(seq, payload, keys):
    """Whether a key takes over exactly where the pins say so."""
    ended = next((key for key in keys if key[1] == seq - 1), None)
    if (payload["kind"] == "keeper") != (ended is not None):
        raise Fault(seq, "keeper", "the pins and the ledger tell of different changes of the key")
    if ended is not None and [payload[name] for name in ("publicKey", "former", "upTo", "hash")] != [
            base64.b64encode(key_at(keys, seq)[0]).decode(), base64.b64encode(ended[0]).decode(), ended[1], ended[2].hex()]:
        raise Fault(seq, "keeper", "it tells of another change of the key than the pins")


def check_payload(seq, text, pinned, shapes):
    try:
        payload = parsed(text)
        shape = shapes["### The head of a payload"] + shapes[f"### `{payload['kind']}`"]
        if not has_shape(payload, shape, shapes) or spelled(payload["v"]) != "1":
            refuse(text)
    except (ValueError, LookupError, TypeError, RecursionError):
        raise Fault(seq, "payload", "it does not stand in the one spelling of a payload") from None
    is_genesis = payload["kind"] == "genesis"
    if is_genesis != (seq == 1) or (is_genesis and payload.get("keeper") != base64.b64encode(pinned).decode()):
        raise Fault(seq, "keeper", "the ledger does not begin, once, with the pinned keeper")
    return payload


def check_request(seq, payload, request):
    """Whether what was asked for, kept beside an entry, is what the digest that was signed commits to."""
    digest = (payload["asked"] or {}).get("digest")
    kind = payload["request"] if payload["kind"] == "refusal" else ASKED_AS.get(payload["kind"], payload["kind"])
    if request is not None and sha256(request[0], kind.encode(), b"\0", request[1]).hex() != digest:
        raise Fault(seq, "words", "the request beside it is not the one that was signed")
    return request is None and digest is not None and kind != "unknown"


def check_asked(seq, payload, pinned, askers):
    """Whether whoever an entry names signed what it answers, under the key of an own session; of a program, of its sender entry."""
    asked, command = payload["asked"], payload["command"]
    if payload["kind"] in ("session", "sender"):
        askers[seq] = (payload.get("program", payload["login"]), payload["guid"], payload["publicKey"], command)
    if payload["kind"] == "keeper":
        askers.clear()  # All sessions end with the key that they were proved to.
    if asked is None:
        # The command of a program's key is nobody's request, but what the program asks under.
        if command is not None and payload["kind"] != "sender":
            raise Fault(seq, "asked", "whom it names did not sign this request")
        return
    try:
        own = asked["session"] is None and payload["kind"] == "session"
        login, guid, key, session = askers[seq if own else asked["session"]]
        # A session alone authorises nobody; of a refusal either may be.
        if login != payload["login"] or payload["kind"] != "refusal" and (guid != payload["guid"] or asked["password"] is not (
                payload["kind"] in WITH_PASSWORD or payload["kind"] == "instrument" and payload["signed"] is not None
                or payload["kind"] == "filed" and payload["instead"] or payload["kind"] == "hold" and payload["act"] is None)):
            refuse(login)
        signed = b"".join([b"odsluch-request-v1\0", pinned, uuid.UUID(session).bytes, uuid.UUID(command).bytes,
                           asked["seen"].to_bytes(8, "big", signed=True), from_hex(asked["digest"])])
        Ed25519PublicKey.from_public_bytes(from_base64(key, 32)).verify(from_base64(asked["signature"], 64), signed)
    except (LookupError, ValueError, TypeError, AttributeError, OverflowError, InvalidSignature):
        raise Fault(seq, "asked", "whom it names did not sign this request") from None


def check_time(seq, payload, before, office):
    """Whether times fall only where the desk says that the clocks had run ahead, and there they do."""
    back = payload["kind"] == "incident" and payload["what"] == "clock"
    if (payload["at"] < before) is not back or back and "secretary" not in office.offices(payload["guid"], legal_day(payload["at"][:13])):
        raise Fault(seq, "time", "it lies before the entry before it, or says so where it does not, or not by the desk")


def check_backup(seq, payload):
    """Whether a backup is our own program's, and neither lies ahead nor is older than its oldest snapshot."""
    if payload["kind"] == "backup" and (
            payload["login"] != "odsluch_backup" or payload["startedAt"] > payload["at"]
            or payload["oldestOn"] > legal_day(payload["startedAt"][:13])):
        raise Fault(seq, "backup", "it lies ahead, is older than its oldest snapshot, or is not our own program's")


def check_account(seq, payload, accounts, acts):
    """Whether an entry names the account that its login has by now, and whoever goes on in an act has the account that began it."""
    guid, act = payload["guid"], payload.get("act")
    if guid != accounts.get(payload["login"]):
        raise Fault(seq, "account", "its login is another account's")
    # What the keeper enters of its own accord is nobody's. Of an abandoned act somebody else says that it was filed.
    if act is not None and payload["command"] is not None and (acts.setdefault(act, guid) != guid) is not payload.get("instead", False):
        raise Fault(seq, "account", "its act is another account's")
    if payload["kind"] == "person":
        accounts.update((one["login"], one["guid"]) for one in payload["people"])


@functools.lru_cache(maxsize=None)
def legal_day(hour):
    """The day in Poland of an hour of UTC: its clock is two hours ahead from the last Sunday of March to that of October, else one."""
    at = datetime.strptime(hour, "%Y-%m-%dT%H")
    lasts = (datetime(at.year, month, 31, 1) for month in (3, 10))
    begin, end = (last - timedelta(days=last.isoweekday() % 7) for last in lasts)
    return (at + timedelta(hours=2 if begin <= at < end else 1)).strftime("%Y-%m-%d")


@functools.lru_cache(maxsize=None)
def is_working_day(day):
    """Neither Saturday nor Sunday nor a public holiday of Poland; Easter as Meeus, Jones and Butcher reckon it."""
    year = int(day[:4])
    golden, (century, rest) = year % 19, divmod(year, 100)
    epact = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    sunday = (32 + 2 * (century % 4) + 2 * (rest // 4) - epact - rest % 4) % 7
    march = epact + sunday - 7 * ((golden + 11 * epact + 22 * sunday) // 451) + 114
    easter = date(year, march // 31, march % 31 + 1)
    return not (date.fromisoformat(day).isoweekday() > 5 or day[5:] in HOLIDAYS or year >= LATER_HOLIDAYS.get(day[5:], 10000)
                or day in (str(easter + timedelta(days=after)) for after in (1, 60)))


class Office:
    """Who holds which office and who may listen by what was confirmed, what each login has, and when the desk was there."""

    def __init__(self):
        self.people, self.rows, self.appointed, self.authorised, self.endings = {}, {}, {}, {}, {}
        self.worked, self.desk_seen = [], ""
        self.emergency, self.seen = None, {}  # What waits in it, and the appointments as they stood before; when each account signed in last.

    def terms(self, guid, day, among=None):
        """The appointments of an account on a day, of all or `among` these; a holder's ends for good where the next one begins, also if that was ended before."""
        def ends_before(one, place, other, its_place):
            return (not one["deputy"] and one["office"] != "administrator" and other["office"] == one["office"] and not other["deputy"]
                    and (other["from"], its_place) > (one["from"], place) and other["from"] <= day)
        all_of_them = list(self.appointed.values()) if among is None else among
        return [one for place, one in enumerate(all_of_them)
                if guid is not None and one["subjectGuid"] == guid and one["from"] <= day and (one["to"] is None or day <= one["to"])
                and not any(ends_before(one, place, other, its_place) for its_place, other in enumerate(all_of_them))]

    def offices(self, guid, day, among=None):
        return {one["office"] for one in self.terms(guid, day, among)}

    def may_compare(self, payload, paper):
        """Whether somebody may confirm a paper: never its signer. Mayor, Secretary and their deputies are confirmed by the Mayor in person or by the officer,
        or by a deputy who alone is left to accept the office; an authorisation by no deputy mayor without § 4."""
        rows, guid = paper["rows"], payload["guid"]
        signer = self.rows.get((paper["signed"] or {}).get("signatory"), (0, {}))[1]
        if guid is not None and signer.get("subjectGuid") == guid or signer.get("subject") == payload["login"]:
            return False
        if all(row.get("subjectGuid") == guid for row in rows):
            return True
        leading = any(row.get("office") in ("mayor", "secretary") for row in rows)
        return any(one["office"] == "protection_officer" or one["office"] == "mayor" and (
            not one["deputy"] or not leading and (paper["what"] != "authorisation" or 4 in one["powers"]))
            or one["office"] == "secretary" and not leading for one in self.terms(guid, legal_day(payload["at"][:13])))

    def may_end(self, guid, at):
        """In an emergency: who was in office before it may, whatever was ended in it; where none of these has signed in for thirty days (but for the
        Secretary, whom it followed), a Mayor or officer of later. Else everybody."""
        if self.emergency is None:
            return True
        day, before = legal_day(at[:13]), self.emergency[1]
        since = list(self.appointed.values())[len(before):]
        month_ago = f"{date.fromisoformat(at[:10]) - timedelta(days=30)}{at[10:]}"
        awaited = [one for one in before if one["office"] != "secretary" or one["deputy"]]
        there = any(seen > month_ago and self.offices(one, day, awaited) - {"administrator"} for one, seen in self.seen.items())
        return bool(self.offices(guid, day, before) - {"administrator"}
                    or not there and self.offices(guid, day, since) & {"mayor", "protection_officer"})

    def due(self, person, day):
        """What papers of that day give: of several authorisations the newest."""
        valid = [one for one in self.authorised.values() if person["employee"] and one["subjectGuid"] == person["guid"]
                 and not one.get("revoked") and one["from"] <= day <= one["to"]]
        held = self.offices(person["guid"], day)
        return held | (GIVEN[valid[-1]["quality"]] if valid and not held & EXCLUDING else set())

    def clashes(self, guid, day):
        """Whether an account has, on that day or on one that is still to come, what nobody has together (RODO art. 38 ust. 6)."""
        heard = [one for one in self.authorised.values() if one["subjectGuid"] == guid and not one.get("revoked")]
        begin = [one["from"] for one in (*self.appointed.values(), *heard) if one["subjectGuid"] == guid]
        for each in {max(one, day) for one in begin}:
            held = self.offices(guid, each)
            listens = any(one["from"] <= each <= one["to"] for one in heard)
            if held & EXCLUDING and len(held) + listens > 1 or {"mayor", "secretary"} <= held:
                return True
        return False

    def desk_is_silent(self, day):
        """Whether nobody of the desk signed in on the last three working days before that day which have entries, nor since."""
        before = [one for one in self.worked if one != day][-3:]
        return len(before) == 3 and self.desk_seen < before[0]

    def take_in(self, seq, payload):
        day, kind = legal_day(payload["at"][:13]), payload["kind"]
        if kind == "person":
            for one in payload["people"]:
                before = self.people.get(one["login"], {"guid": None})
                roles = before["roles"] if before["guid"] == one["guid"] else set()
                self.people[one["login"]] = {**one, "roles": roles, "account": "ok"}
        if kind == "roles":
            self.people[payload["subject"]].update(roles=set(payload["roles"]), account=payload["account"])
        if kind == "incident" and payload["what"] == "clock":  # What clocks that had run ahead dated has not come yet.
            self.worked, self.desk_seen = [one for one in self.worked if one <= day], min(self.desk_seen, day)
        if kind == "session":
            self.seen[payload["guid"]] = payload["at"]
        if kind == "session" and "secretary" in self.offices(payload["guid"], day):
            self.desk_seen = day
        if kind == "instrument":
            former = {self.rows[row["number"]][0] for row in payload["rows"] if row["number"] in self.rows}
            self.rows = {number: known for number, known in self.rows.items() if known[0] not in former}
            self.rows.update((row["number"], (seq, row)) for row in payload["rows"])
        if kind == "confirmed":
            entries, before = self.emergency or (set(), [dict(one) for one in self.appointed.values()])
            if payload["command"] is None and any(stated in payload["entries"] and row.get("emergency") for stated, row in self.rows.values()):
                self.emergency = (entries | set(payload["entries"]), before)
            else:
                self.settle(set(payload["entries"]))
            for number, (stated, row) in self.rows.items():
                if stated in payload["entries"] and "of" not in row:
                    (self.appointed if "office" in row else self.authorised).setdefault(number, dict(row))
            for ending in [self.endings.pop(entry) for entry in payload["entries"] if entry in self.endings]:
                self.end(*ending, payload)
        if kind == "revoke" and payload["why"] not in ("withdrawn", "differs"):
            self.revoke(seq, payload, day)
        if is_working_day(day) and day not in self.worked[-1:]:
            self.worked.append(day)

    def revoke(self, seq, payload, day):
        """An authorisation ends by it; so does an appointment where its holder, the Mayor in person, or of an administrator the desk says so."""
        number, until = payload["number"], payload["until"]
        if number in self.authorised:
            one = self.authorised[number]
            one.update({"revoked": True} if until is None else {"to": min(until, one["to"])})
            return
        one, own = self.appointed.get(number, {}), self.terms(payload["guid"], day)
        if one.get("subjectGuid") == payload["guid"] or any(
                held["office"] == "mayor" and not held["deputy"] or one.get("office") == "administrator" and held["office"] == "secretary" for held in own):
            self.end(number, until, payload)
        else:
            self.endings[seq] = (number, until)

    def settle(self, entries):
        """Takes out of the emergency what was seen to; it lasts until nothing is left."""
        left = self.emergency[0] - entries if self.emergency else set()
        self.emergency = (left, self.emergency[1]) if left else None

    def end(self, number, until, payload):
        """Of whom the keeper appointed it is seen to by that, where somebody who may end the emergency ends it at once: it was no paper, and followed nobody."""
        if until is None and self.may_end(payload["guid"], payload["at"]):
            entry = self.rows.get(number, (0,))[0]
            if self.emergency and entry in self.emergency[0]:
                self.appointed.pop(number, None)
            self.settle({entry})
        last, one = until or str(date.fromisoformat(legal_day(payload["at"][:13])) - timedelta(days=1)), self.appointed.get(number)
        if one is not None and (one["to"] is None or last < one["to"]):
            one["to"] = last


def check_rights(seq, payload, office):
    """Whether a login gets and keeps what papers of that day give, as long as its account stands, and nothing else."""
    if payload["kind"] != "roles":
        return
    person, account, roles = office.people.get(payload["subject"]), payload["account"], set(payload["roles"])
    if person is not None and person["guid"] == payload["subjectGuid"] and len(roles) == len(payload["roles"]):
        due = office.due(person, legal_day(payload["at"][:13])) if account == "ok" else set()
        # While the directory is away only what has ended goes.
        fits = roles == due or account == person["account"] and roles == due & person["roles"]
        if fits and (account != person["account"] or roles != person["roles"]):
            return
    raise Fault(seq, "rights", "no paper of that day gives this login what it has from here on")


def check_papers(seq, payload, digest, waiting, standing, begun, office):
    """Whether what is confirmed is a paper as it was entered, and the keeper confirms of its own accord only what the office begins with."""
    kind = payload["kind"]
    begins = kind in BEGINNING and payload["command"] is None
    emergency = all(row.get("emergency") for row in payload.get("rows", ())) if kind == "instrument" else kind == "confirmed" and all(
        entry in waiting and waiting[entry][1].get("rows", [{}])[0].get("emergency") for entry in payload["entries"])
    if begins and begun and not emergency and kind != "person":
        raise Fault(seq, "papers", "the keeper enters this by itself only when an office begins")
    if (kind == "suspended" and payload["command"] is None or begins and begun and kind in ("instrument", "confirmed")) and not (
            office.desk_is_silent(legal_day(payload["at"][:13]))):
        raise Fault(seq, "papers", "the keeper enters this by itself only when nobody of the desk was there for three working days")
    if kind == "incident" and "share" in payload and "secretary" not in office.offices(payload["guid"], legal_day(payload["at"][:13])):
        raise Fault(seq, "papers", "another share is the office's by the desk's word")
    signed = payload.get("signed")
    if kind == "instrument" and signed and not begins and (signed["way"] == "paper") is not (signed["scan"] is not None):
        raise Fault(seq, "papers", "a paper in a binder has a scan, and no other has one")
    if kind == "instrument" and payload["what"] == "version" and signed is None:
        raise Fault(seq, "papers", "a rule begins by a paper that somebody signed")
    if kind in ("instrument", "revoke", "suspended", "schema", "checked", "incident", "stopped") or kind == "restricted" and payload["effect"] == "erase":
        waiting[seq] = (digest.hex(), payload)
    if kind == "confirmed":
        again = all(entry in standing and entry not in waiting for entry in payload["entries"])  # The desk says that it still holds.
        papers = [waiting.pop(entry, standing.get(entry, (None, None)) if again else (None, None)) for entry in payload["entries"]]
        if not papers or [shown for shown, _ in papers] != payload["hashes"]:
            raise Fault(seq, "papers", "what it confirms is no paper that waits for it")
        if not begins and not again and any(payload["guid"] == paper["guid"] or payload["login"] == paper["login"] for _, paper in papers):
            raise Fault(seq, "papers", "whoever confirms it entered it, too")
        if not begins and office.emergency and office.emergency[0] & set(payload["entries"]) and not office.may_end(payload["guid"], payload["at"]):
            raise Fault(seq, "papers", "whom an emergency gave an office ends it")
        in_emergency = office.emergency[0] if office.emergency else set()
        if not begins and not again and any(paper["kind"] == "instrument" and entry not in in_emergency and not office.may_compare(payload, paper)
                                            for entry, (_, paper) in zip(payload["entries"], papers)):
            raise Fault(seq, "papers", "whoever confirms it signed it, or has no office for that")
        standing.update((entry, paper) for entry, paper in zip(payload["entries"], papers) if paper[1].get("what") in ("appointment", "version"))
        if begins and emergency:  # Somebody in office before confirms them, too.
            waiting.update(zip(payload["entries"], papers))
    return begun or not begins


def check_together(seq, payload, office):
    """Whether nobody whom a paper names that was just confirmed has by it what nobody has together, and nobody hears in an office that excludes it."""
    day = legal_day(payload["at"][:13])
    hearing = []
    if payload["kind"] == "release":
        hearing = [payload["guid"], *(office.people.get(login, {}).get("guid") for login in payload.get("present", ()))]
    elif payload["kind"] == "joined":
        hearing = [payload["subjectGuid"]]
    if any(office.offices(guid, day) & EXCLUDING for guid in hearing):
        raise Fault(seq, "rights", "whoever hears it holds an office in which nobody listens")
    rows = [row for stated, row in office.rows.values() if payload["kind"] == "confirmed" and stated in payload["entries"] and row.get("subjectGuid")]
    if any(office.clashes(row["subjectGuid"], day) for row in rows):
        raise Fault(seq, "papers", "it gives somebody on one day what nobody has together")


def check_release(seq, payload, office):
    """Whether papers of that day let whoever a recording was released to hear it: by an authorisation, which for a review of quality covers these."""
    if payload["kind"] == "release":
        person, needed = office.people.get(payload["login"]), "quality" if "position" in payload else "listener"
        if person is None or person["guid"] != payload["guid"] or needed not in office.due(person, legal_day(payload["at"][:13])):
            raise Fault(seq, "rights", "no paper of that day lets this person hear it")


class Reviews:
    """Whether the items of a month's review are those that the entry's own hash draws, beside what draws attention: nothing else of what was heard is
    judged, and nothing drawn is left out. What may be judged how, and when, is the office's own rule."""

    def __init__(self):
        self.month, self.acts, self.open = None, {}, {}

    def check(self, seq, payload, digest):
        kind = payload["kind"]
        if kind in ("review", "judged", "concluded") and not getattr(self, kind)(payload, digest):
            raise Fault(seq, "review", "it is of another month, or of other acts than were drawn")
        month = legal_day(payload["at"][:13])[:7]
        if kind == "genesis":
            self.month = month
        if kind == "release":
            self.acts.setdefault(payload["act"], {"month": month, "number": payload["protocol"], "guid": payload["guid"]})

    def review(self, payload, digest):
        month, (year, number) = self.month, map(int, self.month.split("-"))
        acts = {name: act for name, act in self.acts.items() if act["month"] == month}
        flagged = {one["act"] for one in payload["flags"]}
        lots = sorted((sha256(f"{digest.hex()}:{act['number']}".encode()), name) for name, act in acts.items() if name not in flagged)
        drawn = flagged & set(acts) | {name for _, name in lots[:payload["take"]]}
        seen = {acts[name]["guid"] for name in drawn}
        for _, name in lots:
            if acts[name]["guid"] not in seen:
                drawn.add(name)
                seen.add(acts[name]["guid"])
        holds = payload["from"][:7] == month and payload["acts"] == len(acts) and flagged <= set(acts) and payload["review"] not in self.open
        self.open[payload["review"]] = (drawn, set())
        self.month = f"{year + number // 12}-{number % 12 + 1:02}"
        return holds

    def judged(self, payload, _digest):
        drawn, done = self.open.get(payload["review"], (set(), set()))
        done.add(payload["item"])
        return payload["item"] in drawn or payload["item"] not in self.acts

    def concluded(self, payload, _digest):
        drawn, done = self.open.get(payload["review"], ({""}, set()))
        return drawn <= done


class Destruction:
    """Whether nothing is destroyed but by an order that begins with a backup, what is over by the calendar, held by nothing and heard by nobody, of
    four days of calls a night at most that nobody agreed to, once, and in an office that goes on. What a recording says of itself is its `ingest` entry's word.
    And whether what somebody had restricted stays and is opened for their rights alone, what is erased is so by two people, and neither comes back otherwise
    than what was lost: by its sound and its beginning."""

    def __init__(self):
        self.calls, self.gone, self.nights, self.stops, self.erased = {}, set(), {}, {}, set()
        self.holds, self.held, self.ended, self.freed = {}, collections.Counter(), {}, {}
        self.papers, self.orders, self.backup = {}, [], None
        self.playing, self.heard, self.written = {}, collections.defaultdict(set), set()
        self.suspended, self.digests, self.unasked = None, set(), collections.defaultdict(set)
        self.said = collections.defaultdict(list)  # Of recordings the entries whose words go with them.
        self.unspoken = set()  # Entries whose words were lost with a database.
        self.sounds, self.copies, self.lost, self.asked = {}, {}, set(), {}  # Calls by sound and beginning; all recordings of one by each; what people asked for.

    def check(self, seq, payload, digest, office):
        kind, day = payload["kind"], legal_day(payload["at"][:13])
        if kind == "resumed" and self.suspended != (payload["suspension"], payload["hash"]):
            raise Fault(seq, "suspension", "what it ends is not what stopped listening")
        if kind in ("restricted", "release", "reopened", "ingest") and not getattr(self, kind)(seq, payload, day, office):
            raise Fault(seq, "restriction", "it restricts, frees or erases what it may not, opens what is restricted, or brings back what was destroyed")
        # Whom an emergency gave an office frees nothing for destruction. Who else may end a hold is the office's own rule.
        if kind == "hold-end" and payload["command"] is not None and not office.may_end(payload["guid"], payload["at"]) or kind in (
                "instrument", "revoke", "stopped", "destroyed", "removed", "confirmed") and not getattr(self, kind)(seq, payload, day, office):
            raise Fault(seq, "destruction", "what it says may not be destroyed, confirmed or gone, or not yet")
        self.note(seq, payload, digest, day)

    def note(self, seq, payload, digest, day):
        kind, act = payload["kind"], payload.get("act")
        if kind == "ingest":
            self.take_in(seq, payload, day)
        if kind in SAID_OF_CALLS or kind == "refusal" and payload["request"] in SAID_OF_CALLS and payload["recording"] is not None:
            self.said[payload["recording"]].append(seq)
        if kind == "incident" and payload["what"] == "restored":
            first, gone = payload.get("from", seq), payload.get("lost", ())
            self.unspoken.update(range(first, payload.get("to", first - 1) + 1))
            self.lost |= {name for name, call in self.calls.items() if name not in self.gone and (call[2] >= first or name in gone)}
        if kind == "hold":
            self.holds[seq] = self.calls_of(payload["recordings"])
            self.held.update(self.holds[seq])
        if kind == "hold-end":
            for one in self.holds.get(payload["hold"], ()):
                self.held[one] -= 1
                self.ended[one] = day
        if kind == "instrument":
            self.papers[seq] = [row for row in payload["rows"] if row.get("of") == "destruction"]
        if kind == "backup":
            self.backup = payload
        if kind == "release":
            self.playing[payload["command"]] = payload["recording"]
            self.heard[act].add(payload["recording"])
        if kind in ("closed", "undelivered"):
            self.playing.pop(payload["opening"], None)
        if kind in ("completed", "filed"):
            self.written.add(act)
        if kind == "reopened":
            self.written.discard(act)
        if kind == "suspended" or kind == "schema" and payload["before"] is not None or kind == "incident" and "known" in payload or (
                kind == "checked" and set(payload["digests"]) - self.digests):
            self.suspended = (seq, digest.hex())
        if kind == "checked":
            self.digests = set(payload["digests"])
        if kind == "resumed":
            self.suspended = None

    def take_in(self, seq, payload, day):
        """What was lost and is taken in again is held, or was, as before."""
        name, call = payload["recording"], (payload["plainSha256"], payload["startedAt"])
        self.calls[name] = (legal_day(payload["startedAt"][:13]), payload["durationMs"], seq, day)
        before, self.sounds[call] = self.sounds.get(call), name
        if before in self.lost:
            copies = [*self.names_of(before), name]
            self.copies.update((one, copies) for one in copies)
            self.held[name] = self.held[before]
            for ends in (self.ended, self.freed):
                ends.update({name: ends[before]} if before in ends else {})
            for recordings in self.holds.values():
                recordings.extend([name] if before in recordings else [])

    def names_of(self, name):
        return self.copies.get(name, [name])

    def calls_of(self, names):
        return list({one for name in names for one in self.names_of(name)})

    def is_evidence(self, names):
        return any(self.held[name] for name in names)

    def is_restricted(self, name):
        return any(one["effect"] == "restricted" and not one["ended"] and set(one["recordings"]) & set(self.names_of(name)) for one in self.asked.values())

    def is_erased(self, name):
        return not self.is_evidence([name]) and any(one["agreed"] and set(one["recordings"]) & set(self.names_of(name)) for one in self.asked.values())

    def release(self, _seq, payload, _day, _office):
        """What is restricted for the rights of its person alone; what is to be erased for nobody, who would put that off."""
        name = payload["recording"]
        return not self.is_erased(name) and (payload["basis"] in OF_RIGHTS or not self.is_restricted(name))

    def reopened(self, _seq, payload, _day, _office):
        return not any(self.is_erased(name) for name in self.heard[payload["act"]])

    def ingest(self, _seq, payload, _day, _office):
        return self.sounds.get((payload["plainSha256"], payload["startedAt"])) not in self.gone

    def restricted(self, seq, payload, day, office):
        """By the desk; that something is not heard the officer says, too. One end frees one restriction, of which its person was told."""
        effect, names, offices = payload["effect"], payload["recordings"], office.offices(payload["guid"], day)
        received, told, review = payload["receivedOn"], payload["told"], payload["review"]
        may = "secretary" in offices and office.may_end(payload["guid"], payload["at"]) or effect == "restricted" and offices & {"secretary", "protection_officer"}
        holds = bool(may) and 0 < len(set(names)) == len(names) and received <= day and (review is not None) is (effect == "restricted")
        if effect == "free":
            known = self.asked.get(payload["of"], {"ended": True})
            holds = (holds and not known["ended"] and known["effect"] == "restricted" and told is not None and received <= told <= day
                     and all(known[one] == payload[one] for one in ("recordings", "right", "receivedOn")))
            known["ended"] = True
            self.freed.update((name, day) for name in self.calls_of(names))
            return holds
        self.asked[seq] = {**payload, "ended": False, "agreed": False}
        return (holds and payload["of"] is told is None and (review or "9") > day and all(one in self.calls and one not in self.gone | self.lost for one in names)
                and (effect == "restricted" or payload["right"] != "restriction" and not self.is_evidence(names)))

    def goes_on(self, day):
        """Whether the office is not suspended, and took in a call of that day or of the last working day before."""
        since = date.fromisoformat(day) - timedelta(days=1)
        while not is_working_day(str(since)):
            since -= timedelta(days=1)
        return not self.suspended and any(str(since) <= call[0] <= day for call in self.calls.values())

    def order(self, day):
        standing = [row for row in self.orders if row["from"] <= day]
        return standing[-1] if standing and (standing[-1]["to"] or day) >= day else None

    def is_free(self, name):
        busy = name in self.playing.values() or any(name in heard for act, heard in self.heard.items() if act not in self.written)
        return name in self.calls and name not in self.gone and not busy and self.held[name] == 0 and not self.is_restricted(name)

    def is_due(self, name, day):
        return self.is_free(name) and day > a_year_after(self.calls[name][0])

    def last_end(self, name, grace=0):
        """The day on which its last hold or restriction ended, so many days later; empty where it had none."""
        end = max(self.ended.get(name, ""), self.freed.get(name, ""))
        return end and str(date.fromisoformat(end) + timedelta(days=grace))

    def is_fresh(self, name, day):
        """Whether it was taken in on one of the last 31 days: a clock that was set back dates calls by years."""
        return day <= str(date.fromisoformat(self.calls[name][3]) + timedelta(days=31))

    def waiting(self):
        return {one for recordings, agreed in self.stops.values() if not agreed for one in recordings}

    def agreed(self):
        return {one for recordings, agreed in self.stops.values() if agreed for one in recordings}

    def stopped(self, seq, payload, day, _office):
        listed_before = self.waiting() | self.agreed()
        due = [name for name in self.calls if self.is_due(name, day) and day > self.last_end(name) and name not in listed_before and not self.is_erased(name)]
        listed = [name for name in due if self.is_fresh(name, day)]
        for held in (False, True):
            some = [name for name in due if name not in listed and (name in self.ended) is held]
            if len({self.calls[name][0] for name in some} | self.unasked[day, held]) > 4:
                listed += some
        listed.sort()
        days = sorted({self.calls[name][0] for name in listed})
        self.stops[seq] = (set(listed), False)
        return (payload["command"] is None and self.order(day) is not None and self.goes_on(day) and days and payload["days"] == days
                and payload["count"] == len(listed) and sha256("".join(f"{one}\n" for one in listed).encode()).hex() == payload["listSha256"])

    def destroyed(self, seq, payload, day, _office):
        over, erasure, order = payload["term"] + payload["ended"], payload["erasure"], self.order(day)
        names = over + erasure
        unasked = [one for one in over if one in self.calls and one not in self.agreed()]
        for one in unasked:
            self.unasked[day, one in payload["ended"]].add(self.calls[one][0])
        holds = (payload["command"] is None and order is not None and order["number"] == payload["order"] and self.goes_on(day)
                 and 0 < len(set(names)) == len(names) <= 500 and all(self.is_due(one, day) for one in over)
                 and all(self.is_free(one) and self.is_erased(one) for one in erasure)
                 and all((one in self.ended) is (one in payload["ended"]) for one in over) and not self.waiting() & set(over)
                 and all(day > self.last_end(one, 1) for one in over)
                 and all(len(self.unasked[day, held]) <= 4 for held in (False, True)) and not any(self.is_fresh(one, day) for one in unasked)
                 and payload["protocol"] == f"PZ/{int(day[5:7])}/{day[:4]}" and payload["durationMs"] == sum(self.calls[one][1] for one in names))
        self.gone |= set(names)
        self.lost -= self.gone
        self.erased |= {self.calls[one][2] for one in names if one in self.calls} | {one for name in names for one in self.said[name]}
        self.nights[seq] = False
        return holds

    def removed(self, _seq, payload, _day, _office):
        before = self.nights.get(payload["of"])
        self.nights[payload["of"]] = True
        return payload["login"] == "odsluch_ingest" and before is payload["again"]

    def instrument(self, _seq, payload, _day, _office):
        return all(row["content"]["archive"] is not None for row in payload["rows"] if row.get("of") == "destruction")

    def revoke(self, _seq, payload, day, office):
        """An order that was confirmed the desk or the Mayor takes back, at once."""
        orders = [row for row in self.orders if row["number"] == payload["number"]]
        lasts = all((row["to"] or day) >= day for row in orders)
        for row in orders:
            row["to"] = min(row["to"] or day, str(date.fromisoformat(day) - timedelta(days=1)))
        return not orders or lasts and payload["why"] == "withdrawn" and payload["until"] is None and bool(
            office.offices(payload["guid"], day) & {"secretary", "mayor"})

    def confirmed(self, _seq, payload, day, office):
        stops = [entry for entry in payload["entries"] if entry in self.stops]
        may = office.may_end(payload["guid"], payload["at"])
        holds = not stops or may and len(stops) == len(payload["entries"]) and bool(office.offices(payload["guid"], day) & {"secretary", "mayor"})
        self.stops.update((entry, (self.stops[entry][0], True)) for entry in stops)
        erasures = [self.asked[entry] for entry in payload["entries"] if entry in self.asked]
        holds = holds and (not erasures or may and len(erasures) == len(payload["entries"]) and bool(office.offices(payload["guid"], day) & AGREE)
                           and not any(one["effect"] != "erase" or one["agreed"] or self.is_evidence(one["recordings"]) for one in erasures))
        for one in erasures:
            one["agreed"] = True
        for row in [row for entry in payload["entries"] for row in self.papers.get(entry, ()) if row not in self.orders]:
            oldest, newest = (str(date.fromisoformat(day) - timedelta(days=days)) for days in (31, 3))
            holds = holds and may and self.backup is not None and self.backup["oldestOn"] >= oldest and legal_day(self.backup["startedAt"][:13]) > newest
            self.orders.append(row)
        return holds


class Announcement:
    """Whether nothing is released that went without the announcement and was not admitted. Only words tell on which line a call was: where these are gone
    a period of some lines is held against no release. Whether a period and a decision may be entered is the office's own rule."""

    def __init__(self):
        self.calls, self.silences, self.decided = {}, {}, {}

    def check(self, seq, payload, words, destruction):
        kind = payload["kind"]
        if kind == "ingest":
            self.calls[payload["recording"]] = (payload["announcement"], payload["startedAt"], words and json.loads(words[1])["line"])
        if kind == "silent":
            self.silences[tuple(payload["lines"]), payload["from"]] = payload["to"]
        if kind == "admitted":
            self.decided.update((one, payload["admitted"]) for one in destruction.names_of(payload["recording"]))
        if kind == "release" and not self.may_be_heard(payload["recording"], destruction, False):
            raise Fault(seq, "announcement", "it went without the announcement and was not admitted")

    def is_untold(self, name, unsaid):
        told, began, line = self.calls[name]
        return told == "no" or told == "unknown" and any(
            since <= began < until and (not lines or (unsaid if line is None else line in lines)) for (lines, since), until in self.silences.items())

    def decision(self, name, destruction):
        """Whether a call was admitted, by whichever of its recordings; None where nobody decided of it."""
        return next((self.decided[one] for one in destruction.names_of(name) if one in self.decided), None)

    def may_be_heard(self, name, destruction, unsaid):
        decided = self.decision(name, destruction)
        return name not in self.calls or (not self.is_untold(name, unsaid) if decided is None else decided)


class Quality:
    """Whether calls of a review of quality are those that the approval's own hash draws out of what could be drawn, and nothing else is heard under a plan.
    Only words tell on which line a call was: where they are gone nobody can draw again. What a plan, a card and its results may say is the office's own rule."""

    def __init__(self):
        self.plans, self.had, self.entered = {}, collections.defaultdict(list), {}
        self.calls, self.legs = {}, collections.defaultdict(list)
        self.elsewhere, self.drawn, self.years = set(), set(), collections.defaultdict(collections.Counter)

    def check(self, seq, payload, digest, words, others):
        kind, day = payload["kind"], legal_day(payload["at"][:13])
        if kind == "qualityDraw" and not self.qualityDraw(payload, day, words, others) or kind == "release" and not self.release(payload):
            raise Fault(seq, "quality", "other calls of a review of quality are drawn than its approval draws, or heard than were drawn")
        self.note(seq, payload, digest)

    def note(self, seq, payload, digest):
        kind = payload["kind"]
        if kind == "person":
            for one in payload["people"]:
                self.had[one["login"]].append((payload["at"], one["guid"]))
                self.entered[one["login"]] = seq
        if kind == "ingest":
            name, login, began = payload["recording"], payload["answeredLogin"], payload["startedAt"]
            speakers = [guid for since, guid in self.had[login] if since <= began] if login is not None else []
            self.calls[name] = (legal_day(began[:13]), payload["department"], payload["durationMs"], payload["call"], (speakers or [None])[-1])
            self.legs[payload["call"]] += [login] if login is not None else []
        if kind == "qualityPlan":
            self.plans[payload["command"]] = {**payload, "limits": None, "draw": None}
        if kind == "qualityVerdict" and "seed" not in self.plans.get(payload["plan"], {"seed": None}):
            self.plans[payload["plan"]].update(limits=payload["limits"], seed=digest.hex())

    def logins(self, guid, office):
        return sorted((login for login, one in office.people.items() if one["guid"] == guid), key=lambda login: self.entered[login])

    def needed(self, destruction):
        """Calls of which a part is evidence, or was released on another basis."""
        return self.elsewhere | {self.calls[one][3] for one, count in destruction.held.items() if count > 0 and one in self.calls}

    def is_free(self, name, needed, others):
        """Whether nobody needs the call for anything else, its caller was told, and whoever answered is there."""
        office, destruction, announcement = others
        call, speaker = self.calls[name][3:]
        logins = self.logins(speaker, office)
        told = announcement.may_be_heard(name, destruction, False)
        return (call not in needed and not destruction.is_restricted(name) and not destruction.is_erased(name) and told and bool(logins)
                and office.people[logins[-1]]["account"] == "ok")

    def pool(self, plan, others):
        """What could be drawn, why the rest was not, and whether words tell all that this depends on."""
        office, destruction, announcement = others
        found, counts, sure = [], dict.fromkeys(("length", "unregistered", "drawn", "unavailable"), 0), True
        last = str(date.fromisoformat(plan["until"]) + timedelta(days=30))
        raters = set(self.logins(plan["guid"], office)[-1:])
        away, needed = destruction.gone | destruction.lost, self.needed(destruction)
        for name, (day, department, length, call, speaker) in self.calls.items():
            if not plan["from"] <= day <= plan["to"] or department not in plan["departments"] or name in away:
                continue
            own = any(login in raters or any(guid == plan["guid"] for _, guid in self.had[login]) for login in self.legs[call])
            if not plan["shortestS"] * 1000 <= length <= plan["longestMin"] * 60000:
                counts["length"] += 1
            elif speaker is None:
                counts["unregistered"] += 1
            elif name in self.drawn:
                counts["drawn"] += 1
            else:
                sure = sure and (announcement.decision(name, destruction) is not None or announcement.is_untold(name, True) is announcement.is_untold(name, False))
                if own or last > a_year_after(day) or not self.is_free(name, needed, others):
                    counts["unavailable"] += 1
                else:
                    found.append(name)
        return found, counts, sure

    def qualityDraw(self, payload, day, words, others):
        plan = self.plans.get(payload["plan"])
        if plan is None or plan["limits"] is None or plan["draw"] is not None or payload["command"] is not None or payload["seed"] != plan["seed"]:
            return False
        names, counts, sure = self.pool(plan, others)
        taken, calls, persons = [], set(), collections.Counter()
        for name in sorted(names, key=lambda one: sha256(b"odsluch-draw-v1\0", bytes.fromhex(plan["seed"]), uuid.UUID(one).bytes)):
            call, person = self.calls[name][3:]
            if (call not in calls and persons[person] < plan["perPerson"] and len(taken) < plan["size"] + max(3, plan["size"] // 5)
                    and persons[person] + self.years[day[:4]][person] < plan["limits"]["perPersonYear"]):
                calls.add(call)
                persons[person] += 1
                taken.append(name)
        speakers = [self.calls[name][4] if name in self.calls else None for name in payload["recordings"]]
        plan["draw"] = payload["recordings"]
        self.drawn |= set(payload["recordings"])
        self.years[day[:4]].update(speakers)
        return (words is None or json.loads(words[1])["guids"] == speakers) and (not sure or (
            payload["recordings"] == taken and payload["eligible"] == len(names) and payload["excluded"] == counts
            and payload["digest"] == sha256(*(uuid.UUID(one).bytes for one in sorted(names))).hex()))

    def release(self, payload):
        name, where = payload["recording"], payload.get("position")
        if where is None:
            self.elsewhere.add(self.calls[name][3] if name in self.calls else name)
            return payload["basis"] != "JAKOSC"
        plan = self.plans.get(where["plan"], {"draw": None})
        return (plan["draw"] is not None and plan["draw"][where["nr"] - 1:where["nr"]] == [name] and plan["guid"] == payload["guid"]
                and payload["basis"] == "JAKOSC")


def a_year_after(day):
    """The day twelve months later that bears the same number; 28 February after the 29th."""
    return f"{int(day[:4]) + 1}{day[4:]}" if day[5:] != "02-29" else f"{int(day[:4]) + 1}-02-28"


def verify(lines, journal, keys, heads, shapes):
    """Returns the sentence on a faultless ledger; raises the first fault of another one."""
    seq, before, at = 0, bytes(32), ""
    without_words, unjournalled, askers, waiting, standing, begun = [], [], {}, {}, {}, False
    accounts, acts, sessions, spoken, office, destruction = {}, {}, {}, set(), Office(), Destruction()
    reviews, announcement, quality = Reviews(), Announcement(), Quality()
    for line in lines:
        entry, raw, words, request = read_entry(line, seq + 1)
        check_entry(entry["seq"], raw, seq + 1, before, keys, lines)
        seq, before = entry["seq"], raw[2]
        payload = check_payload(seq, entry["payload"], keys[0][0], shapes)
        check_change(seq, payload, keys)
        check_time(seq, payload, at, office)
        at = payload["at"]
        check_account(seq, payload, accounts, acts)
        check_backup(seq, payload)
        check_asked(seq, payload, key_at(keys, seq)[0], askers)
        begun = check_papers(seq, payload, raw[2], waiting, standing, begun, office)
        if payload["kind"] == "session":
            sessions[seq] = legal_day(payload["at"][:13])
        check_rights(seq, payload, office)
        office.take_in(seq, payload)
        check_together(seq, payload, office)
        check_release(seq, payload, office)
        reviews.check(seq, payload, raw[2])
        destruction.check(seq, payload, raw[2], office)
        commitment = payload.get("text")
        if words is not None or request is not None:
            spoken.add(seq)
        if words is not None and sha256(*words).hex() != commitment:
            raise Fault(seq, "words", "its text is not the one that it commits to")
        announcement.check(seq, payload, words, destruction)
        quality.check(seq, payload, raw[2], words, (office, destruction, announcement))
        if check_request(seq, payload, request) or (words is None and commitment is not None):
            without_words.append(seq)
        if heads.get(seq, before) != before:
            raise Fault(seq, "head", "another hash of it left the office")
        copy = next(journal, b"") if journal else None
        if copy is not None and not copy.endswith(b"\n"):
            unjournalled.append(seq)  # The keeper has not written it yet, or half of it.
        elif copy is not None and copy != (spelled({key: entry[key] for key in JOURNALLED}) + "\n").encode():
            raise Fault(seq, "journal", "the journal has another line")
    if seq == 0 or key_at(keys, seq)[1] is not None or max(heads, default=0) > seq or (journal and next(journal, b"").endswith(b"\n")):
        raise Fault(seq + 1, "missing", "the end was cut off")
    if len(unjournalled) > 1:  # Each entry is journalled before the next is made.
        raise Fault(unjournalled[0], "journal", "the journal ends before it: put back, or copied long before the export")
    for one in sorted(destruction.erased & spoken):
        raise Fault(one, "words", "its text, or what was asked for, is there although the recording was destroyed")
    last = legal_day(payload["at"][:13])  # From where somebody signed in is kept for two years.
    forgotten = {one for one, day in sessions.items() if a_year_after(a_year_after(day)) < last}
    without_words = [one for one in without_words if one not in destruction.erased | forgotten]
    for one in without_words:
        if one not in destruction.unspoken:
            raise Fault(one, "erased", "its text, or what was asked for, is gone, and no later entry says why")
    notes = f"; without their text: {without_words}" if without_words else ""
    return f"OK {seq} entries, head {seq}:{before.hex()}{notes}"


def verify_proof(lines, keys, heads, shapes):
    """The same of a proof. Times never fall, so what the entries of a period say stands without a gap: nothing of it was kept back."""
    seq, before, told = 0, bytes(32), []
    for line in lines:
        entry, raw = read_link(line, seq + 1)
        check_entry(entry["seq"], raw, seq + 1, before, keys, lines)
        seq, before = entry["seq"], raw[2]
        if entry["payload"] is not None:
            if told and told[-1] != seq - 1:
                raise Fault(told[-1] + 1, "withheld", "later entries of the period say something, and this one does not")
            check_change(seq, check_payload(seq, entry["payload"], keys[0][0], shapes), keys)
            told.append(seq)
        if heads.get(seq, before) != before:
            raise Fault(seq, "head", "another hash of it left the office")
    if seq == 0 or key_at(keys, seq)[1] is not None or max(heads, default=0) > seq:
        raise Fault(seq + 1, "missing", "the end was cut off")
    said = f"{told[0]} to {told[-1]} with what they say" if told else "none with what it says"
    return f"OK {seq} entries, {said}, head {seq}:{before.hex()}"


def pinned_key(text):
    return from_base64(text[8:], 32) if text.startswith("ed25519:") else refuse(text)


def former_key(text):
    key, seq, digest = text.rsplit(":", 2)
    return pinned_key(key), int(seq), from_hex(digest)


def paper_head(text):
    seq, digest = text.split(":")
    return int(seq), from_hex(digest)


if __name__ == "__main__":
    options = argparse.ArgumentParser(usage=__doc__.split("\n")[2].strip())
    options.add_argument("ledger", type=argparse.FileType("rb"))
    options.add_argument("--keeper", type=pinned_key, required=True)
    options.add_argument("--former", type=former_key, action="append", default=[])
    options.add_argument("--journal", type=argparse.FileType("rb"))
    options.add_argument("--head", type=paper_head, action="append", default=[])
    options.add_argument("--proof", action="store_true")
    asked = options.parse_args()
    page = pathlib.Path(__file__).with_name("formats.md")
    if not page.is_file():
        options.error("formats.md is not beside this program")
    text = page.read_text("utf-8")
    read_kinds(text)
    shapes = shapes_of(text)
    try:
        keys = sorted(asked.former, key=lambda key: key[1]) + [(asked.keeper, None, None)]
        heads = dict(asked.head)
        print(verify_proof(asked.ledger, keys, heads, shapes) if asked.proof else verify(asked.ledger, asked.journal, keys, heads, shapes))
    except Fault as fault:
        print(fault)
        sys.exit(1)
