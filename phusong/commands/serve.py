"""`phusong serve`: the single profile: schedules, crawls, reads, audits, reports and shows the pages by itself."""

import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from phusong.options import opened
from phusong.show import note_clock
from phusong.words import COMMANDS, say


@click.command("serve", help=say(COMMANDS["serve"][1]))
@click.option("--host", default="127.0.0.1", show_default=True,
              help=say(("Địa chỉ lắng nghe; mặc định chỉ máy này xem được", "Address to listen on")))
@click.option("--port", type=click.IntRange(1, 65535), default=8080, show_default=True,
              help=say(("Cổng của các trang kết quả", "Port of the pages")))
@click.option("--prefect-port", type=click.IntRange(1, 65535), default=4200, show_default=True,
              help=say(("Cổng của máy chủ Prefect", "Port of the Prefect server")))
@click.option("--demo", is_flag=True,
              help=say(("Chạy với tỉnh giả định, không cần mạng", "With the invented province, no network needed")))
@click.option("--home", type=click.Path(path_type=Path, file_okay=False), default=None,
              help=say(("Thư mục của lần chạy thử", "Folder of the demo")))
def command(host: str, port: int, prefect_port: int, demo: bool, home: Path | None) -> None:
    """Runs until it is stopped by hand or by SIGTERM; what it started ends with it."""
    from phusong.serving.profile import Profile, run

    with _settings(demo, home) as given, opened(**given) as house:
        note_clock(house.clock)
        profile = Profile(house.settings.home, host, port, prefect_port, often=demo,
                          auth=os.environ.get("PREFECT_SERVER_API_AUTH_STRING", ""))
        if demo:
            _note_demo(given, profile.api.url)
        click.echo(say(("Đang khởi động máy chủ Prefect (lần đầu mất khoảng nửa phút)…",
                        "Starting the Prefect server (half a minute the first time)…")))
        run(profile, house, _stopped(), lambda url: click.echo(say(
            ("Trang kết quả: {url}\nLịch và tiến trình (Prefect): {prefect}\nDừng: Ctrl-C",
             "Pages: {url}\nSchedules and runs (Prefect): {prefect}\nStop: Ctrl-C"),
            url=url, prefect=profile.api.url.removesuffix("/api"))))


@contextmanager
def _settings(demo: bool, home: Path | None) -> Iterator[dict[str, Any]]:
    """The settings given by hand: the invented province's own, or none."""
    if not demo:
        yield {"home": home} if home else {}
        return
    from phusong.demo import Province
    from phusong.demo.home import KEEP, as_environment, emptied, settings_of

    place = emptied(home or Path(KEEP))
    with Province() as province:
        given = settings_of(place, province)
        os.environ.update(as_environment(given))  # the worker's runs read the same settings
        yield given


def _note_demo(given: dict[str, Any], api: str) -> None:
    from phusong.demo.home import SETTINGS, as_environment, write_env

    kept = as_environment({name: given[name] for name in SETTINGS})
    write_env(given["home"] / "demo.env", {**kept, "PREFECT_API_URL": api})


def _stopped() -> threading.Event:
    """Set by SIGTERM and by Ctrl-C."""
    stop = threading.Event()
    for one in (signal.SIGTERM, signal.SIGINT):
        signal.signal(one, lambda *_: stop.set())
    return stop
