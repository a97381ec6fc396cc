#!/usr/bin/env python3
"""Verifies an exported ledger of Odsluch without a line of Odsluch's own code. What is checked stands in formats.md.

    verify.py LEDGER --keeper ed25519:BASE64 [--journal FILE] [--head SEQ:HASH]...

Needs Python 3.8 and the package `cryptography`. Says one line. Exit code 0: no fault. 1: a fault, and the first wrong
entry is named. 2: nothing was checked (a file is not there, an option is malformed).
"""
import argparse
import base64
import hashlib
import json
import sys
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

JOURNALLED = ["seq", "prev", "payload", "hash", "signature"]
HEAD_OF_PAYLOAD = ["v", "kind", "at", "command", "login", "guid"]


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


def parsed(text):
    """Reads an object that stands in its one spelling: a space, a repeated key, a fraction make another one."""
    value = json.loads(text, parse_float=refuse, parse_constant=refuse)
    return value if isinstance(value, dict) and spelled(value) == text else refuse(text)


def from_hex(text, length=32):
    data = bytes.fromhex(text)
    return data if len(data) == length and data.hex() == text else refuse(text)


def from_base64(text, length):
    data = base64.b64decode(text, validate=True)
    return data if len(data) == length and base64.b64encode(data).decode() == text else refuse(text)


def read_entry(line, expected):
    """The fields of a line; the bytes of prev, payload, hash and signature; the bytes of the words, or None."""
    try:
        entry = parsed(line.decode("utf-8").rstrip("\n"))
        if list(entry) != JOURNALLED + ["salt", "text"] or type(entry["seq"]) is not int:
            refuse("not the fields of an entry")
        prev, digest, signature = from_hex(entry["prev"]), from_hex(entry["hash"]), from_base64(entry["signature"], 64)
        erased = entry["salt"] is None and entry["text"] is None
        words = None if erased else from_hex(entry["salt"], 16) + entry["text"].encode()
        return entry, (prev, entry["payload"].encode(), digest, signature), words
    except (ValueError, TypeError, AttributeError, RecursionError):
        raise Fault(expected, "unreadable", "this line is not one of an export") from None


def check_entry(seq, raw, expected, before, keeper, rest):
    prev, payload, digest, signature = raw
    if seq != expected:
        moved = seq < expected or any(line.startswith(b'{"seq":%d,' % expected) for line in rest)
        raise Fault(expected, "order" if moved else "missing", f"entry {seq} stands in its place")
    if prev != before:
        raise Fault(seq, "chain", "it does not continue the entry before it")
    if digest != sha256(b"odsluch-entry-v1\0", seq.to_bytes(8, "big"), prev, sha256(payload)):
        raise Fault(seq, "hash", "its payload is not the one that was hashed")
    try:
        keeper.verify(signature, digest)
    except InvalidSignature:
        raise Fault(seq, "signature", "the pinned keeper did not sign it") from None


def check_payload(seq, text, pinned):
    try:
        payload = parsed(text)
        if list(payload)[:6] != HEAD_OF_PAYLOAD or payload["v"] != 1:
            refuse(text)
    except (ValueError, RecursionError):
        raise Fault(seq, "payload", "it does not stand in the one spelling of a payload") from None
    is_genesis = payload["kind"] == "genesis"
    if is_genesis != (seq == 1) or (is_genesis and payload.get("keeper") != base64.b64encode(pinned).decode()):
        raise Fault(seq, "keeper", "the ledger does not begin, once, with the pinned keeper")
    return payload


def verify(lines, journal, pinned, heads):
    """Returns the sentence on a faultless ledger; raises the first fault of another one."""
    keeper, seq, before = Ed25519PublicKey.from_public_bytes(pinned), 0, bytes(32)
    without_words, unjournalled = [], []
    for line in lines:
        entry, raw, words = read_entry(line, seq + 1)
        check_entry(entry["seq"], raw, seq + 1, before, keeper, lines)
        seq, before = entry["seq"], raw[2]
        commitment = check_payload(seq, entry["payload"], pinned).get("text")
        if words is None and commitment is not None:
            without_words.append(seq)  # Lawfully erased, or not lawfully: the chain cannot tell.
        if words is not None and sha256(words).hex() != commitment:
            raise Fault(seq, "words", "its text is not the one that it commits to")
        if heads.get(seq, before) != before:
            raise Fault(seq, "head", "another hash of it left the office")
        copy = next(journal, b"") if journal else None
        if copy is not None and not copy.endswith(b"\n"):
            unjournalled.append(seq)  # The keeper has not written it yet, or half of it.
        elif copy is not None and copy != (spelled({key: entry[key] for key in JOURNALLED}) + "\n").encode():
            raise Fault(seq, "journal", "the journal has another line")
    if seq == 0 or max(heads, default=0) > seq or (journal and next(journal, b"").endswith(b"\n")):
        raise Fault(seq + 1, "missing", "the end was cut off")
    if len(unjournalled) > 1:  # Each entry is journalled before the next is made.
        raise Fault(unjournalled[0], "journal", "the journal ends before it: put back, or copied long before the export")
    notes = f"; without their text: {without_words}" if without_words else ""
    return f"OK {seq} entries, head {seq}:{before.hex()}{notes}"


def pinned_key(text):
    return from_base64(text[8:], 32) if text.startswith("ed25519:") else refuse(text)


def paper_head(text):
    seq, digest = text.split(":")
    return int(seq), from_hex(digest)


if __name__ == "__main__":
    options = argparse.ArgumentParser(usage=__doc__.split("\n")[2].strip())
    options.add_argument("ledger", type=argparse.FileType("rb"))
    options.add_argument("--keeper", type=pinned_key, required=True)
    options.add_argument("--journal", type=argparse.FileType("rb"))
    options.add_argument("--head", type=paper_head, action="append", default=[])
    asked = options.parse_args()
    try:
        print(verify(asked.ledger, asked.journal, asked.keeper, dict(asked.head)))
    except Fault as fault:
        print(fault)
        sys.exit(1)
