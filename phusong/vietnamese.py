"""What the command-line library itself says, in Vietnamese: it asks gettext for its words, and this answers."""

from typing import Final

import click.core
import click.decorators
import click.exceptions
import click.formatting
import click.parser
import click.termui
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
    "No such option {name!r}.": "Không có tùy chọn {name!r}.",
    "Did you mean {possibility}?": "Có phải {possibility}?",
    "(Did you mean one of: {possibilities}?)": "(Có phải một trong: {possibilities}?)",
    "Invalid value: {message}": "Giá trị sai: {message}",
    "Invalid value for {param_hint}: {message}": "Giá trị sai cho {param_hint}: {message}",
    "Missing argument": "Thiếu đối số",
    "Missing option": "Thiếu tùy chọn",
    "Missing command.": "Thiếu tên lệnh.",
    "Got unexpected extra argument ({args})": "Thừa đối số ({args})",
    "Got unexpected extra arguments ({args})": "Thừa các đối số ({args})",
    "Argument {name!r} takes {nargs} values.": "Đối số {name!r} cần {nargs} giá trị.",
    "Option {name!r} does not take a value.": "Tùy chọn {name!r} không nhận giá trị.",
    "Option {name!r} requires an argument.": "Tùy chọn {name!r} cần một giá trị.",
    "{value} is not in the range {range}.": "{value} nằm ngoài khoảng {range}.",
    "{value!r} is not a valid {number_type}.": "{value!r} không phải là số nguyên.",  # every number here is one
    "{value!r} is not {choice}.": "{value!r} không phải là {choice}.",
    "{value!r} is not one of {choices}.": "{value!r} không nằm trong {choices}.",
    "{name} {filename!r} does not exist.": "không có {filename!r}.",
    "{name} {filename!r} is a file.": "{filename!r} là một tệp, không phải thư mục.",
    "{name} {filename!r} is a directory.": "{filename!r} là một thư mục, không phải tệp.",
    "{name} {filename!r} is not readable.": "không được phép đọc {filename!r}.",
    "{name} {filename!r} is not writable.": "không được phép ghi {filename!r}.",
    "Do you want to continue?": "Tiếp tục?",
    "Error: invalid input": "Lỗi: hãy trả lời y (có) hoặc n (không)",
}


def speak() -> None:
    """Make the library speak Vietnamese in this process; what is not in the list stays English."""
    for module in (
        click.core, click.decorators, click.exceptions, click.formatting, click.parser, click.termui, click.types,
    ):
        words = vars(module)
        words.update({name: said for name, said in (("_", _translated), ("ngettext", _counted)) if name in words})


def _translated(text: str) -> str:
    return WORDS.get(text, text)


def _counted(one: str, many: str, number: int) -> str:
    return _translated(one if number == 1 else many)
