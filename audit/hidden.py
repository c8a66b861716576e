"""What a place has beyond the first page of its list: an old first page proves nothing where this is newer."""

from urllib.parse import urlsplit

from audit.newest import Newest, believed
from audit.place import Place
from audit.seen import Activity, Seen, day_at
from domain.identity import without_language
from domain.outcome import OK
from domain.record import Listing


def top(place: Place, good: Listing, seen: Seen) -> Listing | None:
    """The last reading of the page where the newest items stand, where that is not the first: lists sorted from the
    oldest, and those that begin with an editor's choice."""
    name = place.section.id if place.section else None
    later = {one.url: one for one in seen.listings if one.page > 1 and one.section == name and one.outcome in OK}
    shown = max(believed([good], day_at(good.at)), default=None)
    newer = [
        (one.newest, one.at, one) for one in later.values()
        if shown and one.newest and one.platform == good.platform and shown < one.newest <= day_at(one.at)
    ]
    return max(newer, key=lambda found: found[:2], default=(None, None, None))[2]


def astray(place: Place, newest: Newest, seen: Seen) -> Activity | None:
    """An item newer than the list's, by its address of this section, that no judged list of the site shows: then the
    list may be an old copy. Items that other sections show are theirs. Of a list without dates that is watched, any
    that was first seen since then."""
    if place.section is None:
        return None
    judged = {one.id for one in seen.source.sections if not one.archive}
    folder = _folder(seen.source.section_url(place.section))
    found = [
        one for one in seen.activities
        if _newer(one, newest) and not judged & set(one.sections)
        and folder.strip("/") and _folder(one.url).startswith(folder)
    ]
    return max(found, key=lambda one: (one.day or day_at(one.first_seen), one.article), default=None)


def _newer(one: Activity, newest: Newest) -> bool:
    since, seen = newest.dated or newest.watched, day_at(one.first_seen)
    if one.day is None:
        return newest.watched is not None and newest.watched < seen
    return since is not None and since < one.day <= seen


def _folder(url: str) -> str:
    """The path of an address as a folder: `/tin-tuc.html` and `/tin-tuc` hold what begins with `/tin-tuc/`."""
    path = without_language(urlsplit(url).path)
    return path.rstrip("/").removesuffix(".html").lower() + "/"
