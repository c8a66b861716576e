"""Letters reach a real server, in clear only where that was asked for, and no header can be smuggled in."""

import socket
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from domain.errors import NotSent
from domain.settings import Settings, load
from flows.notices.kinds import SILENT, notice_of
from flows.notices.letter import Letter, letter_of
from flows.notices.mail import address, message_of, send
from flows.notices.notice import Audience
from tests.flows.notices.conftest import Post

NOW = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
LETTER = Letter("Phủ sóng: thử", "Nội dung thử có dấu: Đồng Nai, Bà Rịa.\n", "<p>Nội dung thử</p>")


def settings(box: Post, **given: Any) -> Settings:
    usual = {"smtp_host": "127.0.0.1", "smtp_port": box.port, "smtp_tls": "none", "mail_from": "phusong@tinh.example"}
    return load(**{**usual, **given})


def test_a_letter_arrives_in_both_forms_with_vietnamese_intact(post: Post) -> None:
    send(settings(post), "phong@tinh.example", LETTER, "mot", NOW)
    [letter] = post.to("phong@tinh.example")
    assert letter["subject"] == "Phủ sóng: thử" and letter["auto-submitted"] == "auto-generated"
    plain, html = letter.get_body(("plain",)), letter.get_body(("html",))
    assert plain and "Đồng Nai, Bà Rịa" in plain.get_content()
    assert html and "Nội dung thử" in html.get_content()
    assert "08:00:00 +0700" in letter["date"]


def test_starttls_with_a_known_authority_and_a_password_from_a_file(
    secured_post: Post, certificate: tuple[Path, Path], tmp_path: Path
) -> None:
    (tmp_path / "password").write_text("mat-khau-thu\n")
    ours = settings(secured_post, smtp_tls="starttls", smtp_ca=certificate[0], smtp_user="phusong",
                    smtp_password_file=tmp_path / "password")
    send(ours, "phong@tinh.example", LETTER, "mot", NOW)
    assert len(secured_post.letters) == 1 and secured_post.secured == [True]
    assert secured_post.logins == [(b"phusong", b"mat-khau-thu")]


def test_an_unknown_authority_is_refused_and_told(secured_post: Post) -> None:
    with pytest.raises(NotSent, match="certificate"):
        send(settings(secured_post, smtp_tls="starttls"), "phong@tinh.example", LETTER, "mot", NOW)
    assert not secured_post.letters


def test_starttls_never_falls_back_to_clear_text(post: Post) -> None:
    with pytest.raises(NotSent, match="STARTTLS"):
        send(settings(post, smtp_tls="starttls"), "phong@tinh.example", LETTER, "mot", NOW)
    assert not post.letters


def test_a_wrong_password_is_not_in_the_reason(
    secured_post: Post, certificate: tuple[Path, Path]
) -> None:
    ours = settings(secured_post, smtp_tls="starttls", smtp_ca=certificate[0], smtp_user="phusong",
                    smtp_password="sai-mat-khau")
    with pytest.raises(NotSent) as told:
        send(ours, "phong@tinh.example", LETTER, "mot", NOW)
    assert "sai-mat-khau" not in str(told.value)


def test_a_refused_recipient_and_a_server_that_is_away_are_told(post: Post) -> None:
    post.refused.add("khong-co@tinh.example")
    with pytest.raises(NotSent, match="no such person"):
        send(settings(post), "khong-co@tinh.example", LETTER, "mot", NOW)
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    with pytest.raises(NotSent, match=str(port)):
        send(settings(post, smtp_port=port), "phong@tinh.example", LETTER, "mot", NOW)


def test_no_header_comes_from_what_a_page_said() -> None:
    payload = {"title": "Trang X\r\nBcc: nguoi-khac@kia.example", "reason": "Trang X\nkhông có tin mới.", "source": "x"}
    began = notice_of("k", SILENT, payload, True, NOW)
    letter = letter_of([began], Audience.DEPARTMENT)
    hostile = Letter("Tin\r\nBcc: a@b.example\x00", letter.plain, letter.html)
    message = message_of(load(mail_from="phusong@tinh.example"), "phong@tinh.example", hostile, "mot", NOW)
    assert message["bcc"] is None and b"\nBcc:" not in message.as_bytes()
    assert "\n" not in message["subject"]


@pytest.mark.parametrize("text", [
    "a@b.example\r\nBcc: c@d.example", "a@b.example, c@d.example", "khong-phai", "@b.example", "a b@c.example",
    "<a@b.example>", "@localhost", "",
])
def test_what_is_no_single_address_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="“"):
        address(text)
    with pytest.raises(NotSent, match="địa chỉ thư sai"):
        message_of(load(mail_from="phusong@tinh.example"), text, LETTER, "mot", NOW)


def test_sent_again_under_one_name_it_is_the_same_message() -> None:
    ours = load(mail_from="phusong@tinh.example")
    ids = {message_of(ours, "phong@tinh.example", LETTER, "mot", NOW)["message-id"] for _ in range(2)}
    assert len(ids) == 1
    assert message_of(ours, "khac@tinh.example", LETTER, "mot", NOW)["message-id"] not in ids
