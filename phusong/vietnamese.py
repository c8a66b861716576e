"""What the command-line library itself says, in Vietnamese: it asks gettext for its words, and this answers."""

from typing import Final

import click.core
import click.decorators
import click.exceptions
import click.formatting
import click.types

WORDS: Final = {
    "Usage:": "Cách dùng:",
    "Options": "Tùy chọn",
    "Commands": "Lệnh",
    "Show this message and exit.": "Hiện trợ giúp này rồi thoát.",
    "default: {default}": "mặc định: {default}",
    "Error: {message}": "Lỗi: {message}",
    "Try '{command} {option}' for help.": "Gõ '{command} {option}' để xem trợ giúp.",
    "No such command {name!r}.": "Không có lệnh {name!r}.",
    "No such option: {name}": "Không có tùy chọn {name}",
    "Invalid value: {message}": "Giá trị sai: {message}",
    "Invalid value for {param_hint}: {message}": "Giá trị sai cho {param_hint}: {message}",
    "Missing argument": "Thiếu đối số",
    "Missing option": "Thiếu tùy chọn",
    "Missing command.": "Thiếu tên lệnh.",
    "Got unexpected extra argument ({args})": "Thừa đối số ({args})",
    "{value!r} is not in the range {range}.": "{value!r} nằm ngoài khoảng {range}.",
    "{value!r} is not a valid {number_type}.": "{value!r} không phải là {number_type}.",
}


def speak() -> None:
    """Make the library speak Vietnamese in this process; what is not in the list stays English."""
    for module in (click.core, click.decorators, click.exceptions, click.formatting, click.types):
        if hasattr(module, "_"):
            vars(module)["_"] = _translated


def _translated(text: str) -> str:
    return WORDS.get(text, text)
