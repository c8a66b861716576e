"""Pages that stand where the page asked for should be, told apart by the marks that only they have.

Paragraphs and links are counted before the text is asked for: it costs most, and no article's page needs it.
"""

import re
from collections.abc import Callable
from typing import Final, Protocol


class Look(Protocol):
    """What is asked of a page: folded title, headings and text, and how much running text it has."""

    html: str

    @property
    def title(self) -> str: ...
    @property
    def headings(self) -> tuple[str, ...]: ...
    @property
    def text(self) -> str: ...
    @property
    def beside_login(self) -> int: ...
    @property
    def paragraphs(self) -> int: ...
    @property
    def links(self) -> int: ...


SHORT: Final = 1200  # characters of text: challenge and error pages measured at 60-900, articles from 1,500 on
_MACHINE = re.compile(  # written by protection systems only; `/cdn-cgi/challenge-platform/` alone is on sound pages too
    r"_cf_chl_opt|cf-chl-|cf_chl_prog|id=\"challenge-(?:form|running|stage|error)|/_Incapsula_Resource|"
    r"sucuri_cloudproxy_js|"
    r"ddos-guard/js|bobcmn|/TSPD/|window\[\"bobcmn|slowAES\.decrypt|document\.cookie=\"D1N=|px-captcha|_pxCaptcha|"
    r"geo\.captcha-delivery|awswaf|AwsWafIntegration|challenge-container"
)
_COOKIE_RELOAD = re.compile(r"document\.cookie\s*=.{0,400}(location\.reload|location\.href|window\.location)", re.S)
_CAPTCHA = re.compile(r"g-recaptcha|h-captcha|cf-turnstile|grecaptcha\.execute|geetest")
_WALL = re.compile(
    r"just a moment|checking your browser( before accessing.*)?|attention required|verify (that )?you are (a )?human|"
    r"are you (a )?(human|robot)|"
    r"ddos protection|security check|access denied|request rejected|the requested url was rejected|web page blocked|"
    r"you have been blocked|sorry, you have been blocked|pardon our interruption|bot detection|"
    r"enable cookies to continue|"
    r"(he thong )?(da )?phat hien (truy cap|luu luong|hanh vi) bat thuong|truy cap bat thuong|"
    r"truy cap (cua ban )?(da )?bi (chan|tu choi|khoa)|"
    r"(dang )?kiem tra trinh duyet|xac (minh|nhan|thuc) (ban|rang ban)?.{0,20}(khong phai|la con nguoi|"
    r"nguoi may|robot)|"
    r"ban (da )?bi (chan|khoa)|ban khong co quyen truy cap|tu choi truy cap|"
    r"yeu cau (cua ban )?(da )?bi (tu choi|chan)|nhap ma xac nhan de tiep tuc|"
    r"dia chi ip.{0,30}bi (chan|khoa)|vui long (bat|cho phep) (cookie|javascript).{0,40}tiep tuc"
)
_GONE = re.compile(
    r"(loi )?404\b|error 404|page (was )?not found|not found$|khong tim thay|khong ton tai|da bi xoa|"
    r"khong the tim thay|"
    r"(trang|noi dung|bai viet|duong dan|tai nguyen)( nay| ban| web| yeu cau| can( tim)?| dang tim| duoc|"
    r" co the){0,5} "
    r"(khong (con |co |duoc )?(ton tai|tim thay|hop le|kha dung)|khong con|da bi (xoa|go|thay doi))|"
    r"server error in '|runtime error|an (unhandled |unexpected )?(error|exception) (has )?occurred|"
    r"something went wrong|"
    r"the resource cannot be found|error establishing a database|database error|object moved|loi he thong|"
    r"da xay ra loi|co loi xay ra|"
    r"xay ra loi|internal server error|bad gateway|service unavailable|http error \d{3}|bad request|"
    r"under construction|"
    r"website (dang|tam) .{0,20}(bao tri|nang cap|ngung)|(dang|tam dung de) (bao tri|nang cap)|tam ngung hoat dong"
)
_PARKED = re.compile(
    r"domain (name )?(is |may be )?(for sale|parked|expired)|buy this domain|this domain|hugedomains|sedo|"
    r"ten mien.{0,40}(het han|dang rao ban|"
    r"chua (duoc )?(kich hoat|tro|cau hinh))|account (has been )?suspended|apache2? .{0,20}default page|"
    r"welcome to nginx|iis windows server|"
    r"website is (coming soon|not configured)|default web site page|test page for|it works!"
)
_LOGIN = re.compile(r"^(\W*)(dang nhap|login|log in|sign in|dang nhap he thong|xac thuc)\b")
_EMPTY = re.compile(
    r"(khong|chua) co (tin|bai|bai viet|van ban|du lieu|ban ghi|noi dung|muc|ket qua|"
    r"thong tin)( bai)?( tin)?( nao|\b)|"
    r"(du lieu|noi dung|chuyen muc|thong tin) dang( duoc)? cap nhat|there are no (results|items|entries|"
    r"web contents)|no (posts|articles|records|data|items) (found|to show|available)"
)
_TOLD = '"articleBody"'  # of JSON-LD: the text is there, whatever a script does with the rest
_SHELL = re.compile(
    r"<(div|app-root|body)[^>]*\b(id=[\"']?(root|app|__next|__nuxt|application|main-app)[\"'\s>]|ng-app|ng-version)|<app-root\b",
    re.I,
)
_JUMP = re.compile(
    r"(window\.|document\.|top\.|self\.)?location(\.href|\.replace|\.assign)?\s*(=|\()|http-equiv=[\"']?refresh", re.I
)


def is_wall(seen: Look) -> bool:
    """A check of the browser, a captcha or a refusal by a protection system."""
    little = seen.paragraphs < 3 and len(seen.text) < SHORT
    if little and _MACHINE.search(seen.html):
        return True
    if seen.links < 5 and len(seen.text) < 300 and _COOKIE_RELOAD.search(seen.html):
        return True
    if little and len(seen.text) < 500 and seen.links < 15 and _CAPTCHA.search(seen.html) and "<form" in seen.html:
        return not _LOGIN.search(seen.title)
    return _speaks(_WALL, seen, strict=True)


def is_error(seen: Look) -> bool:
    """An error or “no such page” that came with status 200; a list's own “nothing found” is none."""
    return _speaks(_GONE, seen) and not re.search(r"(khong|chua) co (van ban|tin|bai|du lieu|ket qua)", seen.text)


def is_parked(seen: Look) -> bool:
    """A parking page, a suspended account, a server's own first page."""
    if seen.paragraphs > 2 or seen.links > 40 or len(seen.text) > 3000:
        return False
    titled = any(_share(_PARKED, line) >= 0.4 for line in (seen.title, *seen.headings[:1]))
    return titled or (len(seen.text) < 600 and seen.links < 10 and bool(_PARKED.search(seen.text)))


def is_login(seen: Look) -> bool:
    """A page that is only a login form; a login box beside a page's own matter is none."""
    if seen.paragraphs > 1 or not re.search(r"type=[\"']?password", seen.html, re.I):
        return False
    if len(seen.text) < 120 or _LOGIN.match(seen.title) or any(map(_LOGIN.match, seen.headings[:1])):
        return len(seen.text) < SHORT
    named = any(_LOGIN.match(line) for line in seen.headings)
    return named and seen.beside_login < 120


def is_shell(seen: Look) -> bool:
    """A page whose matter only a script would write, or that only jumps elsewhere by script."""
    if seen.links > 8 or len(seen.text) >= 250 or _TOLD in seen.html:
        return False
    return bool("<script" in seen.html.lower() and (_SHELL.search(seen.html) or _asks_for_script(seen))) or bool(
        len(seen.text) < 100 and seen.links < 3 and _JUMP.search(seen.html)
    )


def is_empty(seen: Look) -> bool:
    """A layout without matter: next to no text outside its menus, or a notice that there is none."""
    if seen.paragraphs > 1 or _TOLD in seen.html:
        return False
    return len(seen.text) < 60 or (len(seen.text) < 400 and bool(_EMPTY.search(seen.text)))


SIGNS: Final[tuple[tuple[str, Callable[[Look], bool]], ...]] = (  # in the order of proof: the most particular first
    ("bot_wall", is_wall),
    ("moved_away", is_parked),
    ("soft_404", is_error),
    ("login_wall", is_login),
    ("needs_browser", is_shell),
    ("empty_template", is_empty),
)


def _asks_for_script(seen: Look) -> bool:
    return bool(
        re.search(r"<noscript>[^<]{0,200}(enable|bật|kích hoạt|requires?|need)[^<]{0,60}javascript", seen.html, re.I)
    )


def _speaks(words: re.Pattern[str], seen: Look, strict: bool = False) -> bool:
    """Whether title, heading or a text with little else says so, on a page that has no article."""
    if seen.paragraphs > 2 or len(seen.text) > SHORT or (strict and seen.links > 15):
        return False
    lines = (seen.title.split(" - ")[0].split(" | ")[0], seen.title.rsplit(" - ")[-1], *seen.headings[:2])
    if any(_share(words, line) >= (0.7 if strict else 0.5) for line in lines):
        return True
    return len(seen.text) < (350 if strict else 250) and words.search(seen.text) is not None


def _share(words: re.Pattern[str], line: str) -> float:
    """How much of a line the words are: all of “404 - Page not found”, little of a headline that mentions a page."""
    match = words.search(line)
    return len(match[0]) / len(line) if match else 0.0
