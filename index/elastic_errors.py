"""The client's errors as ours, in words that say what to do next."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from elastic_transport import TlsError
from elasticsearch import (
    ApiError,
    AuthenticationException,
    AuthorizationException,
    NotFoundError,
    TransportError,
    UnsupportedProductError,
)

from domain.errors import IndexUnavailable, StoreError

LATER = (429, 502, 503, 504)  # an answer that may be another one in a moment
UNBUILT = "Chỉ mục chưa được lập trên máy chủ; hãy chạy: phusong index build"
OTHER_RULES = "Chỉ mục trên máy chủ được lập theo quy tắc khác với chương trình này; hãy chạy: phusong index migrate"


@contextmanager
def told() -> Iterator[None]:
    """Raises IndexUnavailable where waiting may help, StoreError where somebody has to do something."""
    try:
        yield
    except UnsupportedProductError as error:
        raise StoreError(
            "Máy chủ ở PHUSONG_INDEX không phải Elasticsearch 9 (không có tiêu đề X-Elastic-Product): OpenSearch và "
            "các bản cũ không dùng được") from error
    except ApiError as error:
        raise of_answer(error) from error
    except TransportError as error:
        raise of_connection(error) from error


def of_answer(error: ApiError) -> StoreError:
    """What an answer other than success means for the person who reads it."""
    if isinstance(error, AuthenticationException):
        return StoreError("Máy chủ chỉ mục không nhận người dùng hoặc khóa; xem PHUSONG_INDEX_USER, "
                          "PHUSONG_INDEX_PASSWORD(_FILE) hoặc PHUSONG_INDEX_KEY(_FILE)")
    if isinstance(error, AuthorizationException):
        return StoreError("Tài khoản này không có quyền làm việc đó trên máy chủ chỉ mục; xem: phusong index roles")
    if isinstance(error, NotFoundError):
        return StoreError(UNBUILT)
    if error.status_code == 400 and "media_type_header" in reason(error.body):
        return StoreError("Máy chủ Elasticsearch cũ hơn bản 9: chương trình cần máy chủ từ 9.1; hãy nâng cấp máy chủ")
    if error.status_code in LATER:
        return IndexUnavailable(f"Máy chủ chỉ mục đang bận hoặc chưa sẵn sàng ({reason(error.body)}); hãy thử lại sau")
    return StoreError(f"Máy chủ chỉ mục từ chối ({error.status_code}): {reason(error.body)}")


def too_many(answer: dict[str, Any]) -> bool:
    """Whether one of several searches was refused for the size of its answer. Raises the others' errors as ours."""
    if "error" not in answer:
        return False
    if "too_many_buckets" in str(answer["error"]):
        return True
    status = int(answer.get("status", 500))
    raise (IndexUnavailable if status in LATER else StoreError)(
        f"Máy chủ chỉ mục từ chối ({status}): {reason(answer)}")


def of_connection(error: TransportError) -> StoreError:
    """No usable answer at all."""
    if isinstance(error, TlsError):
        return StoreError(f"Chứng chỉ của máy chủ chỉ mục không được tin; xem PHUSONG_INDEX_CA ({error})")
    innermost = str(error).rpartition(": ")[2].rstrip(")'")
    return IndexUnavailable(f"Không kết nối được máy chủ chỉ mục; kiểm tra PHUSONG_INDEX và máy chủ ({innermost})")


def reason(body: object) -> str:
    """The server's own words, short."""
    found = body.get("error", body) if isinstance(body, dict) else body
    if isinstance(found, dict):
        return f"{found.get('type', '')}: {found.get('reason', '')}"[:300]
    return str(found)[:300]
