"""JSON lines as others write them: each is read, or answered with the words for what is wrong with it."""

import json
import logging
from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime
from typing import Any, TypeVar

from domain.errors import BadLine, CrawlError

Row = dict[str, Any]
Read = TypeVar("Read")
BOM = b"\xef\xbb\xbf"  # spreadsheets and Windows editors put it before the first line
LOG = logging.getLogger(__name__)


def each(stream: Iterable[bytes], read: Callable[[Row], Read]) -> Iterator[Read | Row]:
    """For every line that is not blank, in order, what `read` makes of it or `{id, error, detail}`."""
    for number, raw in enumerate(stream, 1):
        raw = raw.removeprefix(BOM) if number == 1 else raw
        if not raw.strip():
            continue
        given: Row = {}
        try:
            given = _object(raw)
            if given.get("id") is None:
                raise BadLine("thiếu “id”")
            yield read(given)
        except CrawlError as error:
            yield {"id": given["id"], "error": error.outcome, "detail": error.detail}
        except BadLine as error:
            yield {"id": given.get("id"), "error": "bad_input", "detail": f"dòng {number}: {error}"}
        except Exception as error:
            LOG.exception("line %d", number)
            yield {"id": given.get("id"), "error": "internal_error", "detail": f"dòng {number}: {error!r}"}


def text(given: Row, name: str) -> str:
    """A text that must be there. Raises BadLine."""
    value = given.get(name)
    if value is None or value == "":
        raise BadLine(f"thiếu “{name}”")
    if not isinstance(value, str):
        raise BadLine(f"“{name}” phải là chữ")
    return value


def moment(value: object, name: str) -> datetime | date:
    """An ISO 8601 instant or a day, also as written here (22/08/2023); of a month its first day. Raises BadLine."""
    for form in ("%d/%m/%Y", "%d-%m-%Y", "%Y-%m"):
        try:
            return datetime.strptime(str(value), form).date()  # noqa: DTZ007  a day has no zone
        except ValueError:
            continue
    try:
        if isinstance(value, str):
            return date.fromisoformat(value) if len(value) == len("2023-08-22") else datetime.fromisoformat(value)
    except ValueError:
        pass
    raise BadLine(f"“{name}” là {value!r:.60}; viết 2023-08-22 hoặc 2023-08-22T08:30:00+07:00")


def _object(raw: bytes) -> Row:
    try:
        given = json.loads(raw.decode("utf-8"))
    except UnicodeDecodeError:
        raise BadLine("không phải UTF-8; hãy lưu tệp theo mã UTF-8") from None
    except json.JSONDecodeError as error:
        raise BadLine(f"không phải JSON, sai từ ký tự thứ {error.pos + 1}") from None
    except (ValueError, RecursionError):  # a number of 5,000 digits, brackets 100,000 deep
        raise BadLine("không phải JSON đọc được: số quá dài hoặc lồng quá sâu") from None
    if not isinstance(given, dict):
        raise BadLine("phải là một đối tượng JSON {…}")
    return given
