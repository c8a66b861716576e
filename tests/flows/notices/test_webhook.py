"""The receiver can prove the sender, and the address is guarded like a crawled one."""

import hmac
import json
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import pytest

from domain.errors import NotSent
from domain.settings import load
from flows.notices.kinds import QUARANTINED, notice_of
from flows.notices.webhook import post
from tests.flows.notices.conftest import Hook

NOW = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
NOTICE = notice_of("lo:7", QUARANTINED, {"batch": "7", "source": "so-x", "why": "hết bộ nhớ"}, True, NOW)


def test_the_body_is_signed_and_says_what_happened(hook: Hook) -> None:
    ours = load(webhook=hook.url, webhook_secret="chung", allow_loopback=True)
    post(ours, NOTICE, NOW)
    [(headers, body)] = hook.got
    assert headers["x-phusong-signature"] == "sha256=" + hmac.new(b"chung", body, sha256).hexdigest()
    said = json.loads(body)
    assert said["kind"] == QUARANTINED and said["state"] == "start" and "hết bộ nhớ" in said["text"]
    assert said["at"] == "2026-11-23T08:00:00+07:00" and said["audience"] == "operations"
    assert "simulated" not in said


def test_one_notice_keeps_one_delivery_id(hook: Hook) -> None:
    ours = load(webhook=hook.url, allow_loopback=True, now="2026-11-23T08:00:00+07:00")
    for notice in (NOTICE, replace(NOTICE, again=True)):
        post(ours, notice, NOW)
    first, second = (headers["x-phusong-delivery"] for headers, _ in hook.got)
    assert first == second and "x-phusong-signature" not in hook.got[0][0]
    assert json.loads(hook.got[0][1])["simulated"] is True


@pytest.mark.parametrize("status", [302, 404, 500])
def test_any_other_answer_is_a_refusal_and_no_redirect_is_followed(hook: Hook, status: int) -> None:
    hook.status = status
    with pytest.raises(NotSent, match=str(status)):
        post(load(webhook=hook.url, allow_loopback=True), NOTICE, NOW)
    assert len(hook.got) == 1


def test_a_secret_that_cannot_be_read_is_a_reason(hook: Hook, tmp_path: Path) -> None:
    with pytest.raises(NotSent, match="no-such-file"):
        post(load(webhook=hook.url, webhook_secret_file=tmp_path / "no-such-file", allow_loopback=True), NOTICE, NOW)
    assert not hook.got


@pytest.mark.parametrize("url", [
    "http://127.0.0.1:9/", "http://169.254.169.254/latest/meta-data", "http://10.1.2.3/", "http://[::1]/",
    "file:///etc/passwd", "http://user:pass@8.8.8.8/", "gopher://8.8.8.8/",
])
def test_private_addresses_are_never_asked(url: str) -> None:
    with pytest.raises(NotSent, match=r"private_address|bad_url"):
        post(load(webhook=url), NOTICE, NOW)
