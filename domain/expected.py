"""What was expected where something else was typed, in the words of the person at the keyboard."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

EXPECTED = {
    "extra_forbidden": "không có trường này trong lược đồ; kiểm tra chính tả",
    "missing": "thiếu trường bắt buộc",
    "string_type": "cần một chuỗi",
    "string_pattern_mismatch": "cần đúng mẫu {pattern}",
    "string_too_short": "không được để trống",
    "int_parsing": "cần một số nguyên",
    "int_type": "cần một số nguyên",
    "int_from_float": "cần một số nguyên",
    "float_parsing": "cần một số",
    "float_type": "cần một số",
    "bool_parsing": "cần true hoặc false",
    "bool_type": "cần true hoặc false",
    "date_type": "cần ngày dạng YYYY-MM-DD",
    "date_from_datetime_parsing": "cần ngày dạng YYYY-MM-DD",
    "date_from_datetime_inexact": "cần ngày dạng YYYY-MM-DD, không kèm giờ",
    "date_parsing": "cần ngày dạng YYYY-MM-DD",
    "tuple_type": "cần một danh sách",
    "list_type": "cần một danh sách",
    "dict_type": "cần một bảng “khóa: giá trị”",
    "model_type": "cần một bảng “khóa: giá trị”",
    "literal_error": "cần một trong: {expected}",
    "invalid_key": "khóa phải là chữ; đặt trong dấu ngoặc kép",
    "greater_than_equal": "phải từ {ge} trở lên",
    "less_than_equal": "không được quá {le}",
    "too_short": "cần ít nhất {min_length} mục",
    "value_error": "{error}",
    "time_parsing": "cần giờ dạng HH:MM",
    "time_type": "cần giờ dạng HH:MM",
    "path_type": "cần một đường dẫn",
}


def in_words(error: "ErrorDetails") -> str:
    """One error of a validation, without its place."""
    known = EXPECTED.get(error["type"])
    return known.format_map(error.get("ctx", {})).replace(" or ", " hoặc ") if known else error["msg"]
