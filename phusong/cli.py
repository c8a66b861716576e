"""`phusong`: finds the command, opens the house, turns our errors into words and an exit code."""

import gc
import importlib
import sys

import click

from domain.errors import CrawlError, PhusongError
from phusong.vietnamese import speak
from phusong.words import COMMANDS, language, say


class Commands(click.Group):
    """Commands by name; a module is imported only when its command runs, so that `--help` answers at once."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """In the order in which a newcomer meets them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command, or None."""
        if cmd_name not in COMMANDS:
            return None
        command = importlib.import_module(COMMANDS[cmd_name][0]).command
        assert isinstance(command, click.Command)
        return metavars(command)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Names and one line each, without importing any."""
        with formatter.section(say(("Lệnh", "Commands"))):
            formatter.write_dl([(name, say(words)) for name, (_, words) in COMMANDS.items()])


def metavars(command: click.Command) -> click.Command:
    """What the usage line calls options and commands, in the user's language."""
    command.options_metavar = say(("[TÙY CHỌN]", "[OPTIONS]"))
    if isinstance(command, click.Group):
        command.subcommand_metavar = say(("LỆNH [ĐỐI SỐ]...", "COMMAND [ARGS]..."))
        for one in command.commands.values():
            metavars(one)
    return command


@click.group(cls=Commands, help=say("group"), context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="phusong", message="phusong %(version)s", help=say("version"))
def phusong() -> None:
    """The group itself does nothing."""


def main() -> None:
    """The console script: exit code 0 done, 1 a foreseen failure, 2 wrong usage, 130 stopped by hand."""
    sys.stdout.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    sys.stderr.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    gc.set_threshold(50_000)  # next to nothing that is loaded is garbage: looking for it cost a tenth of a start
    if language() == "vi":
        speak()
    metavars(phusong)
    try:
        code = phusong.main(prog_name="phusong", standalone_mode=False)
    except PhusongError as error:
        click.echo(f"{say('error')}: {_words(error)}", err=True)
        sys.exit(1)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except (KeyboardInterrupt, click.Abort):
        click.echo(say("stopped"), err=True)
        sys.exit(130)
    except BrokenPipeError:
        sys.stderr.close()  # the reader of our output has gone; nothing more to say
        sys.exit(0)
    sys.exit(code if isinstance(code, int) else 0)


def _words(error: PhusongError) -> str:
    """The sentence for a person; the outcome words of a crawl are for programs."""
    if not isinstance(error, CrawlError) or language() == "en":
        return str(error)
    from domain.outcome import vietnamese

    said = vietnamese(error.outcome)
    return f"{said} ({error.detail})" if error.detail else said
