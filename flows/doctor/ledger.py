"""The ledger and the archive: whether they are there, of our schema, and readable."""

import shutil
from collections.abc import Iterator
from typing import Final

from domain.errors import ArchiveDamaged
from domain.settings import Settings
from flows.doctor.line import Line, fail, ok, warn
from store import Archive
from store.figures import Figures
from store.looking import figures_of

GB: Final = 1 << 30
LOW, EMPTY = 10 * GB, 2 * GB  # proposal: a province's month of pages is about 6 GB; SQLite needs room to work


def ledger(settings: Settings) -> Iterator[Line]:
    """Its place, schema and size. Raises StoreError."""
    with figures_of(settings) as figures:
        if figures is None:
            yield warn("sổ cái", f"chưa có ở {settings.home}", "chạy “phusong run” lần đầu, hoặc xem PHUSONG_HOME")
            return
        found, ours = figures.schema()
        if found > ours:
            yield fail("sổ cái", f"phiên bản {found}, mới hơn chương trình ({ours})", "cập nhật chương trình")
        elif found != ours:
            yield warn("sổ cái", f"phiên bản {found or 'trống'}, chương trình cần {ours}",
                       "sao lưu rồi chạy lệnh phusong bất kỳ: sổ cái được nâng cấp khi mở")
        else:
            articles, _ = figures.articles()
            yield ok("sổ cái", f"phiên bản {found}, {articles} tin, bài")
            yield _archive(settings, figures)


def disk(settings: Settings) -> Iterator[Line]:
    """Room where the ledger and the archive grow."""
    place = next(one for one in (settings.home, *settings.home.parents) if one.exists())
    free = shutil.disk_usage(place).free
    text = f"còn {free / GB:.1f} GB ở {place}"
    if free < EMPTY:
        yield fail("đĩa", text, "dọn hoặc mở rộng đĩa ngay; “phusong purge” cho biết phần nào có thể dọn")
    elif free < LOW:
        yield warn("đĩa", text, "chuẩn bị mở rộng đĩa; “phusong purge” cho biết phần nào có thể dọn")
    else:
        yield ok("đĩa", text)


def _archive(settings: Settings, figures: Figures) -> Line:
    record = figures.last_record()
    if not record:
        return ok("kho lưu trữ", "chưa có bản lưu nào")
    try:
        kept = Archive(settings.home / "archive").get(record)
    except ArchiveDamaged as error:
        return fail("kho lưu trữ", str(error), "khôi phục từ bản sao lưu: “phusong restore”")
    return ok("kho lưu trữ", f"bản lưu mới nhất đọc được ({kept.url[:80]})")
