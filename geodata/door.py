"""The door through which an atlas leaves: opened by a profile, whatever reads it knows no more.

In: a folder and the name of a profile. Out: an `Atlas` that holds what may leave, and what became
of the rest. Building, rebuilding and deciding go by `geodata.store` instead.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from geodata.boundaries import load_admin1_drawing
from geodata.coarsening import coarsen
from geodata.decision_log import CARD
from geodata.publishing import Profile, choose_profile
from geodata.store import Atlas, load_toml, open_atlas


def find_profile(path: Path, name: str | None) -> Profile:
    """Return the profile by which an atlas is to be opened.

    Raises
    ------
    InputError
        If there is none of this name, or the atlas defines profiles wrongly.
    """
    try:
        content = load_toml(Path(path) / CARD)
    except (OSError, ValueError):
        content = {}  # opening the atlas will say what is wrong with it
    return choose_profile(name, content.get("publish"))


def open_published(path: Path, name: str | None = None) -> Atlas:
    """Open an atlas by a profile.

    Parameters
    ----------
    path
        Folder of the atlas.
    name
        Of the profile; None for the one that its atlas.toml holds by default, else private.

    Raises
    ------
    StoreError
        If the folder is no atlas.
    InputError
        If there is no such profile.
    """
    atlas = open_atlas(path)
    return publish(atlas, find_profile(path, name))


def publish(atlas: Atlas, profile: Profile) -> Atlas:
    """Return what of an opened atlas may leave by a profile, which says so itself."""
    if profile.is_private:
        return atlas
    regions = load_admin1_drawing()
    names = dict(zip(regions.id.tolist(), regions.name.tolist(), strict=True))
    published, account = coarsen(atlas, profile, names)
    said = f"Profile {profile.name}: {profile.describe()}. {account.describe()}."
    return replace(published, profile=profile.name, published=said)
