"""`phusong source`: list the sources, add one by looking at its site, check one live."""

from pathlib import Path

import click

from phusong.options import as_json, chosen, ids, opened
from phusong.show import lines, note_clock, table
from phusong.words import COMMANDS, say

CONFIRM = (
    "Bước tiếp: với mỗi thư mục trong {folder}, so expected.json với trang, sửa chỗ sai, rồi đặt \"confirmed\": true "
    "trong meta.json; bài kiểm tra của các trang này báo lỗi cho đến khi xong.",
    "Next: in every folder of {folder} compare expected.json with the page, mend it, and set \"confirmed\": true in "
    "meta.json; the test of these pages fails until then.",
)


@click.group("source", help=say(COMMANDS["source"][1]))
def command() -> None:
    """Sources are files that the department edits."""


@command.command("list", help=say(("Liệt kê các nguồn tin", "List the sources")))
@as_json
def list_(as_json: bool) -> None:
    """Every source with its unit, family and whether a person has verified it."""
    with opened() as house:
        sources = house.sources.values()
        if as_json:
            lines((one.model_dump(mode="json") for one in sources), house.clock)
            return
        head = say(("Mã|Đơn vị|Loại|Chuyên mục|Đã xác nhận|Địa chỉ", "Id|Unit|Family|Sections|Verified|Address"))
        table(head.split("|"), [
            (one.id, one.unit, one.platform, len(one.sections), "✓" if one.verified else "–", one.url)
            for one in sources
        ], right=(3,))


@command.command("new", help=say(("Xem một trang và lập tệp khai báo nguồn tin", "Look at a site and write its file")))
@click.argument("url")
@click.option("--unit", required=False, help=say(("Mã đơn vị chủ quản trang", "Id of the unit that answers for it")))
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), help=say("out"))
@click.option("--id", "source_id",
              help=say(("Mã nguồn tin; bỏ trống thì tự đặt", "Id of the source; made if not given")))
@click.option("--pages", type=click.Path(path_type=Path, file_okay=False),
              help=say(("Thư mục lưu trang mẫu để xác nhận", "Folder for saved pages to confirm")))
@click.option("--yes", is_flag=True, help=say(("Không hỏi gì", "Ask nothing")))
def new(url: str, unit: str | None, out: Path | None, source_id: str | None, pages: Path | None, yes: bool) -> None:
    """The file is marked unverified, and its saved pages wait for a person."""
    from flows.scouting import scout_site

    with opened() as house:
        note_clock(house.clock)
        if unit is None:
            if yes:
                raise click.UsageError(say(("cần --unit khi dùng --yes", "--yes needs --unit")))
            unit = click.prompt(say(("Mã đơn vị", "Unit id")))
        folder = out or house.settings.sources
        if not yes:
            click.confirm(say(("Ghi vào {folder}?", "Write to {folder}?"), folder=folder), abort=True, default=True)
        report = scout_site(house, url, unit, folder, source_id, pages)
        click.echo(report.as_text())
        if report.cases:
            click.echo(say(CONFIRM, folder=report.cases[0].parent))


@command.command("check", help=say(("Đọc thử trang đang hoạt động và in kết quả từng mục",
                                    "Read live and print field by field")))
@ids
@as_json
def check(ids: tuple[str, ...], as_json: bool) -> None:
    """Nothing is stored."""
    from flows.scouting import check_source

    with opened() as house:
        note_clock(house.clock)
        failed = False
        for source in chosen(house, ids):
            report = check_source(house, source)
            failed |= not report.ok
            if as_json:
                lines([report.as_json()], house.clock)
            else:
                click.echo(report.as_text())
        if failed:
            raise SystemExit(1)
