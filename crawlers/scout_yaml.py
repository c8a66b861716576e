"""A source file as a person would write it: known fields in a fixed order, one line a section."""

import json
import re
from pathlib import Path
from urllib.parse import urlsplit

from crawlers.scout_sections import SectionSeen, slug
from domain.errors import DataError
from domain.identity import identity
from domain.source import Source, load_source

_PLAIN = re.compile(r"^[^\W\d_][\w ./()–-]*$")
_WORDS = frozenset(("yes", "no", "true", "false", "on", "off", "null", "y", "n"))


def source_id(url: str) -> str:
    """An id for a site: host, a port that is not the usual one, and the path, so that neighbours get different ones."""
    parts = urlsplit(identity(url).join(("//", "")))
    path = re.sub(r"\.(html?|aspx?|php|jsp)$", "", parts.path)
    return slug(f"{parts.netloc} {path}", "nguon")


def free_file(out: Path, wanted: str, url: str, *, fixed: bool) -> Path:
    """The file to write. Raises DataError when a person's choice of id is taken, or the same site has its file."""
    for number in range(1, 1000):
        file = out / f"{wanted if number == 1 else f'{wanted}-{number}'}.yml"
        if not file.exists():
            return file
        if fixed or identity(load_source(file).url) == identity(url):
            raise DataError(file, "url", f"đã có tệp này; xóa hoặc chọn id khác cho {url}")
    raise DataError(out, "id", f"quá nhiều nguồn tên {wanted}")


def write(file: Path, source: Source, sections: list[SectionSeen], feed: str | None) -> None:
    """The YAML of a source, checked by reading it back. Raises DataError."""
    lines = [
        f"title: {_text(source.title)}",
        f"unit: {_text(source.unit)}",
        f"url: {_text(source.url)}",
        f"platform: {source.platform}",
        f"history: {source.history}",
    ]
    if sections or feed:
        lines.append("sections:")
        lines += [f"  - {{id: {one.id}, name: {_quoted(one.name)}, url: {_quoted(one.url)}}}" for one in sections]
    if feed:  # read for new items, never judged: a feed may stand still while its site moves
        lines.append(f"  - {{id: rss, name: RSS, url: {_quoted(feed)}, platform: feed, archive: true}}")
    lines += ["verified: false", f"origin: {_quoted(source.origin)}"]
    if source.notes:
        lines.append(f"notes: {_quoted(source.notes)}")
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("\n".join(lines) + "\n", "utf-8")
    load_source(file)


def _text(value: str) -> str:
    return value if _PLAIN.match(value) and value.lower() not in _WORDS and value == value.strip() else _quoted(value)


def _quoted(value: str) -> str:
    return json.dumps(value, ensure_ascii=False)  # a JSON string is a YAML string
