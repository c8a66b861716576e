"""`phusong index`: a new search index beside the old one, compared before it serves; and who may use the server."""

from pathlib import Path

import click

from domain.errors import StoreError
from flows.house import House
from flows.projection import indexing
from flows.projection.indexing import Swapped
from flows.projection.projecting import project, served
from phusong.options import opened
from phusong.progress import Progress
from phusong.words import COMMANDS, say


@click.group("index", help=say(COMMANDS["index"][1]))
def command() -> None:
    """The group itself does nothing."""


@command.command("build", help=say(("Lập chỉ mục mới từ sổ cái, đối chiếu rồi đưa vào dùng trong một bước",
                                    "Build a new index from the ledger, compare, and let it serve in one step")))
def build() -> None:
    """The old one serves until then and stays for `drop-old`."""
    with opened() as house, Progress() as progress:
        _told(indexing.build(house, progress.count))


@command.command("migrate", help=say(("Lập lại chỉ mục nếu quy tắc của chương trình đã khác",
                                      "Build again where the program's rules have changed")))
def migrate() -> None:
    """Nothing where the index is of this program's rules."""
    with opened() as house, Progress() as progress:
        done = indexing.migrate(house, progress.count)
        if done is None:
            click.echo(say(("Chỉ mục đã theo đúng quy tắc của chương trình, không phải làm gì.",
                            "The index follows this program's rules: nothing to do.")))
        else:
            _told(done)


@command.command("update", help=say(("Đưa vào chỉ mục những gì sổ cái đã có", "Show what the ledger already has")))
def update() -> None:
    """What the server's flows do by themselves."""
    with opened() as house:
        click.echo(say(("Đã cập nhật {n} tin, bài", "{n} articles updated"), n=project(house)))


@command.command("verify", help=say(("Đối chiếu chỉ mục với sổ cái: số bài theo nguồn, theo tuần, và một mẫu bài",
                                     "Compare index and ledger: counts by source and week, and a sample")))
def verify() -> int:
    """Exit code 1 where they differ."""
    with opened() as house:
        _where(house)
        compared = indexing.verify(house)
        click.echo(say(("Sổ cái: {ledger} tin, bài · Chỉ mục: {index} tin, bài",
                        "Ledger: {ledger} articles · Index: {index} articles"),
                       ledger=compared.ledger, index=compared.index))
        for one in compared.differences:
            click.echo(f"  {one}")
        if compared.differences:
            raise StoreError(say(("Chỉ mục không khớp sổ cái; hãy chạy: phusong index build",
                                  "Index and ledger differ; run: phusong index build")))
        click.echo(say(("Khớp: {n} phép đối chiếu bằng nhau", "Equal in {n} comparisons"), n=compared.checks))
        return 0


@command.command("drop-old", help=say(("Bỏ một chỉ mục cũ không còn dùng; phải ghi đúng tên",
                                       "Drop an index that serves nobody, by its full name")))
@click.argument("name", required=False)
def drop_old(name: str | None) -> None:
    """Without a name: which there are."""
    with opened() as house:
        if name is None:
            for one in indexing.old(house):
                click.echo(one)
            return
        indexing.drop_old(house, name)
        click.echo(say(("Đã bỏ chỉ mục {name}", "Dropped {name}"), name=name))


@command.command("roles", help=say(("Tạo ba vai trò trên máy chủ chỉ mục và khóa API của từng vai trò",
                                    "Make the three roles on the index server and an API key for each")))
@click.option("--out", type=click.Path(path_type=Path), required=True, help=say("out"))
def roles(out: Path) -> None:
    """Each key goes to a file of its own that only its owner may read; nothing of it is shown."""
    from index.elastic_roles import grant

    with opened() as house:
        index = served(house)
        if index is None:
            raise StoreError(say(("Chỉ mục nhúng không có máy chủ, không cần vai trò.",
                                  "An embedded index has no server and needs no roles.")))
        out.mkdir(parents=True, exist_ok=True)
        for role, key in grant(index.client, index.name).items():
            file = out / f"{role}.key"
            file.touch(mode=0o600)
            file.chmod(0o600)
            file.write_text(key + "\n", "ascii")
            click.echo(file)


def _told(done: Swapped) -> None:
    click.echo(say(("Chỉ mục {name} đang phục vụ: {n} tin, bài", "{name} serves: {n} articles"),
                   name=done.name, n=done.articles))
    if done.before:
        click.echo(say(("Chỉ mục cũ còn giữ lại: {name}; bỏ bằng: phusong index drop-old {name}",
                        "The old one is kept: {name}; drop it by: phusong index drop-old {name}"), name=done.before))


def _where(house: House) -> None:
    """Which index this is, and both versions where there is a server."""
    index = served(house)
    click.echo(say(("Chỉ mục nhúng trong tệp sổ cái", "Index embedded in the ledger's file")) if index is None else
               f"{index.name} · Elasticsearch {index.versions.server} · client {index.versions.client}")
