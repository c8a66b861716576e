"""What a cluster of a test trusts: passwords as the file realm keeps them, and an authority with one certificate."""

import base64
import hashlib
import os
import subprocess
from pathlib import Path

from tests.servers import Missing

ROUNDS = 1000  # of hashing: the fewest that the server takes


def hashed(password: str) -> str:
    """As the file realm keeps it, and `elasticsearch-users useradd` would write it in ten seconds a user."""
    salt = os.urandom(32)
    key = hashlib.pbkdf2_hmac("sha512", password.encode(), salt, ROUNDS, dklen=32)
    return f"{{PBKDF2}}{ROUNDS}${base64.b64encode(salt).decode()}${base64.b64encode(key).decode()}"


def certificates(folder: Path) -> None:
    """An authority and one certificate for all three nodes, good for two days."""
    def openssl(*words: str) -> None:
        ended = subprocess.run(["openssl", *words], cwd=folder, capture_output=True, text=True)
        if ended.returncode:
            raise Missing(f"openssl: {ended.stderr[-300:]}")

    openssl("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", "ca.key", "-out", "ca.crt", "-days", "2",
            "-subj", "/CN=phusong-test", "-addext", "keyUsage=critical,keyCertSign,cRLSign")
    openssl("req", "-newkey", "rsa:2048", "-nodes", "-keyout", "node.key", "-out", "node.csr", "-subj", "/CN=node")
    (folder / "san.ext").write_text("subjectAltName=IP:127.0.0.1,DNS:localhost\n")
    openssl("x509", "-req", "-in", "node.csr", "-CA", "ca.crt", "-CAkey", "ca.key", "-CAcreateserial", "-out",
            "node.crt", "-days", "2", "-extfile", "san.ext")
