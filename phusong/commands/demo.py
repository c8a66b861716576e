"""`phusong demo`: an invented province on loopback, crawled, classified, audited and reported, with no network."""

import shlex
import shutil
from pathlib import Path

import click

from phusong.commands.run import answer
from phusong.options import opened
from phusong.show import note_clock
from phusong.words import COMMANDS, say

KEEP = "phusong-demo"


@click.command("demo", help=say(COMMANDS["demo"][1]))
@click.option("--home", type=click.Path(path_type=Path, file_okay=False), default=Path(KEEP), show_default=True,
              help=say("out"))
def command(home: Path) -> None:
    """Starts anew each time: the demo's own folder is emptied first."""
    from phusong.demo import Province

    home = home.resolve()
    if home.exists():
        if not (home / "sources").is_dir() and any(home.iterdir()):
            raise click.UsageError(say(("{home} không phải thư mục của lần chạy thử trước",
                                        "{home} is not the folder of an earlier demo"), home=home))
        shutil.rmtree(home)
    with Province() as province:
        province.write_sources(home / "sources")
        given = {
            "home": home, "sources": home / "sources", "units": province.units_file, "plan": province.write_plan(home),
            "allow_loopback": True, "min_delay": 0, "now": province.now.isoformat(),
        }
        with opened(**given) as house:
            note_clock(house.clock)
            answer(house, list(house.sources.values()), 12)
    keep = ("home", "sources", "units", "plan", "now")
    _next({f"PHUSONG_{name.upper()}": given[name] for name in keep}, home / "demo.env")


def _next(settings: dict[str, object], file: Path) -> None:
    """The settings that let the other commands ask the demo's data, and what to try."""
    file.write_text("".join(f"export {name}={shlex.quote(str(value))}\n" for name, value in settings.items()), "utf-8")
    click.echo(f"\n{say('next')}")
    click.echo(f"  . {file} && phusong search '\"một cửa\" noi-dung:A08'")
