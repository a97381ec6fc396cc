#!/usr/bin/env python3
"""Opens a sealed recording (.rec) or its loudness (.peaks) with the recording's key: RFC 8188, as formats.md says.

    unseal.py FILE --key HEX [--out FILE]

Needs Python 3.8 and the package `cryptography`. Says which recording it is, and length and SHA-256 of the sealed file
and of its content: the ledger's `ingest` entry of the recording has to state the same. Exit code 1: it does not open.
"""
import argparse
import hashlib
import sys
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF


def unseal(sealed, key):
    """The key id and the content. Raises ValueError or InvalidTag where the file is not as it was sealed."""
    salt, size, named = sealed[:16], int.from_bytes(sealed[16:20], "big"), 21 + sealed[20]
    derived = [
        HKDF(SHA256(), length, salt, b"Content-Encoding: " + name + b"\0").derive(key)
        for name, length in ((b"aes128gcm", 16), (b"nonce", 12))
    ]
    cipher, nonce, content = AESGCM(derived[0]), int.from_bytes(derived[1], "big"), []
    starts = range(named, len(sealed), size)
    for index, start in enumerate(starts):
        record = cipher.decrypt((nonce ^ index).to_bytes(12, "big"), sealed[start:start + size], None).rstrip(b"\0")
        if record[-1:] != (b"\2" if index == len(starts) - 1 else b"\1"):
            raise ValueError("the file was cut, or something was added to it")
        content.append(record[:-1])
    if not content:
        raise ValueError("the file was cut")
    return sealed[21:named].decode("ascii"), b"".join(content)


if __name__ == "__main__":
    options = argparse.ArgumentParser(usage=__doc__.split("\n")[2].strip())
    options.add_argument("file", type=argparse.FileType("rb"))
    options.add_argument("--key", type=bytes.fromhex, required=True)
    options.add_argument("--out", type=argparse.FileType("xb"))
    asked = options.parse_args()
    file = asked.file.read()
    try:
        recording, content = unseal(file, asked.key)
    except (InvalidTag, ValueError, IndexError):
        sys.exit("It does not open: it is damaged, or the key is another recording's.")
    for what, data in (("sealed", file), ("content", content)):
        print(f"{recording} {what}: {len(data)} bytes, SHA-256 {hashlib.sha256(data).hexdigest()}")
    if asked.out:
        asked.out.write(content)
