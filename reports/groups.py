"""The five columns in which the department reads its table: press, broadcaster, portal, departments, districts."""

from typing import NamedTuple


class Group(NamedTuple):
    """Kinds of unit that stand in one column."""

    id: str
    name: str
    short: str
    kinds: tuple[str, ...]


GROUPS = (
    Group("bao", "Báo", "Báo", ("bao",)),
    Group("dai", "Đài Phát thanh – Truyền hình", "Đài", ("dai",)),
    Group("cong", "Cổng thông tin điện tử", "Cổng", ("cong",)),
    Group("tinh", "Khối sở, ban, ngành", "Sở, ban, ngành", ("so", "ban", "nganh", "van-phong", "ubnd-tinh", "hdnd")),
    Group("huyen", "Khối UBND cấp huyện", "Huyện", ("ubnd-huyen", "trung-tam")),
    Group("khac", "Khác", "Khác", ()),
)


def group_of(kind: str | None) -> Group:
    """The column of a kind of unit; the last one for what is in no other."""
    return next((group for group in GROUPS if kind in group.kinds), GROUPS[-1])
