"""Settings and data files: whether they make sense together."""

from collections.abc import Iterator
from ipaddress import ip_address

from domain.errors import PhusongError
from domain.settings import Settings
from flows.doctor.line import Line, fail, ok, warn
from flows.house import House
from flows.notices.mail import address


def settings_lines(settings: Settings) -> Iterator[Line]:
    """What is set, and what is missing beside it."""
    if settings.contact.endswith(".invalid"):
        yield warn("liên hệ", "PHUSONG_CONTACT chưa đặt: các trang không biết liên hệ với ai",
                   "đặt PHUSONG_CONTACT là hộp thư của đơn vị")
    if settings.allow_loopback:
        yield warn("mạng", "PHUSONG_ALLOW_LOOPBACK đang mở địa chỉ của chính máy này", "chỉ dùng khi chạy thử")
    yield from _mail(settings)
    yield from _files(settings)


def _mail(settings: Settings) -> Iterator[Line]:
    people = (*settings.mail_to, *settings.mail_operations)
    if not people and not settings.webhook:
        yield warn("người nhận", "chưa khai báo ai nhận thông báo", "đặt PHUSONG_MAIL_TO và PHUSONG_MAIL_OPERATIONS")
        return
    if people and not (settings.smtp_host and settings.mail_from):
        yield fail("người nhận", "có người nhận nhưng thiếu máy chủ thư hoặc địa chỉ gửi",
                   "đặt PHUSONG_SMTP_HOST và PHUSONG_MAIL_FROM")
        return
    for one in filter(None, (settings.mail_from, *people)):
        try:
            address(one)
        except ValueError as error:
            yield fail("người nhận", f"địa chỉ thư sai: {error}", "sửa PHUSONG_MAIL_FROM, _TO hoặc _OPERATIONS")
            return
    if people and settings.smtp_tls == "none" and not _is_loopback(settings.smtp_host):
        yield warn("người nhận", "thư đi không mã hóa", "đặt PHUSONG_SMTP_TLS=starttls hoặc tls")
    elif not settings.mail_operations:
        yield warn("người nhận", "chưa có ai nhận báo lỗi vận hành", "đặt PHUSONG_MAIL_OPERATIONS")
    else:
        yield ok("người nhận", f"{len(settings.mail_to)} của phòng, {len(settings.mail_operations)} vận hành")


def _files(settings: Settings) -> Iterator[Line]:
    house = House(settings)
    try:
        sources, plan = house.sources, house.plan
        knows = house.calendar.knows(house.clock.today().year)
    except (PhusongError, OSError) as error:
        yield fail("dữ liệu", str(error), "sửa tệp theo dòng và trường nêu trên")
        return
    verified = sum(one.verified for one in sources.values())
    text = f"{len(sources)} nguồn ({verified} đã xác nhận), kế hoạch {plan.id}"
    if not sources:
        yield fail("dữ liệu", "không có nguồn tin nào", "xem PHUSONG_SOURCES hoặc chạy “phusong source new”")
    elif not knows:
        yield warn("dữ liệu", f"{text}; lịch nghỉ chưa có năm {house.clock.today().year}",
                   "bổ sung tệp PHUSONG_HOLIDAYS, nếu không sẽ không kết luận được trang nào chậm")
    else:
        yield ok("dữ liệu", text)


def _is_loopback(host: str) -> bool:
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False
