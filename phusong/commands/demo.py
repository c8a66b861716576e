"""`phusong demo`: an invented province on loopback, crawled, classified, audited and reported, with no network."""

from pathlib import Path

import click

from phusong.commands.run import answer
from phusong.demo.home import KEEP, SETTINGS, as_environment, emptied, settings_of, write_env
from phusong.options import opened
from phusong.show import note_clock
from phusong.words import COMMANDS, say


@click.command("demo", help=say(COMMANDS["demo"][1]))
@click.option("--home", type=click.Path(path_type=Path, file_okay=False), default=Path(KEEP), show_default=True,
              help=say("out"))
def command(home: Path) -> None:
    """Starts anew each time: the demo's own folder is emptied first."""
    from phusong.demo import Province

    home = emptied(home)
    with Province() as province:
        given = settings_of(home, province)
        with opened(**given) as house:
            note_clock(house.clock)
            answer(house, list(house.sources.values()), 12)
    file = home / "demo.env"
    write_env(file, as_environment({name: given[name] for name in SETTINGS}))
    click.echo(f"\n{say('next')}")
    click.echo(f"  . {file} && phusong search '\"một cửa\" noi-dung:A08'")
