"""Lists whose items only a script opens or draws are told from lists with scripts on them."""

import pytest

from crawlers.page import parse
from crawlers.platforms.scripted import opens_by_script

TITLES = [f"Xã Mẫu tổ chức buổi đối thoại lần thứ {n} với người dân" for n in ("nhất", "hai", "ba", "tư")]
CASES = {
    "rows": ("<div onclick='xem(7)'><h3>{}</h3><i>24/08/2023</i></div>", True),
    "links": ("<p><a href='javascript:xemTin(7)'>{}</a></p>", True),
    "postback": ("<p><a href=\"javascript:__doPostBack('ds','7')\">{}</a></p>", True),
    "a counted click": ("<p><a href='/tin/7.html' onclick='dem(7)'>{}</a></p>", False),
    "a row that holds its link": ("<div onclick='xem(7)'><h3><a href='/tin/7.html'>{}</a></h3></div>", False),
    "a template": ("<li v-for='t in tin'><a :href='t.url'>{{{{t.ten}}}}</a></li>", True),
    "a template without words": ("<li ng-repeat='t in tin'><a ng-bind='t.ten'></a></li>", True),
    "a template that was filled": ("<li ng-repeat='t in tin'><a href='/tin/7.html'>{}</a></li>", False),
    "a menu's template": ("<nav><a v-for='m in muc' :href='m.url'>{{{{m.ten}}}}</a></nav>", False),
    "a menu": ("<nav><a href='javascript:;' onclick='mo()'>{}</a></nav>", False),
}


@pytest.mark.parametrize("name", CASES)
def test_items_that_only_a_script_opens(name: str) -> None:
    item, expected = CASES[name]
    html = f"<html><body><div class=ds>{''.join(item.format(title) for title in TITLES)}</div></body></html>"
    assert opens_by_script(parse(html.encode(), "text/html; charset=utf-8", "https://v.example/tin")) is expected
