"""What only shows when two data files are laid side by side."""

from pathlib import Path

from domain.errors import DataError
from domain.source import Source
from domain.unit import Registry


def units_known(sources: dict[str, Source], registry: Registry, place: Path) -> dict[str, Source]:
    """The sources, each of a unit that stands in the registry. Raises DataError that names the file."""
    for source in sources.values():
        if source.unit not in registry.units:
            file = place / f"{source.id}.yml" if place.is_dir() else place
            raise DataError(file, "unit", f"đơn vị “{source.unit}” không có trong danh mục đơn vị (PHUSONG_UNITS)")
    return sources
