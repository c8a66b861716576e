"""Where a page of an answer ended, as an opaque word that addresses and forms can carry."""

import base64
import binascii
import json
from dataclasses import dataclass

from domain.errors import QueryError

EXPIRED = "Địa chỉ trang kết quả không còn dùng được; hãy tìm lại"


@dataclass(frozen=True)
class Cursor:
    """After this article in the order of publication, or after so many by relevance; `folded` as the first page was."""

    folded: bool = False
    rid: int = 0
    at: int | None = None
    id: str = ""
    offset: int = 0

    def text(self) -> str:
        """The word."""
        plain = json.dumps([self.folded, self.rid, self.at, self.id, self.offset], separators=(",", ":"))
        return base64.urlsafe_b64encode(plain.encode()).decode().rstrip("=")


def read_cursor(text: str) -> Cursor:
    """Back from `Cursor.text`. Raises QueryError."""
    try:
        folded, rid, at, id, offset = json.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
        if not (isinstance(folded, bool) and isinstance(rid, int) and isinstance(id, str) and isinstance(offset, int)
                and (at is None or isinstance(at, int)) and offset >= 0 and abs(rid) < 1 << 62):
            raise ValueError(text)
    except (ValueError, TypeError, binascii.Error) as error:
        raise QueryError(EXPIRED) from error
    return Cursor(folded, rid, at, id, offset)
