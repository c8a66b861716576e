"""`phusong metrics`: figures for Prometheus."""

import click

from domain.errors import SettingsError
from phusong.options import opened
from phusong.words import COMMANDS, say


@click.command("metrics", help=say(COMMANDS["metrics"][1]))
def command() -> None:
    """The same text that the pages give at /metrics."""
    try:
        from flows.metrics import metrics_text
    except ImportError as error:
        raise SettingsError(say(("Thiếu prometheus-client: cài “phusong[server]”",
                                 "prometheus-client is missing: install phusong[server]"))) from error
    with opened() as house:
        click.echo(metrics_text(house).decode(), nl=False)
