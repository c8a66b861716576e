"""Reading the YAML files that people write: every error names file, line, field and what was expected."""

import re
from collections.abc import Hashable
from pathlib import Path
from typing import Any, ClassVar, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from domain.errors import DataError
from domain.expected import in_words

M = TypeVar("M", bound=BaseModel)
_Fast: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the parser in C where libyaml is there
_BOOL = "tag:yaml.org,2002:bool"


class _Loader(_Fast):  # type: ignore[misc]
    """As YAML 1.2: only true and false are booleans (`off`, `no`, `on` are words), and a key stands once."""

    yaml_implicit_resolvers: ClassVar[dict[str, list[tuple[str, re.Pattern[str]]]]] = {
        first: [(tag, pattern) for tag, pattern in pairs if tag != _BOOL]
        for first, pairs in _Fast.yaml_implicit_resolvers.items()
    }

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        """A table; YAML itself would silently keep the last of two equal keys."""
        seen: set[str] = set()
        for key, _ in node.value:
            if key.value in seen and key.tag != "tag:yaml.org,2002:merge":
                raise yaml.constructor.ConstructorError(
                    None, None, f"khóa “{key.value}” xuất hiện hai lần", key.start_mark
                )
            seen.add(key.value)
        table: dict[Hashable, Any] = super().construct_mapping(node, deep)
        return table


_Loader.add_implicit_resolver(_BOOL, re.compile(r"^(?:true|True|TRUE|false|False|FALSE)$"), list("tTfF"))

SYNTAX = (  # what libyaml and PyYAML say, and what a person should look at
    ("mapping values", "thừa dấu “: ” hoặc lùi đầu dòng sai; câu có dấu “: ” phải đặt trong dấu ngoặc kép"),
    ("cannot start any token", "có dấu tab hoặc ký tự đặc biệt; lùi dòng bằng dấu cách, đặt giá trị trong ngoặc kép"),
    ("end of stream", "thiếu dấu ngoặc kép đóng"),
    ("',' or ']'", "thiếu dấu ] hoặc dấu phẩy"),
    ("',' or '}'", "thiếu dấu } hoặc dấu phẩy"),
    ("undefined alias", "giá trị bắt đầu bằng dấu * phải đặt trong dấu ngoặc kép"),
    ("expected ':'", "thiếu dấu “:” sau khóa"),
    ("expected key", "chữ thừa sau giá trị, hoặc lùi đầu dòng sai"),
    ("'-' indicator", "lẫn danh sách và khóa, hoặc lùi đầu dòng sai"),
    ("block end", "chữ thừa sau giá trị, hoặc lùi đầu dòng sai"),
)


def read_yaml(file: Path) -> Any:
    """The plain content. Raises DataError."""
    try:
        return yaml.load(file.read_text("utf-8"), Loader=_Loader)
    except FileNotFoundError as error:
        raise DataError(file, "-", "không có tệp hoặc thư mục này") from error
    except OSError as error:
        raise DataError(file, "-", f"không đọc được tệp ({error.strerror})") from error
    except UnicodeDecodeError as error:
        raise DataError(file, "-", "tệp phải lưu bằng mã UTF-8") from error
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        problem = str(getattr(error, "problem", None) or error)
        hint = next((hint for sign, hint in SYNTAX if sign in problem), problem)
        raise DataError(file, "-", f"sai cú pháp YAML: {hint}", mark.line + 1 if mark else None) from error


def load_model(file: Path, model: type[M], extra: dict[str, Any] | None = None) -> M:
    """The file as a validated model; `extra` fills keys that do not stand in it. Raises DataError."""
    data = read_yaml(file)
    if not isinstance(data, dict):
        raise DataError(file, "-", "tệp phải là một bảng “khóa: giá trị”", 1)
    try:
        return model.model_validate({**data, **(extra or {})})
    except ValidationError as error:
        raise _first_of(file, error) from error


def fault(file: Path, place: tuple[int | str, ...], expected: str) -> DataError:
    """The error about one place of a file, with its line: for checks that no single field can make."""
    return DataError(file, ".".join(map(str, place)) or "-", expected, line_of(file, place))


def _first_of(file: Path, error: ValidationError) -> DataError:
    errors = error.errors()
    first = errors[0]
    expected = in_words(first)
    if isinstance(first["input"], str | int | float) and first["type"] != "extra_forbidden":
        expected += f" (đang ghi: {first['input']})"
    if len(errors) > 1:
        expected += f"; còn {len(errors) - 1} lỗi khác trong tệp"
    return fault(file, first["loc"], expected)


def line_of(file: Path, path: tuple[int | str, ...]) -> int | None:
    """The 1-based line of a key path, or of its nearest ancestor that stands in the file."""
    node = yaml.compose(file.read_text("utf-8"), Loader=_Loader)
    line = node.start_mark.line if node else None
    for key in path:
        step = _step(node, key)
        if step is None:
            break
        line, node = step
    return None if line is None else line + 1


def _step(node: yaml.Node | None, key: int | str) -> tuple[int, yaml.Node] | None:
    if isinstance(node, yaml.MappingNode):
        for name, value in node.value:
            if name.value == str(key):
                return name.start_mark.line, value
    if isinstance(node, yaml.SequenceNode) and isinstance(key, int) and key < len(node.value):
        return node.value[key].start_mark.line, node.value[key]
    return None
