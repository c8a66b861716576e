"""Undoing Content-Encoding while the body arrives, so that neither a large body nor a bomb is ever held whole."""

import zlib
from typing import Final

from domain.errors import CrawlError

GZIP_MAGIC: Final = b"\x1f\x8b"
RATIO: Final = 100  # real pages: up to 30; deflate can reach 1,032
RATIO_FROM: Final = 1 << 20  # below this much output no ratio hurts
MAX_LAYERS: Final = 2
_STEP: Final = 1 << 16


class Inflater:
    """Takes the body piece by piece. `limit` is in bytes after decompression.

    `add` and `end` raise CrawlError: bomb, too_large, malformed, cut_short.
    """

    def __init__(self, encoding: str, limit: int) -> None:
        names = [name.strip() for name in encoding.lower().split(",") if name.strip()]
        self.limit, self.received, self.size = limit, 0, 0
        self._layers = [_Layer(name) for name in reversed(names) if name != "identity"]
        if len(self._layers) > MAX_LAYERS:
            raise CrawlError("bomb", f"nén {len(self._layers)} lớp")
        self._out: list[bytes] = []

    def add(self, data: bytes) -> None:
        """The next piece as it came from the server."""
        for start in range(0, len(data), _STEP):
            piece = data[start:start + _STEP]
            self.received += len(piece)
            self._push(piece, 0)

    def end(self) -> bytes:
        """The whole body."""
        for number, layer in enumerate(self._layers):
            rest = layer.end()
            if rest:
                self._push(rest, number + 1)
        return b"".join(self._out)

    def _push(self, data: bytes, number: int) -> None:
        if number == len(self._layers):
            self._keep(data)
            return
        while data:
            out, data = self._layers[number].step(data)
            if out:
                self._push(out, number + 1)

    def _keep(self, data: bytes) -> None:
        self.size += len(data)
        swollen = self.size > RATIO_FROM and self.size > RATIO * max(self.received, 1)
        if swollen and self._layers:
            raise CrawlError("bomb", f"{self.received} byte phình thành hơn {self.size} byte")
        if self.size > self.limit:
            raise CrawlError("too_large", f"hơn {self.limit} byte")
        self._out.append(data)


class _Layer:
    """One coding. A body that only says it is compressed passes as it is, as browsers let it."""

    def __init__(self, name: str) -> None:
        if name not in ("gzip", "x-gzip", "deflate"):
            raise CrawlError("malformed", f"mã nén “{name[:20]}” không được hỏi đến")
        self.deflate = name == "deflate"
        self.plain = False
        self._head = b""
        self._zip: zlib._Decompress | None = None

    def step(self, data: bytes) -> tuple[bytes, bytes]:
        """(output, input not yet used)."""
        if self.plain:
            return data, b""
        if self._zip is None:
            self._head += data
            if len(self._head) < 2:
                return b"", b""
            data, self._head = self._head, b""
            self._zip = self._begin(data[:2])
            if self._zip is None:
                self.plain = True
                return data, b""
        return self._inflate(self._zip, data)

    def _begin(self, head: bytes) -> "zlib._Decompress | None":
        if self.deflate:
            wrapped = head[0] & 0x0F == 8 and int.from_bytes(head, "big") % 31 == 0
            return zlib.decompressobj(15 if wrapped else -15)
        return zlib.decompressobj(31) if head == GZIP_MAGIC else None

    def _inflate(self, unzip: "zlib._Decompress", data: bytes) -> tuple[bytes, bytes]:
        try:
            out = unzip.decompress(data, _STEP)
        except zlib.error as error:
            raise CrawlError("malformed", f"nén hỏng: {error}"[:120]) from error
        if not unzip.eof:
            return out, unzip.unconsumed_tail
        rest = unzip.unused_data
        if rest.startswith(GZIP_MAGIC) and not self.deflate:  # gzip members may follow each other
            self._zip = zlib.decompressobj(31)
            return out, rest
        return out, b""  # padding after the end is dropped, as gzip itself does

    def end(self) -> bytes:
        """What was held back. Raises CrawlError (cut_short) when the stream has no end."""
        if self._zip is None:
            return self._head
        out = b""
        if not self._zip.eof:
            out = self._zip.flush()
            if not self._zip.eof:
                raise CrawlError("cut_short", "dữ liệu nén dừng giữa chừng")
        return out
