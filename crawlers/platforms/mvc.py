"""Own MVC sites: `/…/ManagementNews/DetailNew/354?page=30`, `/tin-tuc/chi-tiet/354`; `?page=`, `/trang-2`."""

from crawlers.platforms.family import Family
from crawlers.platforms.shapes import numbered

family = Family(numbered)
profile, matches, entries = family.profile, family.matches, family.entries
next_page, identity = family.next_page, family.identity
