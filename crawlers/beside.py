"""A box of the whole site's newest articles beside a section's own list: it says nothing about the section."""

from crawlers.entry import Entry
from crawlers.notebook import Notebook


def own_entries(entries: list[Entry], section: str | None, notebook: Notebook) -> list[Entry]:
    """A page's entries without those of such a box; all of them where nothing else would be left."""
    apart = [one for one in entries if one.apart]
    if section is None or not apart or not _newest_of_all(apart, section, notebook):
        return entries
    return [one for one in entries if not one.apart] or entries


def _newest_of_all(box: list[Entry], section: str, notebook: Notebook) -> bool:
    """Whether other sections' lists hold all of a box, and no section anything newer that is not in it: the newest of
    one subject leave the others' out."""
    shown = {notebook.key(one.url) for one in box}
    days = [one.published.day for one in box if one.published]
    if len(days) < len(box) or not all(_listed_elsewhere(key, section, notebook) for key in shown):
        return False
    return not any(
        one.listed and one.listed.day > min(days) and one.sections and key not in shown
        for key, one in notebook.works.items()
    )


def _listed_elsewhere(key: str, section: str, notebook: Notebook) -> bool:
    work = notebook.works.get(key)
    return work is not None and any(one != section for one in work.sections)
