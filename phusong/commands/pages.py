"""`phusong pages`: the pages alone, where other processes crawl and read."""

import signal
import threading

import click

from phusong.options import opened
from phusong.show import note_clock
from phusong.words import COMMANDS, say


@click.command("pages", help=say(COMMANDS["pages"][1]))
@click.option("--host", default="127.0.0.1", show_default=True, help=say(("Địa chỉ lắng nghe", "Address to listen on")))
@click.option("--port", type=click.IntRange(0, 65535), default=8080, show_default=True,
              help=say(("Cổng", "Port")))
def command(host: str, port: int) -> None:
    """Runs until it is stopped by hand or by SIGTERM."""
    from phusong.serving.pages import Pages

    stop = threading.Event()
    for one in (signal.SIGTERM, signal.SIGINT):
        signal.signal(one, lambda *_: stop.set())
    with opened() as house, Pages(house, host, port) as pages:
        note_clock(house.clock)
        click.echo(pages.url)
        stop.wait()
