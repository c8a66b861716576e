"""Reading the YAML files that people write: every error names file, line, field and what was expected."""

from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from domain.errors import DataError

M = TypeVar("M", bound=BaseModel)
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # 10 times faster where libyaml is there

EXPECTED = {
    "extra_forbidden": "không có trường này trong lược đồ; kiểm tra chính tả",
    "missing": "thiếu trường bắt buộc",
    "string_type": "cần một chuỗi",
    "int_parsing": "cần một số nguyên",
    "int_type": "cần một số nguyên",
    "bool_parsing": "cần true hoặc false",
    "date_from_datetime_parsing": "cần ngày dạng YYYY-MM-DD",
    "date_parsing": "cần ngày dạng YYYY-MM-DD",
}


def read_yaml(file: Path) -> Any:
    """The plain content. Raises DataError."""
    try:
        return yaml.load(file.read_text("utf-8"), Loader=_Loader)
    except OSError as error:
        raise DataError(file, "-", f"không đọc được tệp ({error.strerror})") from error
    except UnicodeDecodeError as error:
        raise DataError(file, "-", "tệp phải lưu bằng mã UTF-8") from error
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else None
        raise DataError(file, "-", f"sai cú pháp YAML: {getattr(error, 'problem', error)}", line) from error


def load_model(file: Path, model: type[M], extra: dict[str, Any] | None = None) -> M:
    """The file as a validated model; `extra` fills keys that do not stand in it. Raises DataError."""
    data = read_yaml(file)
    if not isinstance(data, dict):
        raise DataError(file, "-", "tệp phải là một bảng “khóa: giá trị”", 1)
    try:
        return model.model_validate({**data, **(extra or {})})
    except ValidationError as error:
        first = error.errors()[0]
        expected = EXPECTED.get(first["type"], first["msg"])
        raise DataError(file, ".".join(map(str, first["loc"])), expected, line_of(file, first["loc"])) from error


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
